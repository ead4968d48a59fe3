namespace DeployCrew.Diagnosis.Signatures;

/// <summary>Pages of the vendors that explain the failures.</summary>
internal static class References
{
    public const string EcsStopped = "https://docs.aws.amazon.com/AmazonECS/latest/userguide/stopped-task-error-codes.html";
    public const string EcsTaskStopped = "https://repost.aws/knowledge-center/ecs-task-stopped";
    public const string EcsEvents = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages.html";
    public const string EcsThrottle = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-throttle-logic.html";
    public const string AlbTrouble = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html";
    public const string AlbHealth = "https://repost.aws/knowledge-center/elb-fix-failing-health-checks-alb";
    public const string EcrErrors = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/common-errors.html";
    public const string EcrTags = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html";
    public const string IamDenied = "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html";
    public const string Quotas = "https://docs.aws.amazon.com/servicequotas/latest/userguide/request-quota-increase.html";
    public const string AcmDns = "https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-DNS-validation.html";
    public const string AcmCaa = "https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-caa.html";
    public const string Retries = "https://docs.aws.amazon.com/general/latest/gr/api-retries.html";
    public const string Pulumi = "https://www.pulumi.com/docs/troubleshooting/";
    public const string TerraformLock = "https://www.terraform.io/docs/state/locking.html";
    public const string Dockerfile = "https://docs.docker.com/reference/dockerfile/";
    public const string DockerLimits = "https://www.docker.com/increase-rate-limits";
    public const string TerraformInit = "https://developer.hashicorp.com/terraform/cli/commands/init";
    public const string BuildSecrets = "https://docs.docker.com/build/building/secrets/";
    public const string Composer = "https://getcomposer.org/doc/articles/troubleshooting.md";
    public const string AwsCli = "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html";
    public const string NpmCi = "https://docs.npmjs.com/cli/v10/commands/npm-ci";
    public const string Pip = "https://pip.pypa.io/en/stable/topics/dependency-resolution/";
    public const string NuGet = "https://learn.microsoft.com/en-us/nuget/reference/errors-and-warnings/nu1101";
    public const string Maven = "https://cwiki.apache.org/confluence/display/MAVEN/DependencyResolutionException";
    public const string Go = "https://go.dev/doc/modules/managing-dependencies";
    public const string Cargo = "https://doc.rust-lang.org/cargo/commands/cargo-build.html";
    public const string Bundler = "https://bundler.io/man/bundle-install.1.html";
    public const string NodeErrors = "https://nodejs.org/api/errors.html";
    public const string NodeTls = "https://nodejs.org/api/tls.html";
    public const string Postgres = "https://www.postgresql.org/docs/current/client-authentication-problems.html";
}
