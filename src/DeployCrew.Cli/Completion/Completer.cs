using System.CommandLine;
using System.CommandLine.Completions;

namespace DeployCrew.Cli.Completion;

/// <summary>What the word under the cursor could become: commands, options, values. None means files, which the shell knows best.</summary>
/// <param name="root">The command line.</param>
/// <param name="known">Names from files.</param>
internal sealed class Completer(RootCommand root, KnownNames known)
{
    /// <summary>Completes a word.</summary>
    /// <param name="words">The words after the program's name; the last is the one under the cursor, and may be empty.</param>
    public IReadOnlyList<Candidate> Complete(IReadOnlyList<string> words)
    {
        var typed = TypedWords.Read(root, words);
        return [.. Candidates(typed).Where(one => one.Value.StartsWith(typed.Current, StringComparison.Ordinal))];
    }

    private IEnumerable<Candidate> Candidates(TypedWords typed)
    {
        if (typed.Awaiting is { } awaiting)
            return Values(awaiting, typed);
        if (!typed.OnlyArguments && typed.Current.StartsWith('-'))
        {
            return typed.Current.IndexOf('=', StringComparison.Ordinal) is > 0 and var end && typed.Option(typed.Current[..end]) is { } assigned
                ? Values(assigned, typed).Select(value => value with { Value = $"{assigned.Name}={value.Value}" })
                : typed.OpenOptions().Select(option => new Candidate(option.Name, FirstLine(option.Description)));
        }

        var commands = typed.Arguments.Count > 0 ? [] : typed.Command.Subcommands.Where(one => !one.Hidden).Select(one => new Candidate(one.Name, FirstLine(one.Description)));
        return commands.Concat(typed.Command.Arguments.ElementAtOrDefault(typed.Arguments.Count) is { } argument ? Values(argument, typed) : []);
    }

    private IEnumerable<Candidate> Values(Symbol symbol, TypedWords typed) => symbol.Name switch
    {
        "--env" or "left" or "right" => KnownNames.OfRequirements(typed.Arguments, "environments"),
        "--service" when typed.Command.Name != "add" => KnownNames.OfRequirements(typed.Arguments, "services"),
        "run" or "of" => known.Runs(),
        "plan" => known.Plans(),
        "token" => known.Tokens(),
        _ => symbol.GetCompletions(CompletionContext.Empty).Select(item => new Candidate(IsEnum(symbol) ? char.ToLowerInvariant(item.Label[0]) + item.Label[1..] : item.Label)),
    };

    private static bool IsEnum(Symbol symbol) => symbol is Argument argument && (Nullable.GetUnderlyingType(argument.ValueType) ?? argument.ValueType).IsEnum;

    private static string FirstLine(string? text) => (text ?? "").Split('\n')[0].TrimEnd(':');
}
