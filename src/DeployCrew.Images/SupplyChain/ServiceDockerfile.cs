using System.Security.Cryptography;
using System.Text;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Dockerfiles;
using DeployCrew.Images.Linting;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.SupplyChain;

/// <summary>The Dockerfile of a service: its own, or the generated one.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Lint">What was found in it.</param>
public sealed record ServiceDockerfile(string Text, LintReport Lint)
{
    /// <summary>Media type of the lint report, also of the artifact that carries it.</summary>
    public const string LintType = "application/vnd.deploycrew.lint.v1+json";

    /// <summary>SHA-256 of the bytes that are built of.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>Of a service.</summary>
    /// <param name="folder">Its source.</param>
    /// <param name="service">Its requirements.</param>
    /// <param name="app">What was detected.</param>
    /// <param name="note">What to say of a generated file behind its name.</param>
    /// <param name="options">How a generated file is written; null: for any engine.</param>
    public static ServiceDockerfile Of(string folder, ServiceRequirements service, DetectedApp app, string note = "generated", DockerfileOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(service);
        var context = LintContext.OfFolder(folder, service.Port, app);
        if (app.Kind == AppKind.Dockerfile)
        {
            var file = app.Entry ?? "Dockerfile";
            var own = Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, file)));
            return new ServiceDockerfile(own, DockerfileLinter.Lint(file, own, context));
        }

        var text = DockerfileGenerator.Generate(app, service, options ?? DockerfileOptions.Plain);
        return new ServiceDockerfile(text, DockerfileLinter.Lint(
            $"Dockerfile ({note})", text, context with { DockerIgnore = DockerfileGenerator.DockerIgnore(app) + context.DockerIgnore }));
    }

    /// <summary>Name of the image that its last stage stands on; null for scratch, and where a variable decides.</summary>
    public string? BaseName => Dockerfile.Parse(Text).Final is { } final && final.Lineage[0] is { IsOpen: false, Image: not ("" or "scratch") } root ? root.Image : null;
}
