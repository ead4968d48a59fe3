namespace DeployCrew.Infra.Tests.Pulumi.Surface;

/// <summary>What a program registered.</summary>
internal sealed record Recording(
    IReadOnlyList<(string Type, string Name, string Inputs, string Options)> Resources, Dictionary<string, string> Outputs);
