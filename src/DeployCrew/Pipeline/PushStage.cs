using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Stages;
using DeployCrew.Images.Registry;

namespace DeployCrew.Pipeline;

/// <summary>Pushes each service's image to the repository that the contract names; what is there already is not sent again, and what was built elsewhere is
/// copied inside the registry.</summary>
internal sealed class PushStage(IContractStore contracts, IRegistryAccess access, RegistryClient registry) : IStage
{
    public string Name => StageNames.Push;

    public IReadOnlyList<string> DependsOn => [StageNames.Build, StageNames.Provision];

    public TimeSpan Timeout => TimeSpan.FromMinutes(30);

    public async Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var contract = await Contract.ReadAsync(contracts, context.Request, cancellationToken);
        var login = await access.LoginAsync(cancellationToken);
        var pushed = new SortedDictionary<string, PushedService>(StringComparer.Ordinal);
        string? first = null;
        foreach (var (name, image) in context.Get(Outputs.Images))
        {
            // 123456789012.dkr.ecr.eu-west-1.amazonaws.com/hello-dev/web: the host is the registry's, the rest the repository's.
            var uri = contract[ContractKeys.Repository(name)];
            var repository = uri[(uri.IndexOf('/', StringComparison.Ordinal) + 1)..];
            var result = image.RemoteRepository is { } from
                ? await registry.CopyAsync(from, image.Digest, repository, Tag(image.Digest), login, new StageLog(context), cancellationToken)
                : await registry.PushAsync(Path.Combine(context.Folder.Path, image.Layout), repository, Tag(image.Digest), login, new StageLog(context), cancellationToken, mountFrom: first);
            first ??= repository; // services share layers: the others are told where they are
            pushed[name] = new PushedService($"{uri}@{result.Digest}", result.Digest, result.BytesPushed)
            {
                Attached = await AttachAsync(context, repository, image, login, cancellationToken),
            };
        }

        context.Set(Outputs.Pushed, pushed);
        context.Summary = string.Join("; ", pushed.Select(one => $"{one.Key}: {one.Value.BytesPushed} bytes pushed, {one.Value.Attached.Count} documents attached"));
    }

    private async Task<IReadOnlyList<AttachedArtifact>> AttachAsync(StageContext context, string repository, BuiltService image, RegistryLogin login, CancellationToken cancellationToken)
    {
        var attached = new List<AttachedArtifact>();
        foreach (var document in image.Documents)
        {
            var content = await File.ReadAllBytesAsync(Path.Combine(context.Folder.Path, document.File), cancellationToken);
            attached.Add(await registry.AttachAsync(
                repository, image.Digest, new ArtifactDocument(document.Type, Path.GetFileName(document.File), content), login, cancellationToken));
        }

        return attached;
    }

    // The tag is for people; it follows from the content, so that an immutable one is never in the way.
    private static string Tag(string digest) => digest["sha256:".Length..][..12];
}
