using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Stacks;

/// <summary>
/// What a stack's resources are in the local cloud. Those that a rollout needs are real (registry, cluster, services, load balancer, logs,
/// parameters); the others (network, roles, keys, alarms, names) are recorded, with the outputs that other resources refer to.
/// </summary>
internal sealed class StackProvider(
    StateStore store, StackEcs containers, StackLoadBalancing balancing, StackParameters parameters, EcrApi ecr, LogsApi logs, SecretsApi secrets, CloudIdentity identity)
{
    /// <summary>Creates or updates one resource. Returns its outputs.</summary>
    /// <param name="stack"><c>project/environment</c>.</param>
    /// <param name="name">Logical name.</param>
    /// <param name="type">Type token.</param>
    /// <param name="inputs">Evaluated inputs.</param>
    /// <param name="tags">Tags that the stack gives everything.</param>
    public JsonObject Put(string stack, string name, string type, JsonObject inputs, JsonObject tags)
    {
        var known = store.Read(state => state.Stacks.GetValueOrDefault(stack)?.Resources.GetValueOrDefault(name));
        var outputs = (JsonObject)inputs.DeepClone();
        outputs["id"] ??= $"{name}-{stack.Replace('/', '-')}";
        outputs["arn"] ??= CloudIdentity.Arn(type.Split(':')[1].Split('/')[0], identity.Region, $"{name}-{stack.Replace('/', '-')}");
        foreach (var (property, value) in Real(stack, type, inputs, known?.Outputs))
            outputs[property] = value?.DeepClone();
        store.Change(state =>
        {
            if (!state.Stacks.TryGetValue(stack, out var applied))
                state.Stacks[stack] = applied = new StackState();
            var order = known?.Order ?? applied.Resources.Values.Select(one => one.Order).DefaultIfEmpty(0).Max() + 1;
            state.Tags[outputs.Text("arn")!] = new(
                tags.Concat(inputs.Object("tags") ?? []).GroupBy(tag => tag.Key).ToDictionary(tag => tag.Key, tag => tag.Last().Value?.ToString() ?? ""), StringComparer.Ordinal);
            applied.Resources[name] = new StackResourceState { Type = type, Inputs = (JsonObject)inputs.DeepClone(), Outputs = (JsonObject)outputs.DeepClone(), Order = order };
        });
        return outputs;
    }

    /// <summary>Deletes one resource. One that is not there is fine.</summary>
    public void Delete(string stack, string name)
    {
        var known = store.Read(state => state.Stacks.GetValueOrDefault(stack)?.Resources.GetValueOrDefault(name));
        if (known is null)
            return;
        store.Change(state =>
        {
            StackRemoval.Of(state, known);
            state.Tags.Remove(known.Outputs.Text("arn") ?? "");
            state.Stacks[stack].Resources.Remove(name);
            if (state.Stacks[stack].Resources.Count == 0)
                state.Stacks.Remove(stack);
        });
    }

    /// <summary>Resources of a stack as they were applied, in the order of their creation.</summary>
    public JsonObject Describe(string stack) => store.Read(state => new JsonObject((state.Stacks.GetValueOrDefault(stack)?.Resources ?? [])
        .OrderBy(pair => pair.Value.Order)
        .Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)new JsonObject
        {
            ["type"] = pair.Value.Type,
            ["inputs"] = pair.Value.Inputs.DeepClone(),
            ["outputs"] = pair.Value.Outputs.DeepClone(),
        }))));

    /// <summary>What became of the stack's resources behind its back.</summary>
    public JsonObject Drift(string stack) => store.Read(state => StackDrift.Of(state, stack));

    private JsonObject Real(string stack, string type, JsonObject inputs, JsonObject? before) => type switch
    {
        "aws:ecr/repository:Repository" => Repository(inputs),
        "aws:ecs/cluster:Cluster" => containers.Cluster(inputs),
        "aws:ecs/taskDefinition:TaskDefinition" => containers.TaskDefinition(inputs),
        "aws:ecs/service:Service" => containers.Service(inputs, before),
        "aws:cloudwatch/logGroup:LogGroup" => LogGroup(inputs),
        "aws:lb/loadBalancer:LoadBalancer" => balancing.LoadBalancer(inputs),
        "aws:lb/targetGroup:TargetGroup" => balancing.TargetGroup(inputs),
        "aws:lb/listener:Listener" => balancing.Listener(stack, inputs),
        "aws:lb/listenerRule:ListenerRule" => balancing.Rule(inputs, before),
        "aws:ssm/parameter:Parameter" => parameters.Parameter(stack, inputs),
        "aws:acm/certificate:Certificate" => StackCertificates.Outputs(inputs),
        "aws:rds/instance:Instance" => Database(stack, inputs),
        _ => [],
    };

    private JsonObject Repository(JsonObject inputs)
    {
        var repository = ecr.Ensure(
            inputs.Text("name")!, inputs.Text("imageTagMutability") == "IMMUTABLE",
            inputs.Object("imageScanningConfiguration")?.Flag("scanOnPush") ?? false, identity.Region);
        return new JsonObject
        {
            ["id"] = repository.Name,
            ["arn"] = EcrApi.Arn(repository),
            ["repositoryUrl"] = ecr.Uri(repository.Name),
            ["registryId"] = CloudIdentity.Account,
        };
    }

    private JsonObject LogGroup(JsonObject inputs)
    {
        var group = logs.Ensure(inputs.Text("name")!, inputs.Number("retentionInDays"), identity.Region);
        return new JsonObject { ["id"] = group.Name, ["arn"] = LogsApi.Arn(group) };
    }

    // The database itself is only recorded; its credentials are there, so that tasks that are given them start.
    private JsonObject Database(string stack, JsonObject inputs)
    {
        var name = $"rds-{stack.Replace('/', '-')}-{inputs.Text("identifier") ?? "database"}";
        var arn = secrets.Ensure(name, identity.Region, () => new JsonObject
        {
            ["username"] = inputs.Text("username"),
            ["password"] = RandomNumberGenerator.GetHexString(32, lowercase: true),
        }.ToJsonString());
        return new JsonObject
        {
            ["address"] = "localhost",
            ["masterUserSecrets"] = new JsonArray(new JsonObject { ["secretArn"] = arn }),
        };
    }
}
