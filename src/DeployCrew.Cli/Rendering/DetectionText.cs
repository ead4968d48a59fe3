using DeployCrew.Cli.Input;
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
        }
    }

    private static string Source(string from) => from switch
    {
        "default" => "default",
        "requirements.json" => "from requirements.json",
        _ => from,
    };
}
