using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>Names that AWS keeps for itself, or that something else in the stack has.</summary>
internal static class ReservedNameRule
{
    // Rules are called <from>-to-<to>: world-to-alb-https, public-to-internet.
    private static readonly Dictionary<string, string> Taken = new(StringComparer.Ordinal)
    {
        ["alb"] = "the load balancer's security group has that name",
        ["vpc-flow-logs"] = "the network's log has that name",
        ["access-logs"] = "the load balancer's log bucket has that name",
        ["endpoints"] = "the security group of private endpoints has that name",
        ["internet"] = "the network's gateway has that name",
        ["nat"] = "the network's gateway has that name",
        ["world"] = "rules for the outside world have that name",
    };

    public static void Check(RuleContext context)
    {
        foreach (var name in context.Document.Services.Keys.Where(Taken.ContainsKey))
            Report(context, Taken[name], "services", name);
        foreach (var name in context.Document.Resources.Keys.Where(Taken.ContainsKey))
            Report(context, Taken[name], "resources", name);
        if (context.Readable("project") && ProjectProblem(context.Document.Project) is { } problem)
            Report(context, problem, "project");
    }

    private static string? ProjectProblem(string project)
    {
        // The SSM contract begins with /<project>/, and the load balancer's name with it.
        if (project.StartsWith("aws", StringComparison.Ordinal) || project.StartsWith("ssm", StringComparison.Ordinal))
            return "names of parameters in Systems Manager may not begin with 'aws' or 'ssm'";
        return project == "internal" || project.StartsWith("internal-", StringComparison.Ordinal)
            ? "names of load balancers may not begin with 'internal-'"
            : null;
    }

    private static void Report(RuleContext context, string reason, params ReadOnlySpan<string> path)
    {
        var place = context.At(path);
        context.Add(path.Length == 1
            ? RequirementsErrors.ReservedName(place.Path, place.Value, context.Document.Project, reason)
            : RequirementsErrors.ReservedName(place.Path, place.Key, path[^1], reason));
    }
}
