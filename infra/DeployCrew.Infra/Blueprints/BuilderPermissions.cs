using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>What the role that builds may do besides, where the requirements have images built by CodeBuild or on an EC2 instance.</summary>
internal static class BuilderPermissions
{
    // Both run what they are given, as somebody else: only what its owner has marked for it may be used so.
    private const string Mark = "aws:ResourceTag/deploycrew:builder";

    public static IEnumerable<Inputs> Of(RequirementsDocument document, ProjectArns arns, ResourceHandle bucket, ResourceHandle key)
    {
        var builders = document.Services.Values.Select(service => service.Build.Builder).ToHashSet(StringComparer.Ordinal);
        var (codeBuild, instance) = (builders.Contains("codebuild"), builders.Contains("ec2"));
        if (!codeBuild && !instance)
            return [];
        return [.. Storage(arns, bucket, key), .. codeBuild ? CodeBuild(arns) : [], .. instance ? Instance(arns) : []];
    }

    /// <summary>The packed source goes into the bucket; the image comes back through a repository of its own.</summary>
    private static IEnumerable<Inputs> Storage(ProjectArns arns, ResourceHandle bucket, ResourceHandle key) =>
    [
        Policy.Allow(["s3:ListBucket"], bucket.Arn),
        Policy.Allow(["s3:GetObject", "s3:PutObject"], Text($"{bucket.Arn}/deploycrew/builds/*")),
        Policy.Allow(["kms:Decrypt", "kms:GenerateDataKey"], key.Arn),
        Policy.Allow(
            ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CreateRepository", "ecr:GetDownloadUrlForLayer", "ecr:PutLifecyclePolicy"],
            arns.BuildRepository),
    ];

    private static IEnumerable<Inputs> CodeBuild(ProjectArns arns) =>
    [
        Marked(["codebuild:BatchGetBuilds", "codebuild:BatchGetProjects", "codebuild:StartBuild", "codebuild:StopBuild"], arns.BuildProjects),
        Policy.Allow(["logs:FilterLogEvents"], arns.BuildLogs),
    ];

    private static IEnumerable<Inputs> Instance(ProjectArns arns) =>
    [
        Marked(["ssm:SendCommand"], arns.Instances),
        Policy.Allow(["ssm:SendCommand"], arns.ShellScript),
        // None of these knows a resource.
        Policy.Allow(["ssm:CancelCommand", "ssm:DescribeInstanceInformation", "ssm:GetCommandInvocation", "ssm:ListCommandInvocations"], "*"),
        Policy.Allow(["logs:FilterLogEvents"], arns.CommandLogs),
    ];

    private static Inputs Marked(string[] actions, Value resource)
    {
        var statement = Policy.Allow(actions, resource);
        statement.Add("Condition", new Inputs { { "StringEquals", new Inputs { { Mark, "true" } } } });
        return statement;
    }
}
