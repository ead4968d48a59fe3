using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;
using DeployCrew.Rehearsal.Tasks;
using DeployCrew.Rehearsal.Tls;

namespace DeployCrew.Rehearsal.Stacks;

/// <summary>
/// What a stack's resources are in the local cloud. Those that a rollout needs are real (registry, cluster, services, load balancer, logs,
/// parameters); the others (network, roles, keys, alarms, names) are recorded, with the outputs that other resources refer to.
/// </summary>
internal sealed class StackProvider(StateStore store, EcrApi ecr, EcsApi ecs, LogsApi logs, SsmApi ssm, SecretsApi secrets, LocalAuthority authority, CloudIdentity identity)
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
            Remove(state, known);
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
        "aws:ecs/cluster:Cluster" => Cluster(inputs),
        "aws:ecs/taskDefinition:TaskDefinition" => TaskDefinition(inputs),
        "aws:ecs/service:Service" => Service(inputs, before),
        "aws:cloudwatch/logGroup:LogGroup" => LogGroup(inputs),
        "aws:lb/loadBalancer:LoadBalancer" => LoadBalancer(inputs),
        "aws:lb/targetGroup:TargetGroup" => TargetGroup(inputs),
        "aws:lb/listener:Listener" => Listener(stack, inputs),
        "aws:lb/listenerRule:ListenerRule" => Rule(inputs, before),
        "aws:ssm/parameter:Parameter" => Parameter(stack, inputs),
        "aws:acm/certificate:Certificate" => Certificate(inputs),
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

    private JsonObject Cluster(JsonObject inputs)
    {
        var cluster = (JsonObject)ecs.Clusters.Create(new JsonObject { ["clusterName"] = inputs.Text("name") }, Call())["cluster"]!;
        return new JsonObject { ["id"] = cluster.Text("clusterArn"), ["arn"] = cluster.Text("clusterArn") };
    }

    private JsonObject TaskDefinition(JsonObject inputs)
    {
        var request = (JsonObject)inputs.DeepClone();
        request["containerDefinitions"] = JsonNode.Parse(inputs.Text("containerDefinitions")!);
        request.Remove("tags");
        var definition = (JsonObject)ecs.TaskDefinitions.Register(request, Call())["taskDefinition"]!;
        return new JsonObject { ["id"] = definition.Text("family"), ["arn"] = definition.Text("taskDefinitionArn"), ["revision"] = definition.Number("revision") };
    }

    // Provider and API name some things differently: desiredCount and the like are the same, the deployment settings are nested in the API.
    private JsonObject Service(JsonObject inputs, JsonObject? before)
    {
        var request = new JsonObject
        {
            ["cluster"] = inputs.Text("cluster"),
            ["serviceName"] = inputs.Text("name"),
            ["taskDefinition"] = inputs.Text("taskDefinition"),
            ["desiredCount"] = inputs.Number("desiredCount") ?? 0,
            ["launchType"] = inputs.Text("launchType"),
            ["capacityProviderStrategy"] = inputs["capacityProviderStrategies"]?.DeepClone(),
            ["platformVersion"] = inputs.Text("platformVersion"),
            ["propagateTags"] = inputs.Text("propagateTags"),
            ["enableExecuteCommand"] = inputs.FlagOrNull("enableExecuteCommand"),
            ["enableECSManagedTags"] = inputs.FlagOrNull("enableEcsManagedTags"),
            ["availabilityZoneRebalancing"] = inputs.Text("availabilityZoneRebalancing"),
            ["healthCheckGracePeriodSeconds"] = inputs.Number("healthCheckGracePeriodSeconds"),
            ["loadBalancers"] = inputs["loadBalancers"]?.DeepClone(),
            ["networkConfiguration"] = inputs.Object("networkConfiguration") is { } network ? new JsonObject { ["awsvpcConfiguration"] = Network(network) } : null,
            ["deploymentConfiguration"] = new JsonObject
            {
                ["minimumHealthyPercent"] = inputs.Number("deploymentMinimumHealthyPercent") ?? 100,
                ["maximumPercent"] = inputs.Number("deploymentMaximumPercent") ?? 200,
                ["deploymentCircuitBreaker"] = inputs["deploymentCircuitBreaker"]?.DeepClone(),
            },
        };
        JsonObject service;
        if (before?.Text("arn") is { } arn && store.Read(state => state.Services.ContainsKey(arn)))
        {
            // Task definition and count are the deploy agent's and the autoscaler's from the creation on.
            request.Remove("taskDefinition");
            request.Remove("desiredCount");
            request.Remove("serviceName");
            request["service"] = inputs.Text("name");
            service = (JsonObject)ecs.Services.Update(request, Call())["service"]!;
        }
        else
        {
            service = (JsonObject)ecs.Services.Create(request, Call())["service"]!;
        }

        return new JsonObject { ["id"] = service.Text("serviceArn"), ["arn"] = service.Text("serviceArn") };
    }

    private static JsonObject Network(JsonObject network) => new()
    {
        ["subnets"] = network["subnets"]?.DeepClone(),
        ["securityGroups"] = network["securityGroups"]?.DeepClone(),
        ["assignPublicIp"] = network.Flag("assignPublicIp") ? "ENABLED" : "DISABLED",
    };

    private JsonObject LogGroup(JsonObject inputs)
    {
        var group = logs.Ensure(inputs.Text("name")!, inputs.Number("retentionInDays"), identity.Region);
        return new JsonObject { ["id"] = group.Name, ["arn"] = LogsApi.Arn(group) };
    }

    private JsonObject LoadBalancer(JsonObject inputs)
    {
        var name = inputs.Text("name")!;
        var balancer = store.Change(state =>
        {
            var found = state.LoadBalancers.Values.FirstOrDefault(one => one.Name == name);
            if (found is null)
            {
                found = new LoadBalancerState { Arn = ElbArn($"loadbalancer/app/{name}/{ElbNames.NewId()}"), Name = name, CreatedAt = DateTimeOffset.UnixEpoch };
                state.LoadBalancers[found.Arn] = found;
            }

            return found;
        });
        return new JsonObject
        {
            ["id"] = balancer.Arn,
            ["arn"] = balancer.Arn,
            ["dnsName"] = "localhost",
            ["zoneId"] = "ZLOCALCLOUD",
            ["arnSuffix"] = balancer.Arn[(balancer.Arn.IndexOf("loadbalancer/", StringComparison.Ordinal) + 13)..],
        };
    }

    private JsonObject TargetGroup(JsonObject inputs)
    {
        var name = inputs.Text("name")!;
        var health = inputs.Object("healthCheck") ?? [];
        var group = store.Change(state =>
        {
            var found = state.TargetGroups.Values.FirstOrDefault(one => one.Name == name);
            if (found is null)
            {
                found = new TargetGroupState { Arn = ElbArn($"targetgroup/{name}/{ElbNames.NewId()}"), Name = name };
                state.TargetGroups[found.Arn] = found;
            }

            found.Port = inputs.Number("port") ?? 80;
            found.VpcId = inputs.Text("vpcId");
            found.HealthPath = health.Text("path") ?? "/";
            found.IntervalSeconds = health.Number("interval") ?? 30;
            found.TimeoutSeconds = health.Number("timeout") ?? 5;
            found.HealthyThreshold = health.Number("healthyThreshold") ?? 3;
            found.UnhealthyThreshold = health.Number("unhealthyThreshold") ?? 3;
            found.Matcher = health.Text("matcher") ?? "200";
            found.DeregistrationDelaySeconds = inputs.Number("deregistrationDelay") ?? 300;
            return found;
        });
        return new JsonObject { ["id"] = group.Arn, ["arn"] = group.Arn, ["arnSuffix"] = group.Arn[group.Arn.IndexOf("targetgroup/", StringComparison.Ordinal)..] };
    }

    private JsonObject Listener(string stack, JsonObject inputs)
    {
        var port = inputs.Number("port") ?? 80;
        var listener = store.Change(state =>
        {
            var balancer = state.LoadBalancers[inputs.Text("loadBalancerArn")!];
            var found = balancer.Listeners.Find(one => one.RequestedPort == port);
            if (found is null)
            {
                found = new ListenerState
                {
                    Arn = $"{balancer.Arn.Replace(":loadbalancer/", ":listener/", StringComparison.Ordinal)}/{ElbNames.NewId()}",
                    RequestedPort = port,
                    Protocol = "HTTP",
                };
                balancer.Listeners.Add(found);
            }

            found.Protocol = inputs.Text("protocol") ?? "HTTP";
            found.DefaultActions = ListenerActions.OfStack(inputs.Objects("defaultActions"));
            found.CertificateNames = [.. CertificateNames(state, stack)];
            if (found.Port == 0)
                found.Port = FreePort.Take();
            return found;
        });
        return new JsonObject { ["id"] = listener.Arn, ["arn"] = listener.Arn };
    }

    private JsonObject Rule(JsonObject inputs, JsonObject? before)
    {
        var rule = store.Change(state =>
        {
            var listener = state.LoadBalancers.Values.SelectMany(one => one.Listeners).First(one => one.Arn == inputs.Text("listenerArn"));
            var found = listener.Rules.Find(one => one.Arn == before?.Text("arn"));
            if (found is null)
            {
                found = new RuleState { Arn = $"{listener.Arn.Replace(":listener/", ":listener-rule/", StringComparison.Ordinal)}/{ElbNames.NewId()}" };
                listener.Rules.Add(found);
            }

            // Weights are the deploy agent's from the creation on; which groups have them stays the stack's.
            var groups = inputs.Objects("actions").SelectMany(TargetGroups).ToDictionary(group => group.Text("arn")!, group => group.Number("weight") ?? 1);
            if (!found.Weights.Keys.ToHashSet().SetEquals(groups.Keys))
                found.Weights = new(groups, StringComparer.Ordinal);

            found.Priority = inputs.Number("priority") ?? 1;
            found.PathPatterns = [.. inputs.Objects("conditions").SelectMany(one => one.Object("pathPattern")?.Texts("values") ?? [])];
            found.Hosts = [.. inputs.Objects("conditions").SelectMany(one => one.Object("hostHeader")?.Texts("values") ?? [])];
            return found;
        });
        return new JsonObject { ["id"] = rule.Arn, ["arn"] = rule.Arn };
    }

    // The local cloud has no public DNS: an address of the stack's own domain is written as where its load balancer answers here,
    // and the authority that signed its certificate is written beside it.
    private JsonObject Parameter(string stack, JsonObject inputs)
    {
        var name = inputs.Text("name")!;
        var value = inputs.Text("value") ?? "";
        if (Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme == "https" && IsOwn(stack, name, url.Host)
            && store.Read(state => SecureAddress(state, stack, url.Port)) is { } address)
        {
            value = address + url.AbsolutePath.TrimEnd('/');
            ssm.Writes.Write($"/{stack}/ca-certificate", authority.CertificatePem, "String", "Authority of the local cloud's certificates", overwrite: true, identity.Region);
        }

        var version = ssm.Writes.Write(name, value, inputs.Text("type") ?? "String", inputs.Text("description"), overwrite: true, identity.Region);
        return new JsonObject { ["id"] = name, ["arn"] = CloudIdentity.Arn("ssm", identity.Region, "parameter" + name), ["value"] = value, ["version"] = version };
    }

    // A stack without a certificate of its own uses one that is there already, which only the contract's own addresses tell the name of.
    private bool IsOwn(string stack, string parameter, string host) =>
        store.Read(state => CertificateNames(state, stack).FirstOrDefault()) is { } domain ? host == domain
        : parameter.StartsWith($"/{stack}/", StringComparison.Ordinal) && parameter.EndsWith("url", StringComparison.Ordinal);

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

    private static JsonObject Certificate(JsonObject inputs)
    {
        var domain = inputs.Text("domainName") ?? "localhost";
        return new JsonObject
        {
            ["domainValidationOptions"] = new JsonArray(new JsonObject
            {
                ["domainName"] = domain,
                ["resourceRecordName"] = $"_validation.{domain}.",
                ["resourceRecordType"] = "CNAME",
                ["resourceRecordValue"] = "_local.acm-validations.aws.",
            }),
            ["status"] = "ISSUED",
        };
    }

    private static void Remove(CloudState state, StackResourceState resource)
    {
        var id = resource.Outputs.Text("id") ?? "";
        switch (resource.Type)
        {
            case "aws:ecr/repository:Repository":
                state.Repositories.Remove(id);
                break;
            case "aws:ecs/service:Service" when state.Services.TryGetValue(id, out var service):
                service.DesiredCount = 0;
                service.Deleting = true;
                break;
            case "aws:ecs/cluster:Cluster":
                state.Clusters.Remove(id[(id.LastIndexOf('/') + 1)..]);
                break;
            case "aws:cloudwatch/logGroup:LogGroup":
                state.LogGroups.Remove(id);
                break;
            case "aws:lb/loadBalancer:LoadBalancer":
                state.LoadBalancers.Remove(id);
                break;
            case "aws:lb/targetGroup:TargetGroup":
                state.TargetGroups.Remove(id);
                break;
            case "aws:lb/listener:Listener":
                foreach (var balancer in state.LoadBalancers.Values)
                    balancer.Listeners.RemoveAll(one => one.Arn == id);
                break;
            case "aws:lb/listenerRule:ListenerRule":
                foreach (var listener in state.LoadBalancers.Values.SelectMany(one => one.Listeners))
                    listener.Rules.RemoveAll(one => one.Arn == id);
                break;
            case "aws:ssm/parameter:Parameter":
                state.Parameters.Remove(id);
                state.Parameters.Remove(id[..(id.LastIndexOf('/') + 1)] + "ca-certificate");
                break;
        }
    }

    private static IEnumerable<JsonObject> TargetGroups(JsonObject action) => action.Object("forward")?.Objects("targetGroups")
        ?? (action.Text("targetGroupArn") is { } arn ? [new JsonObject { ["arn"] = arn, ["weight"] = 1 }] : []);

    private static IEnumerable<string> CertificateNames(CloudState state, string stack) => (state.Stacks.GetValueOrDefault(stack)?.Resources.Values ?? Enumerable.Empty<StackResourceState>())
        .Where(one => one.Type == "aws:acm/certificate:Certificate")
        .SelectMany(one => one.Inputs.Texts("subjectAlternativeNames").Prepend(one.Inputs.Text("domainName") ?? ""))
        .Where(name => name.Length > 0);

    private static string? SecureAddress(CloudState state, string stack, int port)
    {
        var arn = state.Stacks.GetValueOrDefault(stack)?.Resources.Values.FirstOrDefault(one => one.Type == "aws:lb/loadBalancer:LoadBalancer")?.Outputs.Text("arn");
        var listener = arn is null ? null : state.LoadBalancers.GetValueOrDefault(arn)?.Listeners.Find(one => one.Protocol == "HTTPS" && one.RequestedPort == port);
        return listener is null ? null : string.Create(CultureInfo.InvariantCulture, $"https://localhost:{listener.Port}");
    }

    private string ElbArn(string resource) => CloudIdentity.Arn("elasticloadbalancing", identity.Region, resource);

    private AwsCall Call() => new("stack", AwsCaller.Owner("ecs", identity.Region), Guid.NewGuid().ToString(), new Pager([], "", ""));
}
