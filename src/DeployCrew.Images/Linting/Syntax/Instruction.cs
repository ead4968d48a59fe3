using System.Text.Json;

namespace DeployCrew.Images.Linting.Syntax;

/// <summary>One instruction, over as many lines as it takes.</summary>
/// <param name="Keyword">In capitals: <c>RUN</c>.</param>
/// <param name="KeywordWord">The keyword as it stands.</param>
/// <param name="Flags">The flags before the arguments.</param>
/// <param name="Arguments">What follows the flags.</param>
/// <param name="Lines">First and last line, heredocs included.</param>
/// <param name="End">Offset behind its last character.</param>
internal sealed record Instruction(
    string Keyword, Word KeywordWord, IReadOnlyList<Flag> Flags, LogicalText Arguments, (int First, int Last) Lines, int End)
{
    private readonly Lazy<ShellScript> _script = new(() => ShellScript.Empty);

    /// <summary>The file's escape character.</summary>
    public char Escape { get; init; } = '\\';

    /// <summary>Heredocs, in the order of their names.</summary>
    public IReadOnlyList<Heredoc> Heredocs { get; init; } = [];

    /// <summary>Comment lines right above it.</summary>
    public IReadOnlyList<string> Comments { get; init; } = [];

    /// <summary>What an ONBUILD triggers.</summary>
    public Instruction? Trigger { get; init; }

    /// <summary>Commands of its shell form, of its heredoc or of its exec form.</summary>
    public ShellScript Script { get => _script.Value; init => _script = new(value); }

    public int Start => KeywordWord.Start;

    public IReadOnlyList<Word> Words => field ??= Arguments.Words(Escape);

    /// <summary>The exec form's words, or null: what does not read as JSON is shell form, for a builder too.</summary>
    public IReadOnlyList<string>? Exec => field ??= ReadExec(Arguments.Text);

    /// <summary>Its arguments without quotes, of either form.</summary>
    public IReadOnlyList<string> Operands => Exec ?? [.. Words.Select(word => word.Value)];

    /// <summary>A flag's value, or null.</summary>
    public string? Flag(string name) => Flags.FirstOrDefault(flag => flag.Name == name)?.Value;

    private static string[]? ReadExec(string text)
    {
        if (!text.AsSpan().TrimStart().StartsWith("["))
            return null;
        try
        {
            return JsonSerializer.Deserialize<string[]>(text.Trim());
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
