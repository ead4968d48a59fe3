using static DeployCrew.Infra.Policy.PolicySeverity;

namespace DeployCrew.Infra.Policy.Rules;

/// <summary>What roles may do.</summary>
internal static class IdentityRules
{
    // Service Authorization Reference: no resource types are named for these.
    private static readonly string[] WithoutResource =
    [
        "cloudwatch:GetMetricData", "ssm:CancelCommand", "ssm:DescribeInstanceInformation", "ssm:GetCommandInvocation", "ssm:ListCommandInvocations",
        "ecr:GetAuthorizationToken", "ecs:RegisterTaskDefinition", "ecs:DescribeTaskDefinition", "ecs:ListTasks", "ec2:DescribeNetworkInterfaces",
        "elasticloadbalancing:DescribeTargetHealth", "elasticloadbalancing:DescribeTargetGroups",
        "elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeRules", "elasticloadbalancing:DescribeLoadBalancers",
        "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
        "sts:GetCallerIdentity", "xray:PutTraceSegments", "xray:PutTelemetryRecords",
    ];

    private static readonly string[] Escalating =
    [
        "iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:CreateAccessKey", "iam:CreateLoginProfile", "iam:CreatePolicyVersion",
        "iam:PutRolePolicy", "iam:PutUserPolicy", "iam:SetDefaultPolicyVersion", "iam:UpdateAssumeRolePolicy",
        "iam:UpdateLoginProfile",
    ];

    public static readonly PolicyRule[] All =
    [
        new("DCP039", Critical, "No role may do everything",
            "Who takes over one task owns the account.",
            "Name the actions and resources that are needed.", "FSBP IAM.1",
            stack => stack.Permissions.Where(statement => statement.Actions.Contains("*") && statement.OnEverything)
                .Select(statement => statement.Violates("Action", "every action on every resource."))),

        new("DCP040", High, "No role may do everything with a service",
            "Deleting and giving away are in it.",
            "Name the actions.", "FSBP IAM.21",
            stack => stack.Permissions.Where(statement => statement.Actions.Any(action => action.EndsWith(":*", StringComparison.Ordinal)) || (statement.Actions.Contains("*") && !statement.OnEverything))
                .Select(statement => statement.Violates("Action", $"{string.Join(", ", statement.Actions)} is every action of a service."))),

        new("DCP041", High, "Actions are allowed on named resources",
            "It holds for other projects' resources, too.",
            "Name the ARNs. Actions that know no resource are let through.", "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege",
            stack => stack.Permissions.Where(statement => statement.OnEverything && !statement.Actions.Contains("*") && !statement.Actions.All(KnowsNoResource))
                .Select(statement => statement.Violates("Resource", $"{string.Join(", ", statement.Actions.Where(action => !KnowsNoResource(action)))} on every resource."))),

        new("DCP042", High, "Roles are passed on by name",
            "Passing any role to a service is having any role.",
            "Name the roles, and iam:PassedToService.", "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
            stack => stack.Permissions.Where(statement => statement.Covers("iam:PassRole") && statement.Resources.Any(IsBroad))
                .Select(statement => statement.Violates("Resource", "any role may be passed on."))),

        new("DCP043", High, "No role can raise its own rights",
            "With one of these actions it gives itself the rest.",
            "Remove the action, or bind it to a permissions boundary.", "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
            stack => stack.Permissions.Where(statement => !statement.Actions.Contains("*") && Escalating.Any(statement.Covers) && !statement.Condition.Contains("iam:PermissionsBoundary", StringComparison.Ordinal))
                .Select(statement => statement.Violates("Action", $"{string.Join(", ", Escalating.Where(statement.Covers))} can be used to gain every right."))),

        new("DCP044", Medium, "What is allowed is listed",
            "NotAction and NotResource allow what AWS adds tomorrow.",
            "List actions and resources.", "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html",
            stack => stack.Permissions.Where(statement => statement.Node.ContainsKey("NotAction") || statement.Node.ContainsKey("NotResource"))
                .Select(statement => statement.Violates("NotAction", "everything but the listed is allowed."))),

        new("DCP045", Medium, "Decryption is allowed with named keys",
            "Every secret of the account can be read.",
            "Name the keys.", "FSBP KMS.2",
            stack => stack.Permissions.Where(statement => statement.Covers("kms:Decrypt") && statement.Resources.Any(resource => resource == "*" || resource.EndsWith(":key/*", StringComparison.Ordinal)))
                .Select(statement => statement.Violates("Resource", "every key may be used to decrypt."))),

        new("DCP046", Critical, "Administrator policies are not attached",
            "Who takes over one task owns the account.",
            "Attach a policy that names what is needed.", "FSBP IAM.1",
            stack => stack.Of(AwsTypes.PolicyAttachment, AwsTypes.Role)
                .Where(resource => resource.Inputs.ToJsonString().Contains(":aws:policy/AdministratorAccess", StringComparison.Ordinal))
                .Select(resource => resource.Violates(resource.Type == AwsTypes.Role ? "managedPolicyArns" : "policyArn", "AdministratorAccess."))),
    ];

    private static bool KnowsNoResource(string action) => WithoutResource.Contains(action);

    private static bool IsBroad(string resource) => resource == "*" || resource.EndsWith(":role/*", StringComparison.Ordinal);
}
