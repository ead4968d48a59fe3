namespace DeployCrew.Pipeline;

/// <summary>Names of the standard stages, as CLI, journal and logs use them.</summary>
public static class StageNames
{
    public const string Plan = "plan";
    public const string Generate = "generate";
    public const string Provision = "provision";
    public const string Build = "build";
    public const string Push = "push";
    public const string Rollout = "rollout";
    public const string Verify = "verify";
    public const string Choose = "choose";
    public const string Rollback = "rollback";
    public const string Destroy = "destroy";
}
