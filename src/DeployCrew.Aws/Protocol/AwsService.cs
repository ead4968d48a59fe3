namespace DeployCrew.Aws.Protocol;

/// <summary>What botocore's service-2.json says of a service's metadata.</summary>
/// <param name="ServiceId">serviceId: names AWS_ENDPOINT_URL_&lt;ID&gt;.</param>
/// <param name="SigningName">signingName of SigV4.</param>
/// <param name="EndpointPrefix">First part of the host name.</param>
/// <param name="ApiVersion">apiVersion, sent by the query protocol.</param>
/// <param name="TargetPrefix">Prefix of X-Amz-Target of the JSON protocol; null for the query protocol.</param>
internal sealed record AwsService(string ServiceId, string SigningName, string EndpointPrefix, string ApiVersion, string? TargetPrefix)
{
    /// <summary>Whether it is one for all regions: without a region in its host name, and signed for us-east-1.</summary>
    public bool IsGlobal { get; init; }

    /// <summary>Version of the JSON protocol.</summary>
    public string JsonVersion { get; init; } = "1.1";

    /// <summary>The service as AWS_ENDPOINT_URL_&lt;ID&gt; and the section <c>services</c> of the configuration file name it: <c>cloudwatch_logs</c>.</summary>
    public string EndpointKey => ServiceId.Replace(' ', '_').ToLowerInvariant();

    public static readonly AwsService Ecr = new("ECR", "ecr", "api.ecr", "2015-09-21", "AmazonEC2ContainerRegistry_V20150921");
    public static readonly AwsService Ecs = new("ECS", "ecs", "ecs", "2014-11-13", "AmazonEC2ContainerServiceV20141113");
    public static readonly AwsService Ssm = new("SSM", "ssm", "ssm", "2014-11-06", "AmazonSSM");
    public static readonly AwsService Logs = new("CloudWatch Logs", "logs", "logs", "2014-03-28", "Logs_20140328");
    public static readonly AwsService Quotas = new("Service Quotas", "servicequotas", "servicequotas", "2019-06-24", "ServiceQuotasV20190624");
    public static readonly AwsService Ec2 = new("EC2", "ec2", "ec2", "2016-11-15", null);
    public static readonly AwsService Rds = new("RDS", "rds", "rds", "2014-10-31", null);
    public static readonly AwsService Iam = new("IAM", "iam", "iam", "2010-05-08", null) { IsGlobal = true };
    public static readonly AwsService Route53 = new("Route 53", "route53", "route53", "2013-04-01", null) { IsGlobal = true };
    public static readonly AwsService Tagging =
        new("Resource Groups Tagging API", "tagging", "tagging", "2017-01-26", "ResourceGroupsTaggingAPI_20170126");
    public static readonly AwsService LoadBalancing =
        new("Elastic Load Balancing v2", "elasticloadbalancing", "elasticloadbalancing", "2015-12-01", null);
    public static readonly AwsService CloudWatch =
        new("CloudWatch", "monitoring", "monitoring", "2010-08-01", "GraniteServiceVersion20100801") { JsonVersion = "1.0" };
    public static readonly AwsService AutoScaling = new("Auto Scaling", "autoscaling", "autoscaling", "2011-01-01", null);
    public static readonly AwsService CodeBuild = new("CodeBuild", "codebuild", "codebuild", "2016-10-06", "CodeBuild_20161006");
    public static readonly AwsService Secrets = new("Secrets Manager", "secretsmanager", "secretsmanager", "2017-10-17", "secretsmanager");
    public static readonly AwsService Certificates = new("ACM", "acm", "acm", "2015-12-08", "CertificateManager");

    /// <summary>Called with the SDK's own clients.</summary>
    public static readonly AwsService Sts = new("STS", "sts", "sts", "2011-06-15", null);
    public static readonly AwsService S3 = new("S3", "s3", "s3", "2006-03-01", null);

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<AwsService> All =
        [Ecr, Ecs, Ssm, Logs, Quotas, Ec2, Rds, Iam, Route53, Tagging, LoadBalancing, CloudWatch, AutoScaling, CodeBuild, Secrets, Certificates, Sts, S3];
}
