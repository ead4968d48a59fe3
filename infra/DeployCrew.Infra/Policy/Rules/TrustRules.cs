using static DeployCrew.Infra.Policy.PolicySeverity;

namespace DeployCrew.Infra.Policy.Rules;

/// <summary>Who may take on roles.</summary>
internal static class TrustRules
{
    // Services that pass the source account on when they take on a role.
    private static readonly string[] Deputies = ["ecs-tasks.amazonaws.com", "ecs.amazonaws.com", "vpc-flow-logs.amazonaws.com", "codebuild.amazonaws.com"];

    public static readonly PolicyRule[] All =
    [
        new("DCP047", Critical, "Roles are not for everybody",
            "Any AWS account can take the role on.",
            "Name the principal.", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
            stack => stack.Trust.Where(statement => statement.IsForAnybody)
                .Select(statement => statement.Violates("Principal", "everybody may take the role on."))),

        new("DCP048", Medium, "Services take on roles for this account only",
            "A service can be made to act for somebody else (confused deputy).",
            "Add a condition on aws:SourceAccount or aws:SourceArn.", "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
            stack => stack.Trust.Where(statement => statement.Principals.Any(Deputies.Contains) && !statement.Condition.Contains("aws:SourceA", StringComparison.Ordinal))
                .Select(statement => statement.Violates("Condition", "the service may take it on for any account."))),

        new("DCP049", High, "Pipelines take on roles for named repositories",
            "Every repository of GitHub can take the role on.",
            "Add a condition on token.actions.githubusercontent.com:sub.", "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html",
            stack => stack.Trust.Where(statement => IsForGitHub(statement) && (!statement.Condition.Contains("githubusercontent.com:sub", StringComparison.Ordinal) || statement.Condition.Contains(":sub\":\"*\"", StringComparison.Ordinal)))
                .Select(statement => statement.Violates("Condition", "any repository may take it on."))),

        new("DCP050", Medium, "The app and what starts it have roles of their own",
            "The app could fetch every secret and image that starting it needs.",
            "Use a task role and an execution role.", "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html",
            stack => stack.Of(AwsTypes.TaskDefinition).Where(resource => resource.Has("taskRoleArn") && resource.Text("taskRoleArn") == resource.Text("executionRoleArn"))
                .Select(resource => resource.Violates("taskRoleArn", "it is the execution role."))),
    ];

    // A provider of the same stack is known by its conditions: its ARN is not.
    private static bool IsForGitHub(Statement statement) =>
        statement.Principals.Any(principal => principal.EndsWith("oidc-provider/token.actions.githubusercontent.com", StringComparison.Ordinal))
        || (statement.Actions.Contains("sts:AssumeRoleWithWebIdentity") && statement.Condition.Contains("githubusercontent.com:aud", StringComparison.Ordinal));
}
