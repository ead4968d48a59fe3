using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Elastic Load Balancing v2 (API 2015-12-01): its describes. Load balancers are created by stacks.</summary>
internal sealed class LoadBalancingApi(StateStore store)
{
    public QueryOperations Operations => new("elasticloadbalancing", "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/",
        new Dictionary<string, Func<QueryForm, AwsCall, XElement>>
        {
            ["DescribeLoadBalancers"] = DescribeLoadBalancers,
            ["DescribeTargetGroups"] = DescribeTargetGroups,
            ["DescribeListeners"] = DescribeListeners,
            ["DescribeRules"] = DescribeRules,
            ["DescribeTargetHealth"] = DescribeTargetHealth,
        });

    private XElement DescribeLoadBalancers(QueryForm form, AwsCall call) => store.Read(state =>
    {
        var arns = form.List("LoadBalancerArns");
        var names = form.List("Names");
        var found = state.LoadBalancers.Values.Where(one => (arns.Count == 0 || arns.Contains(one.Arn)) && (names.Count == 0 || names.Contains(one.Name))).ToArray();
        if (found.Length == 0 && arns.Count + names.Count > 0)
            throw new AwsFault("LoadBalancerNotFound", "One or more load balancers not found");
        return List("LoadBalancers", form, found, one => [
            new XElement("LoadBalancerArn", one.Arn), new XElement("LoadBalancerName", one.Name), new XElement("DNSName", "localhost"),
            new XElement("CreatedTime", one.CreatedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)),
            new XElement("Scheme", "internet-facing"), new XElement("Type", "application"), new XElement("IpAddressType", "ipv4"),
            new XElement("VpcId", one.VpcId ?? ""), new XElement("State", new XElement("Code", "active"))]);
    });

    private XElement DescribeTargetGroups(QueryForm form, AwsCall call) => store.Read(state =>
    {
        var arns = form.List("TargetGroupArns");
        var names = form.List("Names");
        var balancer = form.Text("LoadBalancerArn");
        var found = state.TargetGroups.Values.Where(one => (arns.Count == 0 || arns.Contains(one.Arn)) && (names.Count == 0 || names.Contains(one.Name))
            && (balancer is null || BalancersOf(state, one).Contains(balancer))).ToArray();
        if (found.Length == 0 && arns.Count + names.Count > 0)
            throw new AwsFault("TargetGroupNotFound", "One or more target groups not found");
        return List("TargetGroups", form, found, one => [
            new XElement("TargetGroupArn", one.Arn), new XElement("TargetGroupName", one.Name), new XElement("Protocol", "HTTP"), new XElement("Port", one.Port),
            new XElement("VpcId", one.VpcId ?? ""), new XElement("HealthCheckProtocol", "HTTP"), new XElement("HealthCheckPort", "traffic-port"),
            new XElement("HealthCheckEnabled", true), new XElement("HealthCheckIntervalSeconds", one.IntervalSeconds),
            new XElement("HealthCheckTimeoutSeconds", one.TimeoutSeconds), new XElement("HealthyThresholdCount", one.HealthyThreshold),
            new XElement("UnhealthyThresholdCount", one.UnhealthyThreshold), new XElement("HealthCheckPath", one.HealthPath),
            new XElement("Matcher", new XElement("HttpCode", one.Matcher)), new XElement("TargetType", "ip"),
            new XElement("LoadBalancerArns", BalancersOf(state, one).Select(arn => new XElement("member", arn)))]);
    });

    private XElement DescribeListeners(QueryForm form, AwsCall call) => store.Read(state =>
    {
        var arns = form.List("ListenerArns");
        var balancer = form.Text("LoadBalancerArn");
        if (balancer is not null && !state.LoadBalancers.ContainsKey(balancer))
            throw new AwsFault("LoadBalancerNotFound", "One or more load balancers not found");
        var found = state.LoadBalancers.Values.SelectMany(one => one.Listeners, (owner, listener) => (owner, listener))
            .Where(pair => (balancer is null || pair.owner.Arn == balancer) && (arns.Count == 0 || arns.Contains(pair.listener.Arn))).ToArray();
        return List("Listeners", form, found, pair => [
            new XElement("ListenerArn", pair.listener.Arn), new XElement("LoadBalancerArn", pair.owner.Arn),
            new XElement("Port", pair.listener.Port), new XElement("Protocol", pair.listener.Protocol),
            new XElement("DefaultActions", pair.listener.DefaultActions.OfType<JsonObject>().Select(Action))]);
    });

    private XElement DescribeRules(QueryForm form, AwsCall call) => store.Read(state =>
    {
        var listener = form.Text("ListenerArn");
        var arns = form.List("RuleArns");
        var all = state.LoadBalancers.Values.SelectMany(one => one.Listeners).Where(one => listener is null || one.Arn == listener)
            .SelectMany(one => one.Rules.OrderBy(rule => rule.Priority).Select(Rule).Append(DefaultRule(one)));
        return List("Rules", form, [.. all.Where(rule => arns.Count == 0 || arns.Contains(rule.Arn))], rule => rule.Members);
    });

    private XElement DescribeTargetHealth(QueryForm form, AwsCall call) => store.Read(state =>
    {
        var group = state.TargetGroups.GetValueOrDefault(form.Required("TargetGroupArn"))
            ?? throw new AwsFault("TargetGroupNotFound", "One or more target groups not found");
        return new XElement("Result", new XElement("TargetHealthDescriptions", group.Targets.Select(target => new XElement("member",
            new XElement("Target", new XElement("Id", target.Address), new XElement("Port", target.Port)),
            new XElement("HealthCheckPort", target.Port),
            new XElement("TargetHealth", new XElement("State", target.Health),
                target.Reason is null ? null : new XElement("Reason", target.Reason),
                target.Description is null ? null : new XElement("Description", target.Description))))));
    });

    private static (string Arn, object?[] Members) Rule(RuleState rule) => (rule.Arn, [
        new XElement("RuleArn", rule.Arn), new XElement("Priority", rule.Priority), new XElement("IsDefault", false),
        new XElement("Conditions", new[] { ("path-pattern", rule.PathPatterns), ("host-header", rule.Hosts) }.Where(one => one.Item2.Count > 0)
            .Select(one => new XElement("member", new XElement("Field", one.Item1), new XElement("Values", one.Item2.Select(value => new XElement("member", value)))))),
        new XElement("Actions", new XElement("member", new XElement("Type", "forward"), new XElement("ForwardConfig", new XElement("TargetGroups",
            rule.Weights.Select(pair => new XElement("member", new XElement("TargetGroupArn", pair.Key), new XElement("Weight", pair.Value)))))))]);

    // A listener's default actions are its last rule too.
    private static (string Arn, object?[] Members) DefaultRule(ListenerState listener)
    {
        var arn = $"{listener.Arn.Replace(":listener/", ":listener-rule/", StringComparison.Ordinal)}/default";
        return (arn, [
            new XElement("RuleArn", arn), new XElement("Priority", "default"), new XElement("IsDefault", true), new XElement("Conditions"),
            new XElement("Actions", listener.DefaultActions.OfType<JsonObject>().Select(Action))]);
    }

    private static XElement Action(JsonObject action) => new("member", new XElement("Type", action.Text("type") ?? ""),
        action.Text("targetGroupArn") is { } group ? new XElement("TargetGroupArn", group) : null,
        action.Object("redirect") is { } redirect
            ? new XElement("RedirectConfig", new XElement("Protocol", redirect.Text("protocol") ?? "HTTPS"), new XElement("Port", redirect.Text("port") ?? "443"), new XElement("StatusCode", redirect.Text("statusCode") ?? "HTTP_301"))
            : null,
        action.Object("fixedResponse") is { } answer
            ? new XElement("FixedResponseConfig", new XElement("StatusCode", answer["statusCode"]?.ToString() ?? "503"), new XElement("ContentType", answer.Text("contentType") ?? "text/plain"), new XElement("MessageBody", answer.Text("messageBody") ?? ""))
            : null);

    private static string[] BalancersOf(CloudState state, TargetGroupState group) => [.. state.LoadBalancers.Values
        .Where(one => one.Listeners.Any(listener => listener.Rules.Any(rule => rule.Weights.ContainsKey(group.Arn))
            || listener.DefaultActions.OfType<JsonObject>().Any(action => action.Text("targetGroupArn") == group.Arn)))
        .Select(one => one.Arn)];

    private static XElement List<T>(string name, QueryForm form, IReadOnlyList<T> all, Func<T, object?[]> members)
    {
        var (items, next) = Page.Of(all, form.Text("Marker"), form.Number("PageSize"), 400);
        return new XElement("Result",
            new XElement(name, items.Select(item => new XElement("member", members(item)))),
            next is null ? null : new XElement("NextMarker", next));
    }
}
