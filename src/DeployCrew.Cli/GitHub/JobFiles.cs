using System.Security.Cryptography;
using DeployCrew.Cli.Input;

namespace DeployCrew.Cli.GitHub;

/// <summary>Where a job leaves what later steps need: the runner's files, and a folder whose content is uploaded.</summary>
internal sealed class JobFiles
{
    private readonly RunnerEnvironment runner;

    public JobFiles(RunnerEnvironment runner)
    {
        this.runner = runner;
        // Of this step alone: a job may use the action twice.
        Folder = Path.Combine(runner.Temporary, $"deploycrew-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        Directory.CreateDirectory(Folder);
    }

    /// <summary>What a person may want afterwards: bundle, plan, findings, evidence, journal, logs.</summary>
    public string Folder { get; }

    /// <summary>Full path of a file in the folder.</summary>
    public string In(params ReadOnlySpan<string> parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Sets an output of the step. The delimiter is random: a value cannot end itself and set another one.</summary>
    public void Output(string name, string? value)
    {
        if (value is null)
            return;
        var delimiter = $"end-{RandomNumberGenerator.GetHexString(32, lowercase: true)}";
        File.AppendAllText(runner.OutputFile, $"{name}<<{delimiter}\n{value}\n{delimiter}\n");
    }

    /// <summary>Appends to the step's summary, and keeps the same text beside the rest.</summary>
    public void Summarise(string markdown)
    {
        File.AppendAllText(runner.SummaryFile, markdown);
        TextFile.Write(In("summary.md"), markdown);
    }
}
