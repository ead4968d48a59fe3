using System.Globalization;
using System.Text;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Catalogue;
using DeployCrew.Infra.Cost;
using DeployCrew.Infra.Diagrams;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Review;

/// <summary>What a reviewer asks: what will exist, who can reach it, what may it do, what is not in it. All of it read from the
/// model.</summary>
public static class ReviewDocument
{
    /// <summary>Settings worth a line, by type token.</summary>
    private static readonly Dictionary<string, string[]> Main = new(StringComparer.Ordinal)
    {
        ["aws:ec2/vpc:Vpc"] = ["cidrBlock"],
        ["aws:ec2/subnet:Subnet"] = ["availabilityZone", "cidrBlock"],
        ["aws:lb/listener:Listener"] = ["port", "protocol", "sslPolicy"],
        ["aws:lb/loadBalancer:LoadBalancer"] = ["name", "enableDeletionProtection"],
        ["aws:ecs/service:Service"] = ["name"],
        ["aws:ecs/taskDefinition:TaskDefinition"] = ["cpu", "memory"],
        ["aws:ecr/repository:Repository"] = ["name", "imageTagMutability"],
        ["aws:cloudwatch/logGroup:LogGroup"] = ["name", "retentionInDays"],
        ["aws:appautoscaling/target:Target"] = ["minCapacity", "maxCapacity"],
        ["aws:rds/instance:Instance"] = ["engine", "instanceClass", "allocatedStorage", "multiAz", "deletionProtection",
            "backupRetentionPeriod"],
        ["aws:elasticache/replicationGroup:ReplicationGroup"] = ["nodeType", "numCacheClusters"],
        ["aws:acm/certificate:Certificate"] = ["domainName"],
        ["aws:route53/record:Record"] = ["name", "type"],
        ["aws:sns/topicSubscription:TopicSubscription"] = ["endpoint"],
    };

    /// <summary>The review of a project in all its environments, as Markdown.</summary>
    /// <param name="document">A valid document.</param>
    /// <param name="left">Files of the app that were left out of the bundle, with the reason.</param>
    public static string Write(RequirementsDocument document, IReadOnlyList<KeyValuePair<string, string>> left)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(left);
        var model = StackBlueprint.Create(document);
        var text = new StringBuilder($"# Review of {document.Project}\n\nWritten from the stack model; the code in `infrastructure/` is written from the same.\n");
        foreach (var environment in document.Environments.Keys.Order(StringComparer.Ordinal))
            Environment(text, document, model, environment);
        text.Append("\n## What is not in it\n\n");
        text.Append("- The application's image: it is built from `app/` and pushed by digest; the stack starts with no task.\n");
        text.Append("- Secrets: only references to where they are kept; they must exist before the first deployment.\n");
        foreach (var environment in document.Environments.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Where(entry => entry.Value.HostedZoneId is null))
            text.Append($"- {environment.Key}: DNS records. Without a hosted zone, `{environment.Value.Domain}` and the certificate's validation record are to be set by hand.\n");
        foreach (var (path, reason) in left)
            text.Append($"- `{path}`: {reason}\n");
        return text.ToString();
    }

    private static void Environment(StringBuilder text, RequirementsDocument document, StackModel model, string environment)
    {
        var configuration = StackBlueprint.Configuration(document, environment);
        var active = StackResolution.Active(model, configuration).ToList();
        var requirements = document.Environments[environment];
        text.Append($"\n## {environment}: https://{requirements.Domain}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{active.Count} resources in {document.Region}, account {requirements.Account ?? "of whoever runs it"}, approval {requirements.Approval}.\n\n");
        text.Append($"![Architecture of {environment}](architecture-{environment}.svg)\n\n");
        text.Append($"```mermaid\n{MermaidDiagram.Write(model, configuration)}```\n\n### What will exist\n\n| Concept | Resources | Main settings |\n|---|---|---|\n");
        foreach (var concept in active.GroupBy(resource => resource.Options.Concept, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture,
                $"| {concept.Key} | {concept.Count()}: {Types(concept)} | {Settings(concept, configuration)} |\n");
        text.Append("\n### Who may reach what\n\n| From | To | Port |\n|---|---|---|\n");
        var exposure = Exposure.Of(active);
        foreach (var connection in exposure.Inbound)
            text.Append($"| {connection.From} | {connection.To} | {connection.Port} |\n");
        foreach (var use in exposure.Uses)
            text.Append($"| {use.From} | {use.To} | AWS API |\n");
        foreach (var way in exposure.Outbound)
            text.Append($"| {way.From} | {way.To} | {way.Port} |\n");
        text.Append($"\nTasks have {ReviewSections.WayOut(requirements)}.\n");
        text.Append("\n### What roles may do\n\n| Role | Actions | On |\n|---|---|---|\n");
        foreach (var permission in Permissions.Of(active, configuration))
            text.Append($"| {permission.Role} | {Joined(permission.Actions)} | {(permission.Effect == "Attached" ? "as that policy says" : Joined(permission.Resources))} |\n");
        text.Append(ReviewSections.Findings(model, configuration));
        text.Append(CostSection.Write(CostEstimate.Of(model, configuration, document.Budget?.Usage ?? new())));
    }

    private static string Joined(IEnumerable<string> texts) => string.Join(", ", texts.Select(text => $"`{text}`"));

    private static string Types(IEnumerable<Resource> resources) => string.Join(", ", resources
        .GroupBy(resource => ResourceCatalogue.Aws.Find(resource.Type)!.Class, StringComparer.Ordinal)
        .Select(group => group.Count() == 1 ? group.Key : string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}")));

    private static string Settings(IEnumerable<Resource> resources, StackConfiguration configuration) => string.Join("; ", resources
        .Where(resource => Main.ContainsKey(resource.Type)).Select(resource => $"{resource.Name}: {Settings(resource, configuration)}"));

    /// <summary>The settings of a resource that are worth a line.</summary>
    internal static string Settings(Resource resource, StackConfiguration configuration)
    {
        if (!Main.TryGetValue(resource.Type, out var main))
            return "";
        var inputs = StackResolution.Inputs(resource, configuration, (name, property) => $"{{{name}.{property}}}");
        return string.Join(", ", main.Where(inputs.ContainsKey).Select(name => $"{name} {inputs[name]}"));
    }
}
