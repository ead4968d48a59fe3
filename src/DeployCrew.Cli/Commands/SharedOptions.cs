using System.CommandLine;

namespace DeployCrew.Cli.Commands;

/// <summary>Options and arguments that several commands have.</summary>
internal static class SharedOptions
{
    public static Option<string> Format()
    {
        var option = new Option<string>("--format") { Description = "text for people, json for programs", DefaultValueFactory = _ => "text" };
        option.AcceptOnlyFromAmong("text", "json");
        return option;
    }

    public static Option<string?> App() => new("--app") { Description = "the app: a folder or a zip; default: what the requirements name, else app/ or app.zip beside them" };

    public static Option<string?> Environment() => new("--env") { Description = "the environment; default: the only one, else dev" };

    public static Argument<string> Path() => new("path") { Description = "a requirements file, or the folder that holds requirements.json", DefaultValueFactory = _ => "." };

    public static Argument<string?> OptionalRun() => new("run") { Description = "name of the run, or an end or beginning of it; default: the newest", Arity = ArgumentArity.ZeroOrOne };
}
