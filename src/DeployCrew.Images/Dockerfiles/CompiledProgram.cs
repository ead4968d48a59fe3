using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>The image of a program that a compiler made: itself, the folders that it reads, and no shell unless its command is a shell's.</summary>
internal static class CompiledProgram
{
    /// <summary>Where the stage 'build' leaves the program.</summary>
    public const string Output = "/out/program";

    /// <summary>Has a shell, for commands with a variable in them.</summary>
    private const string WithShell = "debian:12-slim";

    private static readonly HashSet<string> Tools = new(["go", "cargo", "make", "air", "npm", "node"], StringComparer.Ordinal);

    public static void WriteFinal(DockerfileWriter file, DetectedApp app, ServiceRequirements service, string image)
    {
        var command = service.Command ?? app.StartCommand;
        var shell = command is ["sh" or "bash" or "/bin/sh" or "/bin/bash", ..];
        var place = Place(command, app);
        file.Final(app, shell ? WithShell : image).Line($"ENV PORT={service.Port}").Line($"WORKDIR /app");
        if (shell && app.BaseImage is null)
            file.Line($"COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/");
        foreach (var folder in app.ReadAtRunTime)
            file.Copy([folder], $"./{folder}");
        file.Line($"COPY --from=build {Output} {place}")
            .User("65532", "The user 'nonroot' of distroless images, by number so that the platform can tell it is not root.")
            .Start(service.Port, command);
    }

    // bin/api of ./bin/api and of sh -c "exec bin/api --port $PORT": the program must lie where the command calls it.
    private static string Place(IReadOnlyList<string> command, DetectedApp app)
    {
        var program = ShellCommand.Program(command);
        var name = app.Entry is null or "." ? "" : Path.GetFileName(app.Entry);
        if (program.Length == 0 || Tools.Contains(program) || Path.GetExtension(program).Length > 0 || name.Length > 0 && name != program)
            throw SourceErrors.StartNotInImage(program, "the image holds the compiled program, and no tools and scripts", $"./{(name.Length > 0 ? name : "app")}");
        var called = ShellCommand.Display(command).Split(' ', StringSplitOptions.RemoveEmptyEntries).First(word => word[(word.LastIndexOf('/') + 1)..] == program);
        return called switch
        {
            ['/', ..] or ['.', '/', ..] => called,
            _ when called.Contains('/', StringComparison.Ordinal) => "./" + called,
            _ => "/usr/local/bin/" + called,
        };
    }
}
