using System.CommandLine;

namespace DeployCrew.Cli.Completion;

/// <summary>The words of an unfinished command line, as far as they are understood. Nothing is an error: somebody is still typing.</summary>
internal sealed class TypedWords
{
    private readonly List<string> arguments = [];
    private readonly HashSet<Option> options = [];

    private TypedWords(Command command, string current)
    {
        Command = command;
        Current = current;
    }

    /// <summary>The command that they have come to.</summary>
    public Command Command { get; private set; }

    /// <summary>The word under the cursor, up to the cursor.</summary>
    public string Current { get; }

    /// <summary>The option whose value is being typed, or null.</summary>
    public Option? Awaiting { get; private set; }

    /// <summary>Whether a lone <c>--</c> came before: what follows are arguments.</summary>
    public bool OnlyArguments { get; private set; }

    /// <summary>Arguments of the command, before the cursor.</summary>
    public IReadOnlyList<string> Arguments => arguments;

    /// <summary>Reads them.</summary>
    /// <param name="root">The command line.</param>
    /// <param name="words">The words after the program's name; the last is the one under the cursor, and may be empty.</param>
    public static TypedWords Read(Command root, IReadOnlyList<string> words)
    {
        // bash takes --target=local for three words.
        var whole = words.Where((word, index) => word != "=" || index == words.Count - 1).ToList();
        var typed = new TypedWords(root, whole.Count == 0 || whole[^1] == "=" ? "" : whole[^1]);
        foreach (var word in whole.SkipLast(1))
            typed.Take(word);
        return typed;
    }

    /// <summary>Options that can still be given.</summary>
    public IEnumerable<Option> OpenOptions() => All().Where(option => !option.Hidden && (option.Arity.MaximumNumberOfValues > 1 || !options.Contains(option)));

    /// <summary>An option of the command by any of its names.</summary>
    public Option? Option(string name) => All().FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));

    private void Take(string word)
    {
        if (Awaiting is not null)
            Awaiting = null;
        else if (!OnlyArguments && word == "--")
            OnlyArguments = true;
        else if (!OnlyArguments && word.Length > 1 && word[0] == '-')
            TakeOption(word);
        else if (arguments.Count == 0 && Command.Subcommands.FirstOrDefault(one => one.Name == word) is { } subcommand)
            Command = subcommand;
        else
            arguments.Add(word);
    }

    private void TakeOption(string word)
    {
        if (Option(word.Split('=')[0]) is not { } option)
            return;
        options.Add(option);
        if (!word.Contains('=', StringComparison.Ordinal) && option.ValueType != typeof(bool) && option.Arity.MaximumNumberOfValues > 0)
            Awaiting = option;
    }

    private IEnumerable<Option> All()
    {
        var inherited = Command.Parents.OfType<Command>().SelectMany(parent => parent.Parents.OfType<Command>().Append(parent)).SelectMany(parent => parent.Options).Where(option => option.Recursive);
        return Command.Options.Concat(inherited);
    }
}
