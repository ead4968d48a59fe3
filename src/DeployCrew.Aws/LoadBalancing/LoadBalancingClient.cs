using System.Globalization;
using System.Xml.Linq;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.LoadBalancing;

/// <summary>Elastic Load Balancing (API 2015-12-01).</summary>
internal sealed class LoadBalancingClient(AwsConnection connection) : IDisposable
{
    private readonly AwsClient client = new(AwsService.LoadBalancing, connection);

    /// <summary>Load balancers of the region; all, or one by name.</summary>
    /// <param name="name">Name, or null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="AwsCallError">LoadBalancerNotFound: the one that was named is not there.</exception>
    public Task<IReadOnlyList<LoadBalancer>> DescribeLoadBalancersAsync(string? name, CancellationToken cancellationToken) =>
        PagesAsync("DescribeLoadBalancers", Named(name), "LoadBalancers", LoadBalancingRecords.LoadBalancer, cancellationToken);

    /// <summary>Target groups of the region; all, or one by name.</summary>
    /// <param name="name">Name, or null.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="AwsCallError">TargetGroupNotFound: the one that was named is not there.</exception>
    public Task<IReadOnlyList<TargetGroup>> DescribeTargetGroupsAsync(string? name, CancellationToken cancellationToken) =>
        PagesAsync("DescribeTargetGroups", Named(name), "TargetGroups", LoadBalancingRecords.TargetGroup, cancellationToken);

    /// <summary>Listeners of a load balancer.</summary>
    public Task<IReadOnlyList<Listener>> DescribeListenersAsync(string loadBalancerArn, CancellationToken cancellationToken) =>
        PagesAsync("DescribeListeners", new Form().Add("LoadBalancerArn", loadBalancerArn), "Listeners", LoadBalancingRecords.Listener, cancellationToken);

    /// <summary>Rules of a listener, with the weights of their target groups.</summary>
    public Task<IReadOnlyList<ListenerRule>> DescribeRulesAsync(string listenerArn, CancellationToken cancellationToken) =>
        PagesAsync("DescribeRules", new Form().Add("ListenerArn", listenerArn), "Rules", LoadBalancingRecords.Rule, cancellationToken);

    /// <summary>One rule, with the weights of its target groups.</summary>
    /// <exception cref="AwsCallError">RuleNotFound: it is not there.</exception>
    public async Task<ListenerRule> DescribeRuleAsync(string ruleArn, CancellationToken cancellationToken) =>
        (await PagesAsync("DescribeRules", new Form().AddList("RuleArns", [ruleArn]), "Rules", LoadBalancingRecords.Rule, cancellationToken))
            .FirstOrDefault() ?? throw AwsErrors.UnexpectedAnswer("elasticloadbalancing:DescribeRules", $"{ruleArn} is missing");

    /// <summary>Every target of a target group, with its health.</summary>
    public async Task<IReadOnlyList<TargetState>> DescribeTargetHealthAsync(string targetGroupArn, CancellationToken cancellationToken)
    {
        var answer = await client.QueryAsync("DescribeTargetHealth", new Form().Add("TargetGroupArn", targetGroupArn), Effect.Repeatable, cancellationToken);
        return [.. answer.Items("TargetHealthDescriptions").Select(LoadBalancingRecords.Target)];
    }

    /// <summary>Sets the weights of a rule that forwards to target groups; nothing else of the rule changes.</summary>
    /// <param name="ruleArn">The rule.</param>
    /// <param name="targets">Target groups and their weights, 0-999.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task SetWeightsAsync(string ruleArn, IReadOnlyList<WeightedTarget> targets, CancellationToken cancellationToken)
    {
        var form = new Form().Add("RuleArn", ruleArn).Add("Actions.member.1.Type", "forward");
        foreach (var (index, target) in targets.Index())
        {
            form.Add($"Actions.member.1.ForwardConfig.TargetGroups.member.{index + 1}.TargetGroupArn", target.TargetGroupArn)
                .Add($"Actions.member.1.ForwardConfig.TargetGroups.member.{index + 1}.Weight", target.Weight.ToString(CultureInfo.InvariantCulture));
        }

        return client.QueryAsync("ModifyRule", form, Effect.Repeatable, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static Form Named(string? name) => name is null ? [] : new Form().AddList("Names", [name]);

    private async Task<IReadOnlyList<T>> PagesAsync<T>(string operation, Form form, string items, Func<XElement, T> read, CancellationToken cancellationToken) =>
        await client.QueryPagesAsync(operation, form, new("Marker", "NextMarker", items), cancellationToken).Select(read).ToListAsync(cancellationToken);
}
