using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements;

/// <summary>Requirements that hold, and what should be known about them.</summary>
/// <param name="Document">The requirements.</param>
/// <param name="Warnings">Problems that do not stop the work, in the order in which they stand in the file.</param>
public sealed record RequirementsResult(RequirementsDocument Document, IReadOnlyList<Diagnostic> Warnings)
{
    /// <summary>Whether the file has the flat shape of the older tool; <see cref="RequirementsWriter"/> writes it in the present
    /// one.</summary>
    public bool IsFlat { get; init; }
}
