namespace DeployCrew.Images.Linting.Syntax;

/// <summary>One command of a shell script.</summary>
/// <param name="Words">All of its words, variables set before it left out.</param>
/// <param name="Assignments">Variables set before it: <c>DEBIAN_FRONTEND=noninteractive</c>.</param>
/// <param name="Before">What stands between the command before and this one: <c>&amp;&amp;</c>, <c>|</c>, <c>;</c>, or empty.</param>
internal sealed record ShellCommand(IReadOnlyList<Word> Words, IReadOnlyList<Word> Assignments, string Before)
{
    /// <summary>The program, without its folder; <c>pip</c> for <c>pip3</c> and <c>python -m pip</c>.</summary>
    public string Name => field ??= IsModule ? "pip" : Program switch { "pip3" => "pip", var name => name };

    /// <summary>What follows the program.</summary>
    public IReadOnlyList<Word> Arguments => field ??= [.. Words.Skip(IsModule ? 3 : 1)];

    /// <summary>Arguments that are no flags and no redirections.</summary>
    public IReadOnlyList<Word> Operands => field ??=
        [.. Arguments.Where(word => !word.Text.StartsWith('-') && !word.Text.AsSpan().ContainsAny('<', '>'))];

    private string Program => Words[0].Value[(Words[0].Value.LastIndexOf('/') + 1)..];

    private bool IsModule => Words.Count > 2 && Program.StartsWith("python", StringComparison.Ordinal) && Words[1].Text == "-m" && Words[2].Text == "pip";

    /// <summary>Whether it is this program with this verb: <c>Is("apt-get", "install")</c>.</summary>
    public bool Is(string name, params string[] verbs) =>
        Name == name && (verbs.Length == 0 || Operands.Count > 0 && verbs.Contains(Operands[0].Value));

    /// <summary>Whether one of these flags is there, alone, with a value or among short ones (<c>-qy</c>).</summary>
    public bool Has(params string[] flags) => Arguments.Any(word => flags.Any(flag => Matches(word.Value, flag)));

    private static bool Matches(string word, string flag) =>
        word == flag || word.StartsWith(flag + "=", StringComparison.Ordinal)
        || (flag.Length == 2 && flag[0] == '-' && word.Length > 2 && word[0] == '-' && word[1] != '-' && word.Contains(flag[1], StringComparison.Ordinal));
}
