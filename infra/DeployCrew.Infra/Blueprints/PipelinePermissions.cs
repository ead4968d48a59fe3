using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>What each role of a pipeline may do, by the operations that it makes.</summary>
internal static class PipelinePermissions
{
    // ECS tells its own tasks' roles and the one that it shifts traffic with apart by these.
    private static readonly string[] DeployPasses = ["ecs-tasks.amazonaws.com", "ecs.amazonaws.com"];

    public static IEnumerable<Inputs> Build(ProjectArns arns) =>
    [
        Policy.Allow(["ecr:GetAuthorizationToken"], "*"),
        Policy.Allow(
            [
                "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload", "ecr:DescribeImages",
                "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload", "ecr:ListImageReferrers", "ecr:PutImage", "ecr:UploadLayerPart",
            ], arns.Repositories),
        Policy.Allow(["ssm:PutParameter"], arns.Images),
    ];

    public static IEnumerable<Inputs> Deploy(ProjectArns arns) =>
    [
        Policy.Allow(["ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition"], "*"),
        Policy.Allow(
            [
                "ecs:ContinueServiceDeployment", "ecs:DescribeServiceDeployments", "ecs:DescribeServiceRevisions", "ecs:DescribeServices",
                "ecs:ListServiceDeployments", "ecs:StopServiceDeployment", "ecs:UpdateService",
            ], arns.Services),
        Policy.Allow(["ecs:DescribeTasks"], arns.Tasks),
        // It knows instances only, which Fargate has none of: the cluster is a condition.
        With(Policy.Allow(["ecs:ListTasks"], "*"), "ArnEquals", "ecs:cluster", List(arns.Clusters)),
        Policy.Allow(
            [
                "elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeRules",
                "elasticloadbalancing:DescribeTargetGroups", "elasticloadbalancing:DescribeTargetHealth",
            ], "*"),
        Policy.Allow(["logs:DescribeLogStreams", "logs:FilterLogEvents", "logs:GetLogEvents"], arns.Logs),
        // What a new version's requests meet, which knows no resource, and alarms that anybody may have made.
        Policy.Allow(["cloudwatch:GetMetricData"], "*"),
        Policy.Allow(["cloudwatch:DescribeAlarms"], arns.Alarms),
        Policy.Allow(["ecr:GetAuthorizationToken"], "*"),
        // The tag of a deployed image is put beside the image's own. Before that: whether it can be pulled, and what its scan says.
        Policy.Allow(
            [
                "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:DescribeImageScanFindings", "ecr:DescribeImages",
                "ecr:GetDownloadUrlForLayer", "ecr:PutImage", "ecr:StartImageScan",
            ], arns.Repositories),
        Policy.Allow(["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath", "ssm:PutParameter"], arns.Contract),
        Pass(arns, DeployPasses),
    ];

    public static IEnumerable<Inputs> Infrastructure(ProjectArns arns, ResourceHandle bucket, ResourceHandle key, ResourceHandle boundary) =>
    [
        Policy.Allow(["s3:ListBucket"], bucket.Arn),
        Policy.Allow(["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], Text($"{bucket.Arn}/*")),
        Policy.Allow(["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"], key.Arn),
        Policy.Allow(
            [
                "iam:DeleteRole", "iam:GetRole", "iam:GetRolePolicy", "iam:ListAttachedRolePolicies", "iam:ListInstanceProfilesForRole",
                "iam:ListRolePolicies", "iam:TagRole", "iam:UntagRole", "iam:UpdateRole", "iam:UpdateRoleDescription",
            ], arns.Roles),
        With(
            Policy.Allow(
                [
                    "iam:AttachRolePolicy", "iam:CreateRole", "iam:DeleteRolePolicy", "iam:DetachRolePolicy", "iam:PutRolePermissionsBoundary",
                    "iam:PutRolePolicy",
                ], arns.Roles),
            "StringEquals", "iam:PermissionsBoundary", boundary.Arn),
        Pass(arns, [.. DeployPasses, "vpc-flow-logs.amazonaws.com"]),
    ];

    /// <summary>The most that roles of stacks may do: what the blueprints ever give to any of them.</summary>
    public static IEnumerable<Inputs> Boundary() =>
    [
        Policy.Allow(
            [
                "ec2:AuthorizeSecurityGroupIngress", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs",
                "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetAuthorizationToken", "ecr:GetDownloadUrlForLayer",
                "elasticloadbalancing:*", "kms:Decrypt", "kms:GenerateDataKey", "logs:CreateLogStream", "logs:DescribeLogStreams",
                "logs:PutLogEvents", "s3:DeleteObject", "s3:GetObject", "s3:ListBucket", "s3:PutObject",
                "secretsmanager:GetSecretValue", "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes",
                "sqs:ReceiveMessage", "sqs:SendMessage", "ssm:GetParameters", "ssmmessages:CreateControlChannel",
                "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
            ], "*"),
    ];

    private static Inputs Pass(ProjectArns arns, string[] services) => With(
        Policy.Allow(["iam:PassRole"], arns.Roles), "StringEquals", "iam:PassedToService", List(services.Select(service => (Value)service)));

    private static Inputs With(Inputs statement, string comparison, string key, Value value)
    {
        statement.Add("Condition", new Inputs { { comparison, new Inputs { { key, value } } } });
        return statement;
    }
}
