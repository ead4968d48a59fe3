using System.Security.Cryptography;
using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;

namespace DeployCrew.Rollouts;

/// <summary>Where a rollback would go.</summary>
/// <param name="Project">Project.</param>
/// <param name="Environment">Environment.</param>
/// <param name="Target">local | aws.</param>
/// <param name="Steps">One per service, in the order of their names.</param>
public sealed record RollbackPreview(string Project, string Environment, string Target, IReadOnlyList<RollbackStep> Steps)
{
    /// <summary>Whether the environment's plans need a person's approval, by its requirements as they are or as they were applied.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>SHA-256 over where it goes from and to, as lower-case hex.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { NeedsApproval = false }, JsonFormat.Compact)));

    /// <summary>Finds that it is what somebody was shown.</summary>
    /// <exception cref="DeployError">DC2054: not so.</exception>
    public void RequireShown(string shown)
    {
        if (shown != Hash())
            throw McpErrors.PreviewDiffers("rollback", shown, [.. Steps.Select(step => step.ToString())]);
    }
}

/// <summary>A service's way back.</summary>
/// <param name="Service">Its name in the requirements.</param>
/// <param name="From">ARN of the task definition that it runs.</param>
/// <param name="To">ARN of the one that it would run again.</param>
/// <param name="Image">Image of that one, by digest.</param>
public sealed record RollbackStep(string Service, string From, string To, string Image)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Service}: from {Short(From)} to {Short(To)}, {Image}";

    private static string Short(string arn) => arn[(arn.LastIndexOf('/') + 1)..];
}
