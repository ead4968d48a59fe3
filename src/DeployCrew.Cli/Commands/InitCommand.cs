using System.CommandLine;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew init</c>.</summary>
internal static class InitCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = new Argument<string>("folder") { Description = "the app's folder", DefaultValueFactory = _ => "." };
        return new Command("init", "Writes a requirements.json for the app in this folder.") { folder };
    }
}
