namespace DeployCrew.Aws.AutoScaling;

/// <summary>A group of instances.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Minimum">Instances at the least.</param>
/// <param name="Maximum">Instances at the most.</param>
/// <param name="Desired">Instances that should run.</param>
/// <param name="TargetGroupArns">Target groups that its instances are registered with.</param>
/// <param name="Instances">Its instances.</param>
internal sealed record ScalingGroup(string Name, int Minimum, int Maximum, int Desired, IReadOnlyList<string> TargetGroupArns, IReadOnlyList<GroupInstance> Instances);

/// <summary>An instance of a group.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Lifecycle">Pending, InService, Terminating, …</param>
/// <param name="IsHealthy">Whether the group thinks so.</param>
/// <param name="TemplateVersion">Version of the launch template that it was made from.</param>
internal sealed record GroupInstance(string Id, string Lifecycle, bool IsHealthy, string? TemplateVersion);

/// <summary>A replacement of a group's instances.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Pending, InProgress, Successful, Failed, Cancelling, Cancelled, RollbackInProgress, RollbackFailed, RollbackSuccessful, Baking.</param>
/// <param name="Reason">AWS's words on it.</param>
/// <param name="Percent">How much of it is done, 0-100.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended; null while it runs.</param>
internal sealed record InstanceRefresh(string Id, string Status, string? Reason, int Percent, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt)
{
    /// <summary>Whether nothing more will come; a status that is not known here is not an end.</summary>
    public bool HasEnded => Status is "Successful" or "Failed" or "Cancelled" or "RollbackFailed" or "RollbackSuccessful";
}
