using System.Globalization;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Model;

namespace DeployCrew.Preflight;

/// <summary>Whether the account's quotas allow what the plan creates. Codes and names: Service Quotas, 2026-11.</summary>
internal static class QuotaChecks
{
    private static readonly (ServiceQuota Quota, string Type)[] Created =
    [
        (new("vpc", "L-F678F1CE", "VPCs per Region"), "aws:ec2/vpc:Vpc"),
        (new("ec2", "L-0263D0A3", "EC2-VPC Elastic IPs"), "aws:ec2/eip:Eip"),
        (new("elasticloadbalancing", "L-53DA6B97", "Application Load Balancers per Region"), "aws:lb/loadBalancer:LoadBalancer"),
        (new("elasticloadbalancing", "L-B22855CB", "Target Groups per Region"), "aws:lb/targetGroup:TargetGroup"),
    ];

    private static readonly ServiceQuota Rules = new("elasticloadbalancing", "L-7EED9B64", "Rules per Application Load Balancer");
    private static readonly ServiceQuota Fargate = new("fargate", "L-3032A538", "Fargate On-Demand vCPU resource count");

    /// <summary>A check for each quota that the plan needs something of.</summary>
    public static IEnumerable<PreflightCheck> For(RequirementsDocument document, StackModel model, StackConfiguration configuration, StackPreview preview)
    {
        foreach (var (quota, type) in Created)
        {
            var needed = preview.Changes.Count(change => change.Kind == ChangeKind.Create && change.Type == type);
            if (needed > 0)
                yield return Check(quota, needed, facts => facts.UsedAsync);
        }

        var rules = StackResolution.Active(model, configuration).Count(resource => resource.Type == "aws:lb/listenerRule:ListenerRule");
        if (rules > 0)
            yield return Check(Rules, rules, null);
        yield return TwiceTheTasks(document, configuration.Environment);
    }

    /// <summary>A rolling deployment may run twice the tasks for a while, and the other strategies always do.</summary>
    public static PreflightCheck TwiceTheTasks(RequirementsDocument document, string environment) =>
        Check(Fargate, ResolvedServices.In(document, environment).Sum(service => 2m * service.Value.Scaling.Max * service.Value.Cpu / 1024), null);

    private static PreflightCheck Check(
        ServiceQuota quota, decimal needed, Func<IAccountFacts, Func<ServiceQuota, CancellationToken, Task<int?>>>? used) => new($"quota: {quota.Name}", async (facts, cancellationToken) =>
    {
        var limit = await facts.Account.QuotaAsync(quota, cancellationToken);
        var taken = used is null ? null : await used(facts.Account)(quota, cancellationToken);
        var detail = string.Create(CultureInfo.InvariantCulture, $"{needed:0.##} needed, {(taken is { } count ? $"{count} of {limit:0.##} used" : $"{limit:0.##} allowed, what runs already is not counted")}");
        var least = needed + (taken ?? 0);
        return least <= limit ? PreflightResult.Ok($"quota: {quota.Name}", detail)
            : PreflightResult.Fail($"quota: {quota.Name}", detail, string.Create(CultureInfo.InvariantCulture,
                $"Raise {quota.Service}/{quota.Code} to {decimal.Ceiling(least)}: 'deploycrew preflight --request-quotas' asks AWS for it."))
                with
            { Quota = new(quota, decimal.Ceiling(least)) };
    });
}
