using System.Globalization;
using System.Xml.Linq;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.AutoScaling;

/// <summary>EC2 Auto Scaling (API 2011-01-01).</summary>
internal sealed class AutoScalingClient(AwsConnection connection) : IDisposable
{
    private readonly AwsClient client = new(AwsService.AutoScaling, connection);

    /// <summary>Groups by name; those that are not there are left out.</summary>
    public async Task<IReadOnlyList<ScalingGroup>> DescribeGroupsAsync(IEnumerable<string> names, CancellationToken cancellationToken) => await client
        .QueryPagesAsync("DescribeAutoScalingGroups", new Form().AddList("AutoScalingGroupNames", names), new("NextToken", "NextToken", "AutoScalingGroups"), cancellationToken)
        .Select(Group).ToListAsync(cancellationToken);

    /// <summary>Replaces a group's instances, a part at a time. One that fails leaves the group half replaced: AWS rolls back only to what a desired configuration replaced.</summary>
    /// <param name="group">Name of the group.</param>
    /// <param name="minimumHealthyPercent">Share that stays in service, 0-100.</param>
    /// <param name="warmup">How long an instance takes until it counts.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Id of the refresh.</returns>
    /// <exception cref="AwsCallError">InstanceRefreshInProgress: there is one already.</exception>
    /// <exception cref="AnswerLostError">Whether it began is not known.</exception>
    public async Task<string> StartRefreshAsync(string group, int minimumHealthyPercent, TimeSpan warmup, CancellationToken cancellationToken)
    {
        var form = new Form().Add("AutoScalingGroupName", group)
            .Add("Preferences.MinHealthyPercentage", minimumHealthyPercent.ToString(CultureInfo.InvariantCulture))
            .Add("Preferences.InstanceWarmup", ((int)warmup.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        return (await client.QueryAsync("StartInstanceRefresh", form, Effect.Once, cancellationToken)).Text("InstanceRefreshId");
    }

    /// <summary>A group's refreshes, newest first as AWS gives them.</summary>
    public async Task<IReadOnlyList<InstanceRefresh>> DescribeRefreshesAsync(string group, CancellationToken cancellationToken) => await client
        .QueryPagesAsync("DescribeInstanceRefreshes", new Form().Add("AutoScalingGroupName", group), new("NextToken", "NextToken", "InstanceRefreshes"), cancellationToken)
        .Select(xml => new InstanceRefresh(
            xml.Text("InstanceRefreshId"), xml.TextOrNull("Status") ?? "", xml.TextOrNull("StatusReason"), xml.NumberOrNull("PercentageComplete") ?? 0,
            xml.TimeOrNull("StartTime"), xml.TimeOrNull("EndTime"))).ToListAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static ScalingGroup Group(XElement xml) => new(
        xml.Text("AutoScalingGroupName"), xml.NumberOrNull("MinSize") ?? 0, xml.NumberOrNull("MaxSize") ?? 0, xml.NumberOrNull("DesiredCapacity") ?? 0,
        xml.Texts("TargetGroupARNs"),
        [.. xml.Items("Instances").Select(one => new GroupInstance(
            one.Text("InstanceId"), one.TextOrNull("LifecycleState") ?? "", one.TextOrNull("HealthStatus") == "Healthy", one.Child("LaunchTemplate").TextOrNull("Version")))]);
}
