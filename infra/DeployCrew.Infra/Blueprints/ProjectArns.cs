using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Blueprints;

/// <summary>ARNs of what a project's stacks create, before they exist. The account is left open: a role can only act in its own.</summary>
internal sealed class ProjectArns(RequirementsDocument document)
{
    public IReadOnlyList<Value> Repositories => Each("ecr", prefix => $"repository/{prefix}/*");

    public IReadOnlyList<Value> Services => Each("ecs", prefix => $"service/{prefix}/*", prefix => $"service-deployment/{prefix}/*",
        prefix => $"service-revision/{prefix}/*");

    public IReadOnlyList<Value> Tasks => Each("ecs", prefix => $"task/{prefix}/*");

    public IReadOnlyList<Value> Clusters => Each("ecs", prefix => $"cluster/{prefix}");

    public Value Logs => Arn("logs", $"log-group:/{document.Project}/*");

    public Value Alarms => Arn("cloudwatch", "alarm:*");

    public Value Contract => Arn("ssm", $"parameter/{document.Project}/*");

    public Value Images => Arn("ssm", $"parameter/{document.Project}/*/{ContractKeys.Image("*")}");

    /// <summary>The repository that builders elsewhere push to; images are copied out of it.</summary>
    public Value BuildRepository => Arn("ecr", "repository/deploycrew-builds");

    public Value BuildProjects => Arn("codebuild", "project/*");

    public Value BuildLogs => Arn("logs", "log-group:/aws/codebuild/*");

    public Value CommandLogs => Arn("logs", "log-group:/aws/ssm/AWS-RunShellScript*");

    public Value Instances => Arn("ec2", "instance/*");

    /// <summary>The document of AWS that runs a script; documents of AWS belong to no account.</summary>
    public Value ShellScript => $"arn:aws:ssm:{document.Region}::document/AWS-RunShellScript";

    /// <summary>Roles of the stacks; the pipelines' own are not among them.</summary>
    public IReadOnlyList<Value> Roles => [.. Prefixes.Select(prefix => (Value)$"arn:aws:iam::*:role/{prefix}-*")];

    private IEnumerable<string> Prefixes => document.Environments.Keys.Order(StringComparer.Ordinal)
        .Select(environment => ResourceNames.Prefix(document.Project, environment));

    private IReadOnlyList<Value> Each(string service, params Func<string, string>[] names) =>
        [.. names.SelectMany(name => Prefixes.Select(prefix => Arn(service, name(prefix))))];

    private Value Arn(string service, string resource) => $"arn:aws:{service}:{document.Region}:*:{resource}";
}
