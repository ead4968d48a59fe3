using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

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

    public static Option<string?> Models() => new("--models") { Description = "settings of the models, a models.json; default: DEPLOYCREW_MODELS" };

    public static Option<string?> App() => new("--app") { Description = "the app: a folder or a zip; default: what the requirements name, else app/ or app.zip beside them" };

    public static Option<string?> Environment() => new("--env") { Description = "the environment; default: the only one, else dev" };

    public static Option<string> Target()
    {
        var option = new Option<string>("--target") { Description = "local: the rehearsal cloud on this machine; aws", DefaultValueFactory = _ => "local" };
        option.AcceptOnlyFromAmong("local", "aws");
        return option;
    }

    public static Option<string?> Engine()
    {
        var option = new Option<string?>("--engine") { Description = "stack engine of --target aws; default: pulumi" };
        option.AcceptOnlyFromAmong("pulumi", "terraform", "tofu");
        return option;
    }

    /// <summary>A time such as <c>90m</c>, <c>24h</c> or <c>7d</c>.</summary>
    public static Option<TimeSpan> ValidFor(string what) => new("--valid-for")
    {
        Description = $"how long the {what} holds: 90m, 24h, 7d",
        DefaultValueFactory = _ => TimeSpan.FromHours(24),
        CustomParser = result => ReadSpan(result) ?? default,
    };

    /// <summary>The same where none need be given.</summary>
    public static Option<TimeSpan?> Span(string name, string description) => new(name) { Description = description, CustomParser = ReadSpan };

    public static Argument<string> Path() => new("path") { Description = "a requirements file, or the folder that holds requirements.json", DefaultValueFactory = _ => "." };

    private static TimeSpan? ReadSpan(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (text.Length > 1 && int.TryParse(text[..^1], CultureInfo.InvariantCulture, out var number) && number is > 0 and < 10_000 && text[^1] is 'm' or 'h' or 'd')
            return text[^1] switch { 'm' => TimeSpan.FromMinutes(number), 'h' => TimeSpan.FromHours(number), _ => TimeSpan.FromDays(number) };
        result.AddError($"'{text}' is not a time such as 90m, 24h or 7d.");
        return null;
    }

    public static Argument<string?> OptionalRun() => new("run") { Description = "name of the run, or an end or beginning of it; default: the newest", Arity = ArgumentArity.ZeroOrOne };
}
