namespace DeployCrew.Cli.Help;

/// <summary>What the help of a command says beyond what its arguments and options say themselves.</summary>
/// <param name="Command">The command's words, such as <c>local fault add</c>.</param>
internal sealed record HelpPage(string Command)
{
    /// <summary>Paragraphs below the first line.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Command lines that can be typed as they are.</summary>
    public required IReadOnlyList<HelpEntry> Examples { get; init; }

    /// <summary>What its exit codes mean; bugs (70) and Ctrl-C (130) are the same for all.</summary>
    public IReadOnlyList<HelpEntry> ExitCodes { get; init; } = HelpTexts.Plain;

    /// <summary>Variables that it reads.</summary>
    public IReadOnlyList<HelpEntry> Environment { get; init; } = [];

    /// <summary>Files that it reads or writes where nobody named them.</summary>
    public IReadOnlyList<HelpEntry> Files { get; init; } = [];
}
