using DeployCrew.Core.Ports;

namespace DeployCrew.Rollouts;

/// <summary>Where a service stands.</summary>
/// <param name="Service">Its name in the requirements.</param>
/// <param name="DesiredCount">Tasks that it should run.</param>
/// <param name="Deployment">Its newest service deployment, or null.</param>
/// <param name="Weights">Share of production's traffic of each target group, 0-100, by ARN; empty without routes.</param>
/// <param name="Revisions">What runs, newest first.</param>
/// <param name="Held">Whether somebody paused the deployment.</param>
public sealed record ServiceStatus(
    string Service, int DesiredCount, ServiceDeployment? Deployment, IReadOnlyDictionary<string, double> Weights, IReadOnlyList<RunningRevision> Revisions, bool Held)
{
    internal bool IsUnderWay => Deployment is { HasEnded: false };
}

/// <summary>A task definition of which tasks run.</summary>
/// <param name="TaskDefinition">Its ARN.</param>
/// <param name="Image">Image of the service's container, by digest.</param>
/// <param name="Running">Tasks of it that run.</param>
/// <param name="Healthy">Tasks of it that the load balancer finds healthy; those that run, without one.</param>
/// <param name="Percent">Its share of production's traffic, 0-100; null without routes.</param>
public sealed record RunningRevision(string TaskDefinition, string? Image, int Running, int Healthy, double? Percent);
