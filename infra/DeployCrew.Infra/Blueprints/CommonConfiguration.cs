using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Configuration that several concepts use, and the names that are made of it.</summary>
internal sealed class CommonConfiguration
{
    private readonly string project;
    private readonly bool bounded;

    public CommonConfiguration(StackBuilder stack, RequirementsDocument document)
    {
        project = document.Project;
        bounded = document.GitHub is not null;
        Region = stack.Configure("aws:region", ConfigurationKind.Text, "AWS region.", scope => scope.Document.Region);
        if (document.Environments.Values.Any(environment => environment.Account is not null))
        {
            stack.Configure("aws:allowedAccountIds", ConfigurationKind.TextList, "Accounts that the provider may work in; any when empty.",
                scope => (IReadOnlyList<string>)(scope.Requirements.Account is { } account ? [account] : []));
        }
        Environment = stack.Configure("environment", ConfigurationKind.Text, "Name of the environment, part of every resource's name.",
            scope => scope.Name);
        Domain = stack.Configure("domain", ConfigurationKind.Text, "DNS name that the services answer on.", scope =>
            scope.Requirements.Domain);
        Protected = stack.Configure("deletionProtection", ConfigurationKind.Flag,
            "Whether load balancer and databases refuse to be deleted; databases then also stand by in a second zone.",
            scope => scope.Requirements.DeletionProtection);
        LogRetentionDays = stack.Configure("logRetentionDays", ConfigurationKind.Number, "Days that logs are kept.",
            scope => scope.Requirements.LogRetentionDays);
        stack.Tag("project", project);
        stack.Tag("environment", Environment);
        stack.Tag("managed-by", "deploycrew");
    }

    public ConfigurationKey Region { get; }

    public ConfigurationKey Environment { get; }

    public ConfigurationKey Domain { get; }

    public ConfigurationKey Protected { get; }

    public ConfigurationKey LogRetentionDays { get; }

    /// <summary>As <see cref="ResourceNames.Prefix"/>.</summary>
    public Value Prefix => Write.Text($"{project}-{Environment}");

    /// <summary>As <see cref="ResourceNames.Service"/>.</summary>
    public Value Named(string name) => Write.Text($"{Prefix}-{name}");

    /// <summary>What roles may do at the most, where a pipeline applies the stack; null where only people do.</summary>
    public Value? Boundary(Value account) =>
        bounded ? Write.Text($"arn:aws:iam::{account}:policy/{GitHubBlueprint.Boundary(project)}") : null;

    /// <summary>As <see cref="ResourceNames.TargetGroup"/>.</summary>
    public Value TargetGroup(string service, int port, string? side) =>
        Write.Text($"{Prefix}{ResourceNames.TargetGroup("", "", service, port, side)[1..]}");

    /// <summary>As <see cref="ResourceNames.Repository"/>.</summary>
    public Value Repository(string service) => Write.Text($"{Prefix}/{service}");

    /// <summary>As <see cref="ResourceNames.Contract"/>, with a key below it.</summary>
    public Value Path(string key) => Write.Text($"/{project}/{Environment}/{key}");
}
