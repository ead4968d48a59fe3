namespace DeployCrew.Infra.Review.Changes;

/// <summary>A resource that differs.</summary>
/// <param name="Name">Logical name.</param>
/// <param name="Type">Type token.</param>
/// <param name="Kind">How.</param>
/// <param name="Properties">Of a changed one, the inputs that differ.</param>
public sealed record ResourceDiff(string Name, string Type, DiffKind Kind, IReadOnlyList<PropertyDiff> Properties);
