using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>CPU and memory of a task are a pair that Fargate has, in every environment after its overrides.</summary>
internal static class TaskSizeRule
{
    public static void Check(RuleContext context)
    {
        foreach (var (name, service) in context.Document.Services)
        {
            if (IsUsedAsItIs(context.Document, name))
                CheckPair(context, ["services", name], ["services", name], ["services", name], service.Cpu, service.Memory);
            foreach (var (environment, requirements) in context.Document.Environments)
            {
                if (requirements.Services.TryGetValue(name, out var change) && (change.Cpu is not null || change.Memory is not null))
                    CheckOverride(context, name, service, environment, change);
            }
        }
    }

    private static bool IsUsedAsItIs(RequirementsDocument document, string service) =>
        document.Environments.Count == 0 || document.Environments.Values.Any(environment =>
            !environment.Services.TryGetValue(service, out var change) || (change.Cpu is null && change.Memory is null));

    private static void CheckOverride(RuleContext context, string name, ServiceRequirements service, string environment,
        ServiceOverrides change)
    {
        string[] own = ["environments", environment, "services", name];
        string[] under = ["services", name];
        CheckPair(context, own, change.Cpu is null ? under : own, change.Memory is null ? under : own, change.Cpu ?? service.Cpu,
            change.Memory ?? service.Memory);
    }

    private static void CheckPair(RuleContext context, string[] at, string[] cpuAt, string[] memoryAt, int cpu, int memory)
    {
        if (!context.Readable([.. cpuAt, "cpu"]) || !context.Readable([.. memoryAt, "memory"]) || !context.Readable([.. at, "cpu"])
            || !context.Readable([.. at, "memory"]) || FargateSize.Of(cpu) is not { } size || size.Has(memory))
            return;
        var place = context.Given([.. at, "memory"]) ? context.At([.. at, "memory"]) : context.At([.. at, "cpu"]);
        context.Add(RequirementsErrors.TaskSize(place.Path, place.Value, cpu, memory, size.ToString()));
    }
}
