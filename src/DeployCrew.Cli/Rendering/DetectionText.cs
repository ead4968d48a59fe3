using DeployCrew.Cli.Input;
using DeployCrew.Reading;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>What services were found to be, for people: a line per fact, with where it is from.</summary>
internal static class DetectionText
{
    public static void Write(Terminal terminal, IReadOnlyList<DetectedService> services)
    {
        foreach (var service in services)
        {
            terminal.People.MarkupLineInterpolated($"[bold]{(service.Name is null ? "" : service.Name + ": ")}{service.Summary}[/]");
            var width = service.Facts.Max(fact => fact.Name.Length);
            foreach (var fact in service.Facts)
                terminal.People.MarkupLineInterpolated($"  {fact.Name.PadRight(width)}  {fact.Value}  [grey]{Source(fact.From)}[/]");
            if (service.Reading is { } reading)
                WriteReading(terminal, reading);
        }
    }

    // Proposals: what a model says is used by nobody until somebody takes it.
    private static void WriteReading(Terminal terminal, AppReading reading)
    {
        var next = reading.Detected is { } app
            ? $"with these settings in requirements.json (--write) it is {app.Summary}"
            : "DeployCrew has no way of its own to build it: 'deploycrew dockerfile' has one proposed, built and tried";
        terminal.People.MarkupLineInterpolated($"  [yellow]proposed, not used by any run:[/] [grey]{next}[/]");
    }

    private static string Source(string from) => from switch
    {
        "default" => "default",
        "requirements.json" => "from requirements.json",
        _ => from,
    };
}
