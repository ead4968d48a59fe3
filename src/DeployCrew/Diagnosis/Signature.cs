using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace DeployCrew.Diagnosis;

/// <summary>One kind of failure, as those who fail print it.</summary>
/// <param name="Id">Stable name, such as <c>ecs-out-of-memory</c>.</param>
/// <param name="Rank">How much it says.</param>
/// <param name="Remedy">What is proposed.</param>
/// <param name="Pattern">Regular expression for one line; its named groups can be used in <see cref="Cause"/> and <see cref="Advice"/>.</param>
internal sealed record Signature(string Id, Rank Rank, Remedy Remedy, [StringSyntax(StringSyntaxAttribute.Regex)] string Pattern)
{
    // Logs are written by strangers: without backtracking a line takes time in proportion to its length, whatever it says.
    private readonly Lazy<Regex> expression = new(() => new Regex(
        Pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));

    /// <summary>The cause in a sentence.</summary>
    public required string Cause { get; init; }

    /// <summary>The remedy in a sentence.</summary>
    public required string Advice { get; init; }

    /// <summary>Where the vendor explains it.</summary>
    public required string Reference { get; init; }

    /// <summary>The line as it is printed.</summary>
    public required string Sample { get; init; }

    /// <summary>The program or service that prints it.</summary>
    public required string PrintedBy { get; init; }

    /// <summary>Stages in which it can be the cause; empty: all.</summary>
    public IReadOnlyList<string> Stages { get; init; } = [];

    /// <summary>The line's details, or null when it is not this failure.</summary>
    public Match? Match(string line) => expression.Value.Match(line) is { Success: true } match ? match : null;

    /// <summary>Whether it can be the cause of a failure in this stage.</summary>
    public bool AppliesTo(string? stage) => stage is null || Stages.Count == 0 || Stages.Contains(stage);
}
