using System.Text.Json.Nodes;

namespace DeployCrew.Rehearsal.State;

/// <summary>Everything that the local cloud remembers. One object, one file, one lock: see <see cref="StateStore"/>.</summary>
internal sealed class CloudState
{
    /// <summary>ECR repositories by name.</summary>
    public SortedDictionary<string, RepositoryState> Repositories { get; init; } = new(StringComparer.Ordinal);

    /// <summary>SSM parameters by full name.</summary>
    public SortedDictionary<string, ParameterState> Parameters { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Secrets of Secrets Manager by name.</summary>
    public SortedDictionary<string, SecretState> Secrets { get; init; } = new(StringComparer.Ordinal);

    /// <summary>CloudWatch log groups by name.</summary>
    public SortedDictionary<string, LogGroupState> LogGroups { get; init; } = new(StringComparer.Ordinal);

    /// <summary>ECS clusters by name.</summary>
    public SortedDictionary<string, ClusterState> Clusters { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Task definitions by ARN, as ECS describes them.</summary>
    public SortedDictionary<string, JsonObject> TaskDefinitions { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Last revision of each task definition family: numbers are not given twice.</summary>
    public SortedDictionary<string, int> Families { get; init; } = new(StringComparer.Ordinal);

    /// <summary>ECS services by ARN.</summary>
    public SortedDictionary<string, ServiceState> Services { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Tasks by id; stopped ones stay for an hour.</summary>
    public SortedDictionary<string, TaskState> Tasks { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Load balancers by ARN.</summary>
    public SortedDictionary<string, LoadBalancerState> LoadBalancers { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Target groups by ARN.</summary>
    public SortedDictionary<string, TargetGroupState> TargetGroups { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Alarms of CloudWatch by name: those on metrics, and those whose state is only set by hand.</summary>
    public SortedDictionary<string, MetricAlarmState> Alarms { get; init; } = new(StringComparer.Ordinal);

    /// <summary>How many times shorter the bake times and hook timeouts of deployments are than they say.</summary>
    public double TimeScale { get; set; } = 1;

    /// <summary>Clusters and services that were deleted through the API, by ARN: ECS shows them as INACTIVE for a while.</summary>
    public SortedDictionary<string, DepartedState> Departed { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Tags by ARN, whoever made the resource.</summary>
    public SortedDictionary<string, SortedDictionary<string, string>> Tags { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Commands of SSM by id; the last hundred.</summary>
    public SortedDictionary<string, CommandState> Commands { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Builds of CodeBuild by id; the last hundred.</summary>
    public SortedDictionary<string, BuildState> Builds { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Applied stacks by <c>project/environment</c>.</summary>
    public SortedDictionary<string, StackState> Stacks { get; init; } = new(StringComparer.Ordinal);
}
