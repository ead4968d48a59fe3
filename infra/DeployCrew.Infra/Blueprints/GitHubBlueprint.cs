using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Lets workflows of one GitHub repository take on three roles, without a stored key: to build, to deploy, and to apply the
/// stacks.</summary>
internal static class GitHubBlueprint
{
    private const string Issuer = "token.actions.githubusercontent.com";

    public static void Add(StackBuilder stack, RequirementsDocument document, GitHubRequirements github, ResourceHandle bucket, ResourceHandle key)
    {
        stack.In("github");
        var provider = stack.Add("aws:iam/openIdConnectProvider:OpenIdConnectProvider", "github-provider",
            "An account has one provider of this address: import it where another project made it.", new()
            {
                { "url", $"https://{Issuer}" }, { "clientIdLists", List("sts.amazonaws.com") },
            });
        var trust = Trust(github, provider);
        var arns = new ProjectArns(document);
        Role(stack, document, "build", "Pushes images and says which were built; nothing else", trust,
            [.. PipelinePermissions.Build(arns), .. BuilderPermissions.Of(document, arns, bucket, key)]);
        Role(stack, document, "deploy", "Rolls images out, watches the rollout and verifies it", trust, PipelinePermissions.Deploy(arns));
        var boundary = stack.Add("aws:iam/policy:Policy", "boundary",
            "Roles of the stacks may never do more than this, whatever a stack gives them: who changes a stack does not own the account.", new()
            {
                { "name", Boundary(document.Project) }, { "description", $"The most that roles of {document.Project}'s stacks may do" },
                { "policy", Policy.Document(PipelinePermissions.Boundary()) },
            });
        var apply = Role(stack, document, "infrastructure",
            "Applies the stacks: everything but users, groups and policies of the account, and roles within the boundary only", trust,
            PipelinePermissions.Infrastructure(arns, bucket, key, boundary));
        stack.Add("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "infrastructure-power",
            "Stacks have resources of a dozen services, and AWS has no narrower policy for that. It allows nothing in IAM: that is in the role's own policy.",
            new() { { "role", apply["name"] }, { "policyArn", "arn:aws:iam::aws:policy/PowerUserAccess" } });
    }

    /// <summary>Name of the policy that bounds the roles of a project's stacks: <c>hello-boundary</c>.</summary>
    public static string Boundary(string project) => $"{project}-boundary";

    /// <summary>Name of one of the roles: <c>hello-infrastructure</c>.</summary>
    /// <param name="document">The requirements.</param>
    /// <param name="what">build | deploy | infrastructure.</param>
    public static string RoleName(RequirementsDocument document, string what) => $"{document.Project}-{what}";

    private static ResourceHandle Role(
        StackBuilder stack, RequirementsDocument document, string name, string description, JsonDocumentValue trust, IEnumerable<Inputs> permissions)
    {
        var role = stack.Add("aws:iam/role:Role", $"{name}-role", new()
        {
            { "name", RoleName(document, name) }, { "description", description }, { "assumeRolePolicy", trust },
        });
        stack.Add("aws:iam/rolePolicy:RolePolicy", $"{name}-permissions", new()
        {
            { "role", role.Id }, { "policy", Policy.Document(permissions) },
        });
        stack.Output($"{name}RoleArn", role.Arn);
        return role;
    }

    /// <summary>Named branches and environments only; a pull request's workflow is neither.</summary>
    private static JsonDocumentValue Trust(GitHubRequirements github, ResourceHandle provider) => Policy.Document(new Inputs
    {
        { "Effect", "Allow" }, { "Principal", new Inputs { { "Federated", provider.Arn } } }, { "Action", "sts:AssumeRoleWithWebIdentity" },
        { "Condition", new Inputs
        {
            { "StringEquals", new Inputs { { $"{Issuer}:aud", "sts.amazonaws.com" } } },
            { "StringLike", new Inputs
            {
                { $"{Issuer}:sub", List(github.Branches.Select(branch => (Value)$"repo:{github.Repository}:ref:refs/heads/{branch}")
                    .Concat(github.Environments.Select(environment => (Value)$"repo:{github.Repository}:environment:{environment}"))) },
            } },
        } },
    });
}
