using System.ComponentModel;
using System.Diagnostics;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Core.Processes;

/// <summary>Runs programs of this machine.</summary>
public sealed class SystemProcessRunner : IProcessRunner
{
    /// <inheritdoc/>
    public async Task<ProcessResult> RunAsync(ProcessCommand command, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartInfo(command) };
        var output = new List<string>();
        var errors = new List<string>();
        process.OutputDataReceived += (_, line) => Collect(output, line.Data, command.OnLine);
        process.ErrorDataReceived += (_, line) => Collect(errors, line.Data, command.OnLine);
        try
        {
            process.Start();
        }
        catch (Win32Exception cause)
        {
            throw InternalErrors.ProgramNotStarted(command.Program, cause);
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            if (command.StandardInput is not null)
                await process.StandardInput.WriteAsync(command.StandardInput.AsMemory(), cancellationToken);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (IOException)
        {
            // The program ended without reading its input; its exit code says how.
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            if (command.InterruptGrace is { } grace)
                await Interruption.RequestAsync(process, grace);
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (Interruption.NotFound(command, process.ExitCode, errors) is { } reason)
            throw InternalErrors.ProgramNotStarted(command.Program, new Win32Exception(reason));
        return new ProcessResult(process.ExitCode, output, errors);
    }

    private static ProcessStartInfo StartInfo(ProcessCommand command)
    {
        var (program, arguments) = Interruption.InOwnSession(command);
        var info = new ProcessStartInfo(program)
        {
            WorkingDirectory = command.WorkingDirectory ?? "",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
            info.ArgumentList.Add(argument);
        foreach (var (name, value) in command.Environment)
            info.Environment[name] = value;
        return info;
    }

    private static void Collect(List<string> lines, string? line, Action<string>? onLine)
    {
        if (line is null)
            return;
        lock (lines)
            lines.Add(line);
        onLine?.Invoke(line);
    }
}
