namespace DeployCrew.Infra.Diagrams.Svg;

/// <summary>One box of a picture.</summary>
/// <param name="Name">Resource name.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Lines">What is written in it; the first is its title.</param>
internal sealed record Part(string Name, PartKind Kind, IReadOnlyList<string> Lines);

/// <summary>How a box is drawn.</summary>
internal enum PartKind { Entry, Service, Data, Network, Other }

/// <summary>How tasks reach what is outside of the network.</summary>
internal enum WayOut { Nat, Direct, Endpoints, Unknown }
