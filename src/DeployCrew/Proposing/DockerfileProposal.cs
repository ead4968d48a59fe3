using DeployCrew.Agents.Models;

namespace DeployCrew.Proposing;

/// <summary>A Dockerfile that was built and has answered. It is the app's when somebody takes it.</summary>
/// <param name="Dockerfile">Its text.</param>
/// <param name="DockerIgnore">Text of the .dockerignore that goes with it; null where the app has one.</param>
/// <param name="Port">Port that it answered on.</param>
/// <param name="HealthPath">Path that it answered on.</param>
/// <param name="Transcript">What was asked, and answered.</param>
/// <param name="Failed">Why earlier answers were none, in their order.</param>
/// <param name="Calls">Which models were asked, and what that took.</param>
public sealed record DockerfileProposal(
    string Dockerfile, string? DockerIgnore, int Port, string HealthPath, IReadOnlyList<string> Transcript, IReadOnlyList<string> Failed, IReadOnlyList<ModelCall> Calls);
