using DeployCrew.Core.Requirements;
using DeployCrew.Images.Proposals;

namespace DeployCrew.Proposing;

/// <summary>A Dockerfile to try.</summary>
/// <param name="Text">The Dockerfile.</param>
/// <param name="Context">What it is built with.</param>
/// <param name="Service">Port, health path and command.</param>
internal sealed record DockerfileTrial(string Text, ProposalContext Context, ServiceRequirements Service);
