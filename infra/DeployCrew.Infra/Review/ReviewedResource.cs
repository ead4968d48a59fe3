namespace DeployCrew.Infra.Review;

/// <summary>A resource that will exist.</summary>
/// <param name="Name">Logical name.</param>
/// <param name="Type">Type token.</param>
/// <param name="Concept">What it belongs to.</param>
/// <param name="Settings">The settings that are worth a line; empty where none is.</param>
public sealed record ReviewedResource(string Name, string Type, string Concept, string Settings);
