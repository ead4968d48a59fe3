namespace DeployCrew.Core.Ports;

/// <summary>A lifecycle hook of a service deployment.</summary>
/// <param name="Id">Its id; null for hooks of services of before hooks had one.</param>
/// <param name="TargetType">AWS_LAMBDA or PAUSE.</param>
/// <param name="Status">AWAITING_ACTION, IN_PROGRESS, SUCCEEDED, FAILED, TIMED_OUT.</param>
/// <param name="ExpiresAt">Until when it waits.</param>
/// <param name="TimeoutAction">What happens then: ROLLBACK or CONTINUE.</param>
public sealed record LifecycleHook(string? Id, string? TargetType, string? Status, DateTimeOffset? ExpiresAt, string? TimeoutAction);
