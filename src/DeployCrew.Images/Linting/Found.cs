using DeployCrew.Images.Linting.Fixes;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting;

/// <summary>A place that a rule found.</summary>
/// <param name="Start">Its offset.</param>
/// <param name="End">The offset behind it.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Fix">What would put it right, or null.</param>
internal sealed record Found(int Start, int End, string Message, Fix? Fix = null)
{
    /// <summary>Instead of the rule's.</summary>
    public LintSeverity? Severity { get; init; }

    public static Found At(Instruction instruction, string message, Fix? fix = null) => new(instruction.Start, instruction.End, message, fix);

    public static Found At(Word word, string message, Fix? fix = null) => new(word.Start, word.End, message, fix);
}
