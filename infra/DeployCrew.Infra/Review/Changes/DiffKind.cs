namespace DeployCrew.Infra.Review.Changes;

/// <summary>How two sides differ in something.</summary>
public enum DiffKind { Added, Removed, Changed }
