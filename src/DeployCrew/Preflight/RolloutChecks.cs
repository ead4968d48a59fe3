using System.Globalization;
using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Registry;
using DeployCrew.Pipeline;
using DeployCrew.Rollouts;
using DeployCrew.Targets;

namespace DeployCrew.Preflight;

/// <summary>Whether an environment that is there could take a new version now: what the tasks need, and how its traffic stands.</summary>
internal sealed class RolloutChecks(DeployTarget target, Contract contract, ImageGate gate)
{
    private const string Tasks = "ecs-tasks.amazonaws.com";

    /// <summary>The checks of one service.</summary>
    public IEnumerable<PreflightCheck> Of(string name, ServiceRequirements service)
    {
        PreflightCheck Check(string what, Func<string, EcsTaskDefinition, CancellationToken, Task<PreflightResult>> look) => new($"{name}: {what}", async (_, cancellationToken) =>
        {
            var live = await target.Rollouts.DescribeServiceAsync(contract[ContractKeys.Cluster], contract[ContractKeys.Service(name)], cancellationToken);
            return await look($"{name}: {what}", await target.Rollouts.DescribeTaskDefinitionAsync(live.TaskDefinition, cancellationToken), cancellationToken);
        });
        yield return Check("image", (what, definition, cancellationToken) => ImageAsync(what, name, service, definition, cancellationToken));
        yield return Check("secrets", SecretsAsync);
        yield return Check("roles", RolesAsync);
        if (contract.Find(ContractKeys.ProductionRule(name)) is not null)
            yield return Check("weights", (what, _, cancellationToken) => WeightsAsync(what, name, cancellationToken));
        yield return Check("deployments", (what, _, cancellationToken) => DeploymentsAsync(what, name, cancellationToken));
        yield return Check("addresses", (what, _, cancellationToken) => AddressesAsync(what, name, service, cancellationToken));
    }

    private async Task<PreflightResult> ImageAsync(string what, string name, ServiceRequirements service, EcsTaskDefinition definition, CancellationToken cancellationToken)
    {
        if (contract.Find(ContractKeys.Image(name)) is not { } image)
            return PreflightResult.Skip(what, "nothing has been deployed yet");
        try
        {
            await gate.CheckPullableAsync(new ServiceRollout(name, service, contract, PushedService.Of(image)), definition, cancellationToken);
            return PreflightResult.Ok(what, $"{image} can be pulled");
        }
        catch (DeployError error) when (error.Code is "DC3350" or "DC3351")
        {
            return PreflightResult.Fail(what, error.Message, error.Remedy);
        }
    }

    private async Task<PreflightResult> SecretsAsync(string what, EcsTaskDefinition definition, CancellationToken cancellationToken)
    {
        var references = Containers(definition).SelectMany(container => container["secrets"] as JsonArray ?? []).Select(secret => secret?["valueFrom"]?.ToString()).OfType<string>().Distinct().ToArray();
        if (references.Length == 0)
            return PreflightResult.Ok(what, "it has none");
        var missing = new List<string>();
        foreach (var reference in references)
        {
            if (!await target.Prerequisites.SecretExistsAsync(reference, cancellationToken))
                missing.Add(reference);
        }

        return missing.Count == 0 ? PreflightResult.Ok(what, $"{references.Length} of {references.Length} are there")
            : PreflightResult.Fail(what, $"not there: {string.Join(", ", missing)}", "Create them, or correct services.X.secrets.");
    }

    private async Task<PreflightResult> RolesAsync(string what, EcsTaskDefinition definition, CancellationToken cancellationToken)
    {
        var document = JsonNode.Parse(definition.Document);
        string[] roles = [.. new[] { "executionRoleArn", "taskRoleArn" }.Select(role => document?[role]?.ToString()).OfType<string>().Distinct()];
        var bad = new List<string>();
        foreach (var role in roles)
        {
            if (await target.Prerequisites.TrustsAsync(role, Tasks, cancellationToken) is not true and var trusted)
                bad.Add(trusted is null ? $"{role} is not there" : $"{role} does not trust {Tasks}");
        }

        return bad.Count == 0 ? PreflightResult.Ok(what, $"{roles.Length} roles can be assumed by {Tasks}")
            : PreflightResult.Fail(what, string.Join("; ", bad), "Apply the stack again: deploycrew plan shows what differs.");
    }

    private async Task<PreflightResult> WeightsAsync(string what, string name, CancellationToken cancellationToken)
    {
        string[] wanted = [contract[ContractKeys.TargetGroup(name)], contract[ContractKeys.AlternateTargetGroup(name)]];
        var seen = new List<string>();
        foreach (var (rule, words) in new[] { (contract[ContractKeys.ProductionRule(name)], "production"), (contract[ContractKeys.TestRule(name)], "test") })
        {
            var shares = await target.Weights.DescribeAsync(rule, cancellationToken);
            if (wanted.Where(group => !shares.ContainsKey(group)).ToArray() is { Length: > 0 } lost)
                return PreflightResult.Fail(what, $"the {words} rule does not have {string.Join(", ", lost)}", "Apply the stack again; ECS takes a deployment only with both target groups on the rule.");
            seen.Add(string.Create(CultureInfo.InvariantCulture, $"{words} {shares[wanted[0]]:0.#}/{shares[wanted[1]]:0.#}"));
            if (words == "production" && shares.Values.Count(share => share > 0) != 1)
                return PreflightResult.Fail(what, string.Join(", ", seen), "Traffic is divided and no deployment may be moving it: look at 'deploycrew rollout status'.");
        }

        return PreflightResult.Ok(what, string.Join(", ", seen));
    }

    private async Task<PreflightResult> DeploymentsAsync(string what, string name, CancellationToken cancellationToken)
    {
        var newest = (await target.Rollouts.ListDeploymentsAsync(contract[ContractKeys.Cluster], contract[ContractKeys.Service(name)], cancellationToken)).FirstOrDefault();
        return newest is { HasEnded: false } ? PreflightResult.Fail(what, $"{newest.Arn} is {newest.Status} {newest.Stage}".TrimEnd(), "Wait for it, or end it: deploycrew rollout abort.")
            : PreflightResult.Ok(what, "none is under way");
    }

    // A new version stands beside the old one: as many addresses again as there are tasks at the most.
    private async Task<PreflightResult> AddressesAsync(string what, string name, ServiceRequirements service, CancellationToken cancellationToken)
    {
        var live = await target.Rollouts.DescribeServiceAsync(contract[ContractKeys.Cluster], contract[ContractKeys.Service(name)], cancellationToken);
        if (live.Subnets.Count == 0)
            return PreflightResult.Skip(what, "ECS does not say which subnets the service has");
        var free = await target.Prerequisites.FreeAddressesAsync(live.Subnets, cancellationToken);
        var detail = string.Join(", ", live.Subnets.Select(subnet => free.TryGetValue(subnet, out var count) ? $"{subnet} {count} free" : $"{subnet} is not there"));
        return free.Values.Sum() >= service.Scaling.Max ? PreflightResult.Ok(what, detail)
            : PreflightResult.Fail(what, $"{detail}; {service.Scaling.Max} are needed", "Take larger subnets, or fewer tasks: services.X.scaling.max.");
    }

    private static IEnumerable<JsonNode> Containers(EcsTaskDefinition definition) => (JsonNode.Parse(definition.Document)?["containerDefinitions"] as JsonArray ?? []).OfType<JsonNode>();
}
