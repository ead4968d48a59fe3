using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Stages;
using DeployCrew.Images.Registry;
using DeployCrew.Rollouts;

namespace DeployCrew.Pipeline;

/// <summary>Marks images that were deployed by a tag, which the repository's lifecycle keeps: what runs, and what can be rolled back to, must
/// not expire.</summary>
internal sealed class DeployedImages(IRegistryAccess access, RegistryClient registry)
{
    public async Task MarkAsync(StageContext context, ServiceRollout rollout, CancellationToken cancellationToken)
    {
        var repository = rollout.Repository[(rollout.Repository.IndexOf('/', StringComparison.Ordinal) + 1)..];
        try
        {
            var login = await access.LoginAsync(cancellationToken);
            await registry.TagAsync(repository, rollout.Pushed.Digest, TagOf(ContractKeys.DeployedTag, rollout.Pushed.Digest), login, cancellationToken);
            foreach (var document in rollout.Pushed.Attached)
                await registry.TagAsync(repository, document.Digest, TagOf(ContractKeys.DocumentTag, document.Digest), login, cancellationToken);
        }
        catch (DeployError error)
        {
            // The version serves, whatever its tags are; the next run marks it again.
            context.Progress($"{rollout.Name}: the image could not be marked as deployed: {error.Code} {error.Message}");
        }
    }

    /// <summary>Follows from the content, so that an immutable tag is never in the way.</summary>
    private static string TagOf(string kind, string digest) => kind + digest["sha256:".Length..][..12];
}
