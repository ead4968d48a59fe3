using System.Security.Cryptography;
using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;

namespace DeployCrew.Environments;

/// <summary>What destroying an environment would delete, as its stack engine knows it.</summary>
/// <param name="Project">Project.</param>
/// <param name="Environment">Environment.</param>
/// <param name="Target">local | aws.</param>
/// <param name="Engine">Stack engine.</param>
/// <param name="Account">AWS account that the credentials belong to.</param>
/// <param name="Region">AWS region.</param>
/// <param name="Resources">Resources of the stack's state, in the order of their names.</param>
/// <param name="Protected">Names of those whose data is protected; nothing is destroyed while there are any, unless that is asked for.</param>
public sealed record DestructionPreview(
    string Project, string Environment, string Target, string Engine, string Account, string Region, IReadOnlyList<DoomedResource> Resources, IReadOnlyList<string> Protected)
{
    /// <summary>Whether the environment's plans need a person's approval, by its requirements as they are or as they were applied.</summary>
    public bool NeedsApproval { get; init; }

    /// <summary>SHA-256 over all that would be deleted, as lower-case hex.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { NeedsApproval = false }, JsonFormat.Compact)));

    /// <summary>Finds that it is what somebody was shown.</summary>
    /// <exception cref="DeployError">DC2054: not so.</exception>
    public void RequireShown(string shown)
    {
        if (shown != Hash())
            throw McpErrors.PreviewDiffers("destroy", shown, [.. Resources.Select(resource => $"delete {resource.Type} {resource.Name}")]);
    }
}

/// <summary>A resource that would be deleted.</summary>
/// <param name="Type">Type token of the model, such as <c>aws:ecs/service:Service</c>.</param>
/// <param name="Name">Logical name.</param>
public sealed record DoomedResource(string Type, string Name);
