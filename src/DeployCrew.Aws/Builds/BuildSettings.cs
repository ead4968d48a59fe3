namespace DeployCrew.Aws.Builds;

/// <summary>What of an account builds images.</summary>
/// <param name="Bucket">Bucket for the builds' files; null: none is named.</param>
/// <param name="Project">CodeBuild project; null: none is named.</param>
/// <param name="Instance">EC2 instance that SSM manages; null: none is named.</param>
public sealed record BuildSettings(string? Bucket, string? Project, string? Instance)
{
    /// <summary>Variable that names the bucket.</summary>
    public const string BucketVariable = "DEPLOYCREW_BUILD_BUCKET";

    /// <summary>Variable that names the CodeBuild project.</summary>
    public const string ProjectVariable = "DEPLOYCREW_CODEBUILD_PROJECT";

    /// <summary>Variable that names the EC2 instance.</summary>
    public const string InstanceVariable = "DEPLOYCREW_BUILD_INSTANCE";

    /// <summary>What the environment names.</summary>
    /// <param name="bucket">Bucket where it names none.</param>
    public static BuildSettings FromEnvironment(string? bucket) => new(Read(BucketVariable) ?? bucket, Read(ProjectVariable), Read(InstanceVariable));

    private static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
