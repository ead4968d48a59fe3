namespace DeployCrew.Core.Requirements;

/// <summary>
/// The SSM contract, the one interface between infrastructure and delivery. Names are below <c>/&lt;project&gt;/&lt;env&gt;/</c>;
/// the stack writes all but <see cref="Image"/> and <see cref="AppliedRequirements"/>, which delivery writes.
/// </summary>
public static class ContractKeys
{
    /// <summary>Address at which the environment answers over HTTPS, without a trailing slash.</summary>
    public const string Url = "url";

    /// <summary>PEM of the authority that signed the endpoint's certificate; only where clients do not trust it anyway.</summary>
    public const string CaCertificate = "ca-certificate";

    /// <summary>ARN of the ECS cluster.</summary>
    public const string Cluster = "cluster";

    /// <summary>ARN of the load balancer.</summary>
    public const string LoadBalancer = "load-balancer";

    /// <summary>The requirements that the stack was last applied from, for telling what a later change explains; written by delivery.</summary>
    public const string AppliedRequirements = "applied-requirements";

    /// <summary>What the tags of deployed images begin with; the repository's lifecycle keeps those longest.</summary>
    public const string DeployedTag = "deployed-";

    /// <summary>What the tag of a document begins with that is attached to a deployed image.</summary>
    public const string DocumentTag = "document-";

    /// <summary>How new versions reach the services: rolling | blueGreen | canary | linear.</summary>
    public const string Strategy = "strategy";

    /// <summary>Address at which a new version answers before it has production's traffic, without a trailing slash; only where traffic is
    /// shifted.</summary>
    public const string TestUrl = "test-url";

    /// <summary>Name of the ECS service.</summary>
    public static string Service(string service) => $"services/{service}/service";

    /// <summary>ARN of the stack's own revision of the task definition: what delivery makes its revisions from.</summary>
    public static string TaskDefinition(string service) => $"services/{service}/task-definition";

    /// <summary>URI of the ECR repository, without tag.</summary>
    public static string Repository(string service) => $"services/{service}/repository";

    /// <summary>ARN of the target group; where traffic is shifted, of the blue one.</summary>
    public static string TargetGroup(string service) => $"services/{service}/target-group";

    /// <summary>ARN of the green target group; only where traffic is shifted.</summary>
    public static string AlternateTargetGroup(string service) => $"services/{service}/alternate-target-group";

    /// <summary>ARN of the listener rule whose weights are production's; only where traffic is shifted.</summary>
    public static string ProductionRule(string service) => $"services/{service}/production-rule";

    /// <summary>ARN of the service deployment that somebody has paused; written by delivery.</summary>
    public static string RolloutHold(string service) => $"services/{service}/rollout-hold";

    /// <summary>ARN of the test listener's rule; only where traffic is shifted.</summary>
    public static string TestRule(string service) => $"services/{service}/test-rule";

    /// <summary>CloudWatch Logs group of the tasks.</summary>
    public static string LogGroup(string service) => $"services/{service}/log-group";

    /// <summary>Address of the service's first route, without a trailing slash.</summary>
    public static string ServiceUrl(string service) => $"services/{service}/url";

    /// <summary>Image that the last verified deployment runs: <c>repository@sha256:…</c>.</summary>
    public static string Image(string service) => $"services/{service}/image";
}
