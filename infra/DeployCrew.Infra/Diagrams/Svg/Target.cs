namespace DeployCrew.Infra.Diagrams.Svg;

/// <summary>Data that services use, with the lane that leads to it.</summary>
/// <param name="Part">The data.</param>
/// <param name="InsideLane">Lane within the network; null outside of it.</param>
/// <param name="OutsideLane">Lane outside of the network; null within it.</param>
internal sealed record Target(Part Part, int? InsideLane, int? OutsideLane);
