using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Who talked to whom in the network.</summary>
internal static class FlowLogBlueprint
{
    public static void Add(StackBuilder stack, CommonConfiguration common, Network network, ResourceHandle key)
    {
        // A network that is there already is recorded by whoever made it.
        if (!network.Created.Any)
            return;
        stack.In("flow-logs");
        var condition = stack.Configure("flowLogs", ConfigurationKind.Flag, "Whether the network's traffic is recorded.",
            scope => scope.Requirements.Existing?.VpcId is null, network.Created.Condition?.Name);
        var options = new ResourceOptions { When = condition.Name };
        var group = stack.Add("aws:cloudwatch/logGroup:LogGroup", "flow-log-group", new()
        {
            { "name", common.Path("vpc-flow-logs") }, { "retentionInDays", common.LogRetentionDays }, { "kmsKeyId", key.Arn },
        }, options);
        var role = stack.Add("aws:iam/role:Role", "flow-log-role", new()
        {
            { "name", common.Named("flow-log") }, { "assumeRolePolicy", Policy.AssumedBy("vpc-flow-logs.amazonaws.com", network.Account) },
            { "permissionsBoundary", common.Boundary(network.Account) },
        }, options);
        var permissions = stack.Add("aws:iam/rolePolicy:RolePolicy", "flow-log-permissions", new()
        {
            { "role", role.Id },
            { "policy", Policy.Document(Policy.Allow(
                ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"], Write.Text($"{group.Arn}:*"))) },
        }, options);
        stack.Add("aws:ec2/flowLog:FlowLog", "flow-log", new()
        {
            { "vpcId", network.Vpc.Id }, { "trafficType", "ALL" }, { "logDestinationType", "cloud-watch-logs" },
            { "logDestination", group.Arn },
            { "iamRoleArn", role.Arn },
        }, options with { DependsOn = [permissions.Name] });
    }
}
