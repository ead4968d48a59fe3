using System.Text.Json.Serialization;

namespace DeployCrew.Core.Requirements;

/// <summary>What the user asks for: <c>requirements.json</c>, version 1. Its shape is <c>requirements.schema.json</c>; a test holds the two together.</summary>
public sealed record RequirementsDocument
{
    /// <summary>The schema that an editor completes and checks with.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>Version of the format; 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Project name: lower case letters, digits and hyphens; every resource's name begins with it.</summary>
    public required string Project { get; init; }

    /// <summary>AWS region, such as <c>eu-west-1</c>.</summary>
    public required string Region { get; init; }

    /// <summary>Folder or zip of the app, relative to this file; <c>--app</c> wins over it.</summary>
    public string? App { get; init; }

    /// <summary>Services by name, at least one.</summary>
    public required IReadOnlyDictionary<string, ServiceRequirements> Services { get; init; }

    /// <summary>Backing resources by name.</summary>
    public IReadOnlyDictionary<string, ResourceRequirements> Resources { get; init; } = new Dictionary<string, ResourceRequirements>();

    /// <summary>Environments by name, at least one.</summary>
    public required IReadOnlyDictionary<string, EnvironmentRequirements> Environments { get; init; }

    /// <summary>How a new version reaches the services.</summary>
    public DeployRequirements Deploy { get; init; } = new();

    /// <summary>What the whole may cost.</summary>
    public BudgetRequirements? Budget { get; init; }

    /// <summary>What the policy refuses, and what it has to accept.</summary>
    public PolicyRequirements Policy { get; init; } = new();

    /// <summary>What the registry's scan may find in an image that is rolled out.</summary>
    public ScanRequirements Scan { get; init; } = new();

    /// <summary>The repository whose pipelines may build and deploy.</summary>
    [JsonPropertyName("github")]
    public GitHubRequirements? GitHub { get; init; }
}

/// <summary>One service: a container image, how to run it and how it is reached.</summary>
public sealed record ServiceRequirements
{
    /// <summary>Folder inside the app that holds this service's source; <c>.</c> is all of it.</summary>
    public string Source { get; init; } = ".";

    /// <summary>Port that the app listens on, also given to it as the environment variable PORT.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>How the load balancer finds out whether a task may have traffic.</summary>
    public HealthRequirements Health { get; init; } = new();

    /// <summary>CPU units of one task; 1024 is one vCPU.</summary>
    public int Cpu { get; init; } = 256;

    /// <summary>Memory of one task, in MiB; only some pairs with <see cref="Cpu"/> exist on Fargate.</summary>
    public int Memory { get; init; } = 512;

    /// <summary>How many tasks run.</summary>
    public ScalingRequirements Scaling { get; init; } = new();

    /// <summary>Paths that the load balancer sends here, such as <c>/</c> or <c>/api</c>; each with everything below it.</summary>
    public IReadOnlyList<string> Routes { get; init; } = ["/"];

    /// <summary>Environment variables in the clear.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Environment variables by reference: <c>ssm:/path</c> or <c>secretsmanager:name</c>. Never a value.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();

    /// <summary>Command that starts the app, instead of the detected one.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>How its image is built, where detection is not to decide.</summary>
    public BuildRequirements Build { get; init; } = new();
}

/// <summary>The load balancer's health check.</summary>
public sealed record HealthRequirements
{
    /// <summary>Path that answers 200-399 when the app may have traffic.</summary>
    public string Path { get; init; } = "/health";

    /// <summary>Seconds between two checks, 5-300.</summary>
    public int IntervalSeconds { get; init; } = 5;

    /// <summary>Seconds after which a check has failed; less than the interval.</summary>
    public int TimeoutSeconds { get; init; } = 2;

    /// <summary>Successes in a row that make a target healthy, 2-10.</summary>
    public int HealthyThreshold { get; init; } = 2;

    /// <summary>Failures in a row that make a target unhealthy, 2-10.</summary>
    public int UnhealthyThreshold { get; init; } = 2;

    /// <summary>Seconds after a task's start in which failures do not count.</summary>
    public int GraceSeconds { get; init; } = 30;
}

/// <summary>How many tasks run, and what makes them more or fewer.</summary>
public sealed record ScalingRequirements
{
    /// <summary>Tasks at the least, and at the start.</summary>
    public int Min { get; init; } = 1;

    /// <summary>Tasks at the most.</summary>
    public int Max { get; init; } = 2;

    /// <summary>Average CPU that the autoscaler aims at, in percent.</summary>
    public int CpuPercent { get; init; } = 60;

    /// <summary>Average memory that the autoscaler aims at, in percent of a task's; null scales by CPU only.</summary>
    public int? MemoryPercent { get; init; }

    /// <summary>Requests per minute and task that the autoscaler aims at; null leaves requests out. Rolling rollouts only.</summary>
    public int? RequestsPerTarget { get; init; }
}

/// <summary>A backing resource that services use.</summary>
public sealed record ResourceRequirements
{
    /// <summary>postgres | mysql | redis | bucket | queue.</summary>
    public required string Type { get; init; }

    /// <summary>Instance class or node type, such as <c>db.t4g.micro</c>.</summary>
    public string? Size { get; init; }

    /// <summary>Disk in GiB, for databases.</summary>
    public int? StorageGb { get; init; }

    /// <summary>Services that may reach it; empty is all.</summary>
    public IReadOnlyList<string> UsedBy { get; init; } = [];
}

/// <summary>One environment: where it is reached, its network, and how it differs.</summary>
public sealed record EnvironmentRequirements
{
    /// <summary>DNS name that the services answer on over HTTPS.</summary>
    public required string Domain { get; init; }

    /// <summary>Route 53 hosted zone of that name.</summary>
    public string? HostedZoneId { get; init; }

    /// <summary>Address block of the network, /16 to /24.</summary>
    public string Cidr { get; init; } = "10.0.0.0/16";

    /// <summary>Public subnets, one per availability zone; empty: carved out of <see cref="Cidr"/>.</summary>
    public IReadOnlyList<string> PublicSubnets { get; init; } = [];

    /// <summary>Private subnets, one per availability zone; empty: carved out of <see cref="Cidr"/>.</summary>
    public IReadOnlyList<string> PrivateSubnets { get; init; } = [];

    /// <summary>none | one | perZone | endpoints: the way out of the private subnets. With none, tasks have public addresses behind closed
    /// security groups; with endpoints there is no way out but to the AWS services that tasks need.</summary>
    public string Nat { get; init; } = "one";

    /// <summary>AWS account that this environment belongs to; a run against another account is refused.</summary>
    public string? Account { get; init; }

    /// <summary>Where alarms are mailed to.</summary>
    public string? AlarmEmail { get; init; }

    /// <summary>none | required: whether a person has to approve the plan.</summary>
    public string Approval { get; init; } = "none";

    /// <summary>Days that logs are kept, as CloudWatch Logs allows.</summary>
    public int LogRetentionDays { get; init; } = 30;

    /// <summary>Whether the load balancer refuses to be deleted.</summary>
    public bool DeletionProtection { get; init; }

    /// <summary>Whether the load balancer writes each request to a bucket.</summary>
    public bool AccessLogs { get; init; } = true;

    /// <summary>Whether a web application firewall stands before the load balancer.</summary>
    public bool Waf { get; init; }

    /// <summary>Whether a shell can be opened in running tasks (ECS Exec).</summary>
    public bool Exec { get; init; }

    /// <summary>Address blocks besides the network's own that reach the test listener.</summary>
    public IReadOnlyList<string> TestAccess { get; init; } = [];

    /// <summary>What is there already and is used instead of being created.</summary>
    public ExistingRequirements? Existing { get; init; }

    /// <summary>What is different per service in this environment.</summary>
    public IReadOnlyDictionary<string, ServiceOverrides> Services { get; init; } = new Dictionary<string, ServiceOverrides>();
}

/// <summary>What is there already and is used instead of being created: a network, a certificate, or both.</summary>
public sealed record ExistingRequirements
{
    /// <summary>The network; <see cref="EnvironmentRequirements.Cidr"/> says which addresses it has.</summary>
    public string? VpcId { get; init; }

    /// <summary>Its public subnets, one per availability zone, for the load balancer.</summary>
    public IReadOnlyList<string> PublicSubnetIds { get; init; } = [];

    /// <summary>Its private subnets, one per availability zone, for tasks and data. They need a way to ECR, CloudWatch Logs and SSM.</summary>
    public IReadOnlyList<string> PrivateSubnetIds { get; init; } = [];

    /// <summary>An issued certificate of the environment's domain, in ACM, in the same region.</summary>
    public string? CertificateArn { get; init; }
}

/// <summary>The part of a service that an environment may change; what is null stays as it is.</summary>
public sealed record ServiceOverrides
{
    /// <inheritdoc cref="ServiceRequirements.Cpu"/>
    public int? Cpu { get; init; }

    /// <inheritdoc cref="ServiceRequirements.Memory"/>
    public int? Memory { get; init; }

    /// <inheritdoc cref="ServiceRequirements.Scaling"/>
    public ScalingRequirements? Scaling { get; init; }

    /// <summary>Environment variables that are added or replaced.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Secret references that are added or replaced.</summary>
    public IReadOnlyDictionary<string, string> Secrets { get; init; } = new Dictionary<string, string>();
}

/// <summary>How a new version reaches the services.</summary>
public sealed record DeployRequirements
{
    /// <summary>ecs: ECS on Fargate.</summary>
    public string Method { get; init; } = "ecs";

    /// <summary>rolling | blueGreen | canary | linear.</summary>
    public string Strategy { get; init; } = "rolling";

    /// <summary>Whether a new version stands beside the old one and gets its traffic by weights: every strategy but rolling.</summary>
    public bool ShiftsTraffic() => Strategy is "blueGreen" or "canary" or "linear";

    /// <summary>Minutes that the earlier version stays ready after all traffic was shifted, 0-1440. Not for rolling.</summary>
    public int BakeMinutes { get; init; } = 5;

    /// <summary>Part of the traffic that canary shifts first, in percent: 0.1-100 in steps of 0.1.</summary>
    public decimal CanaryPercent { get; init; } = 5;

    /// <summary>Minutes that canary waits before it shifts the rest, 0-1440.</summary>
    public int CanaryBakeMinutes { get; init; } = 10;

    /// <summary>Part of the traffic that linear shifts at a time, in percent: 3-100 in steps of 0.1.</summary>
    public decimal StepPercent { get; init; } = 10;

    /// <summary>Minutes that linear waits between two steps, 0-1440.</summary>
    public int StepBakeMinutes { get; init; } = 6;

    /// <summary>Port on which the load balancer serves the new version before it has production's traffic. Not for rolling.</summary>
    public int TestPort { get; init; } = 8443;

    /// <summary>Failed tasks after which the deployment circuit breaker rolls back.</summary>
    public int FailureThreshold { get; init; } = 2;

    /// <summary>Names of CloudWatch alarms; one that goes off while a deployment runs rolls it back.</summary>
    public IReadOnlyList<string> Alarms { get; init; } = [];

    /// <summary>Whether each shift of production's traffic waits for somebody's word. Not for rolling.</summary>
    public bool ApproveTraffic { get; init; }

    /// <summary>Minutes that a shift waits for an answer, 1-20160; without one, the deployment is rolled back.</summary>
    public int WaitMinutes { get; init; } = 1440;

    /// <summary>What is looked at in the new version before it gets more traffic; null: nothing. Not for rolling.</summary>
    public AnalysisRequirements? Analysis { get; init; }

    /// <summary>Whether deployments wait before production's traffic is shifted, for an analysis or for somebody.</summary>
    public bool PausesTraffic() => ApproveTraffic || Analysis is not null;
}

/// <summary>What the policy refuses, and what it has to accept.</summary>
public sealed record PolicyRequirements
{
    /// <summary>none | low | medium | high | critical: least severity of a finding that stops plan, run and review.</summary>
    public string FailOn { get; init; } = "high";

    /// <summary>Findings that somebody answers for, for a time.</summary>
    public IReadOnlyList<SuppressionRequirements> Suppress { get; init; } = [];
}

/// <summary>What the registry's scan may find in an image that is rolled out.</summary>
public sealed record ScanRequirements
{
    /// <summary>none | medium | high | critical: least severity of a finding that stops a rollout; none does not wait for a scan.</summary>
    public string FailOn { get; init; } = "critical";

    /// <summary>Seconds that a scan is waited for at the most, 0-1800. An image whose scan is not done by then is rolled out, and the run says so.</summary>
    public int WaitSeconds { get; init; } = 180;
}

/// <summary>A finding that somebody answers for, for a time.</summary>
public sealed record SuppressionRequirements
{
    /// <summary>Id of the policy rule.</summary>
    public required string Rule { get; init; }

    /// <summary>Logical name of the resource; <c>*</c> for all.</summary>
    public string Resource { get; init; } = "*";

    /// <summary>Why it is right here.</summary>
    public required string Reason { get; init; }

    /// <summary>Last day on which it holds, as <c>yyyy-MM-dd</c>.</summary>
    public required string Expires { get; init; }
}

/// <summary>What the whole may cost.</summary>
public sealed record BudgetRequirements
{
    /// <summary>US dollars per month over all environments.</summary>
    public required decimal MonthlyUsd { get; init; }

    /// <summary>What the estimate takes for granted about use.</summary>
    public UsageRequirements Usage { get; init; } = new();
}

/// <summary>What an estimate of cost takes for granted about use; per month and environment, and per resource unless it says
/// otherwise.</summary>
public sealed record UsageRequirements
{
    /// <summary>Hours that everything runs; a month has 730 on average.</summary>
    public decimal HoursPerMonth { get; init; } = 730;

    /// <summary>Tasks of each service; null for the least that its autoscaler keeps.</summary>
    public int? TasksPerService { get; init; }

    /// <summary>Load balancer capacity units in use, on average.</summary>
    public decimal LoadBalancerUnits { get; init; } = 1;

    /// <summary>Data through each NAT gateway, in GB.</summary>
    public decimal NatGigabytes { get; init; } = 10;

    /// <summary>Data through each interface endpoint, in GB.</summary>
    public decimal EndpointGigabytes { get; init; } = 1;

    /// <summary>Data written to each log group, in GB.</summary>
    public decimal LogGigabytes { get; init; } = 1;

    /// <summary>Load balancer's access logs that are kept, in GB.</summary>
    public decimal AccessLogGigabytes { get; init; } = 1;

    /// <summary>Images kept in each repository, in GB.</summary>
    public decimal ImageGigabytes { get; init; } = 2;

    /// <summary>Objects kept in each bucket, in GB.</summary>
    public decimal BucketGigabytes { get; init; } = 10;

    /// <summary>Requests to each queue, in millions.</summary>
    public decimal QueueMillionRequests { get; init; } = 1;

    /// <summary>Requests that the firewall looks at, in millions.</summary>
    public decimal FirewallMillionRequests { get; init; } = 1;
}

/// <summary>The GitHub repository whose workflows may take on the build and the deploy role.</summary>
public sealed record GitHubRequirements
{
    /// <summary><c>owner/name</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>Branches whose workflows may.</summary>
    public IReadOnlyList<string> Branches { get; init; } = ["main"];

    /// <summary>GitHub environments whose jobs may, whatever their branch: GitHub's own protection rules decide.</summary>
    public IReadOnlyList<string> Environments { get; init; } = [];
}
