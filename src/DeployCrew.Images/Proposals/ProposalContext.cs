using System.Text;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Dockerfiles;
using DeployCrew.Images.Linting.Secrets;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Sources;

namespace DeployCrew.Images.Proposals;

/// <summary>The files that a proposed Dockerfile is built with.</summary>
/// <param name="Folder">The app's folder, taken in.</param>
/// <param name="DockerIgnore">What keeps files out: the app's own .dockerignore, else ours, which is then part of the proposal.</param>
/// <param name="IsIgnoreNew">Whether it is ours.</param>
public sealed record ProposalContext(string Folder, string DockerIgnore, bool IsIgnoreNew)
{
    private IReadOnlyList<SourceFile> Sources { get; init; } = [];

    /// <summary>Their paths, relative with <c>/</c>.</summary>
    public IReadOnlyList<string> Files => field ??= [.. Sources.Select(file => file.Path)];

    /// <summary>Of an app's folder.</summary>
    /// <exception cref="DeployError">DC3140: a file with a secret would go into the image.</exception>
    public static ProposalContext Of(string folder)
    {
        var own = Path.Combine(folder, ".dockerignore");
        var text = File.Exists(own) ? File.ReadAllText(own) : DockerIgnoreText.For(new DetectedApp { Kind = AppKind.Dockerfile });
        var all = SourceFolder.List(folder);
        var rules = IgnoreRules.For(all.Select(file => file.Path), text);
        SourceFile[] files = [.. all.Where(file => !rules.Ignores(file.Path) && file.Path is not ("Dockerfile" or ".dockerignore"))];
        if (SecretFiles.In(folder, files).ToArray() is { Length: > 0 } secrets)
            throw LintErrors.SecretsInContext([.. secrets.Select(one => one.ToString())], [.. secrets.Select(one => one.Path).Distinct()]);
        return new ProposalContext(folder, text, !File.Exists(own)) { Sources = files };
    }

    /// <summary>Builds a Dockerfile with them. The engine's classic builder does it: what it builds, BuildKit does, too.</summary>
    /// <param name="engine">Who builds.</param>
    /// <param name="dockerfile">Text of the Dockerfile; it passed <see cref="ProposedDockerfile.Check"/>.</param>
    /// <param name="tag">Tag for the image.</param>
    /// <param name="labels">Labels for the image.</param>
    /// <param name="log">Gets the output, line by line.</param>
    /// <param name="cancellationToken">Ends the build.</param>
    /// <exception cref="DeployError">DC3310 with the last lines of output; DC35xx.</exception>
    public async Task BuildAsync(DockerEngine engine, string dockerfile, string tag, IReadOnlyDictionary<string, string> labels, IProgress<string>? log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(engine);
        LayerEntry[] entries =
        [
            .. Sources.Select(file => LayerEntry.File(file.Path, Path.Combine(Folder, file.Path), file.Executable)),
            LayerEntry.FromBytes("Dockerfile", Encoding.UTF8.GetBytes(dockerfile)),
        ];
        await engine.BuildAsync(
            new EngineBuild("Dockerfile", tag, labels), (stream, token) => new TarLayerWriter(stream, DateTimeOffset.UnixEpoch).WriteAsync(entries, token), log, cancellationToken);
    }
}
