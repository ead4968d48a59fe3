using System.Globalization;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>The first revision of a service's task definition. Delivery registers the others: same definition, the pushed image by
/// digest.</summary>
internal static class TaskBlueprint
{
    private const string Placeholder = "public.ecr.aws/docker/library/busybox:stable";

    public static ResourceHandle Add(
        StackBuilder stack, ServiceScope scope, string name, ServiceRequirements service, ResourceHandle logs, Roles roles,
        IReadOnlyList<SecretVariable> secrets)
    {
        var key = Naming.Camel(name);
        var cpu = stack.Configure($"{key}Cpu", ConfigurationKind.Number, $"CPU units of a task of {name}; 1024 is one vCPU.",
            environment => environment.Service(name).Cpu);
        var memory = stack.Configure($"{key}Memory", ConfigurationKind.Number, $"Memory of a task of {name}, in MiB.",
            environment => environment.Service(name).Memory);
        return stack.Add("aws:ecs/taskDefinition:TaskDefinition", $"{name}-task",
            "The image is a placeholder that never runs: delivery registers revisions of this definition with the pushed image.",
            new()
            {
                { "family", scope.Common.Named(name) }, { "requiresCompatibilities", List("FARGATE") }, { "networkMode", "awsvpc" },
                { "cpu", Text($"{cpu}") }, { "memory", Text($"{memory}") },
                { "executionRoleArn", roles.Execution.Arn }, { "taskRoleArn", roles.Task.Arn },
                { "runtimePlatform", new Inputs { { "cpuArchitecture", service.Build.Platforms is ["linux/arm64"] ? "ARM64" : "X86_64" }, { "operatingSystemFamily", "LINUX" } } },
                { "containerDefinitions", Json(List(Container(stack, scope, name, service, logs, secrets))) },
            });
    }

    private static Inputs Container(
        StackBuilder stack, ServiceScope scope, string name, ServiceRequirements service, ResourceHandle logs,
            IReadOnlyList<SecretVariable> secrets) => new()
        {
            { "name", name }, { "image", Placeholder }, { "essential", true },
            { "portMappings", List(new Inputs { { "containerPort", service.Port }, { "protocol", "tcp" } }) },
            { "environment", Environment(stack, scope, name, service) },
            { "secrets", secrets.Count == 0 ? null : List(secrets.Select(secret =>
                (Value)new Inputs { { "name", secret.Name }, { "valueFrom", secret.ValueFrom } })) },
            { "logConfiguration", new Inputs
            {
                { "logDriver", "awslogs" },
                { "options", new Inputs
                {
                    { "awslogs-group", logs["name"] }, { "awslogs-region", scope.Common.Region }, { "awslogs-stream-prefix", name },
                } },
            } },
        };

    /// <summary>What is the same everywhere, then what the requirements set: the task's own port cannot be overridden.</summary>
    private static Concatenation Environment(StackBuilder stack, ServiceScope scope, string name, ServiceRequirements service)
    {
        var backing = scope.Backing.Where(backing => backing.UsedBy.Contains(name)).SelectMany(backing => backing.Variables).ToList();
        List<KeyValuePair<string, Value>> given = [new("PORT", service.Port.ToString(CultureInfo.InvariantCulture)), .. backing];
        var own = given.Select(variable => variable.Key).ToHashSet(StringComparer.Ordinal);
        var rest = stack.Configure($"{Naming.Camel(name)}Environment", ConfigurationKind.TextMapList,
            $"Further environment variables of {name}.",
            environment => Variables(environment.Service(name), own));
        return new([List(given.Select(variable => (Value)new Inputs { { "name", variable.Key }, { "value", variable.Value } })), rest]);
    }

    private static IReadOnlyList<IReadOnlyDictionary<string, string>> Variables(ServiceRequirements service, HashSet<string> own) =>
        [.. service.Environment.Where(variable => !own.Contains(variable.Key)).OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .Select(variable => new SortedDictionary<string,
                string>(StringComparer.Ordinal) { ["name"] = variable.Key, ["value"] = variable.Value })];
}
