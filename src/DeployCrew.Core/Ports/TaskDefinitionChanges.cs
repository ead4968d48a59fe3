namespace DeployCrew.Core.Ports;

/// <summary>What a new revision changes.</summary>
/// <param name="Container">Container that the changes go to.</param>
/// <param name="Image">Image by digest: <c>repository@sha256:…</c>.</param>
/// <param name="Command">Command, or null to leave it to the image.</param>
/// <param name="Cpu">CPU units of the task.</param>
/// <param name="Memory">Memory of the task in MiB.</param>
public sealed record TaskDefinitionChanges(
    string Container, string Image, IReadOnlyList<string>? Command, int Cpu, int Memory);
