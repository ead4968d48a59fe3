using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>Roles that workflows may take on are for somebody.</summary>
internal static class GitHubRule
{
    public static void Check(RuleContext context)
    {
        if (context.Document.GitHub is not { Branches.Count: 0, Environments.Count: 0 }
            || !context.Readable("github", "branches") || !context.Readable("github", "environments"))
            return;
        var place = context.At("github", "branches");
        context.Add(RequirementsErrors.NoWorkflow(place.Path, place.Value));
    }
}
