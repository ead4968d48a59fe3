using DeployCrew.Images.Building;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Tests.Oci;

namespace DeployCrew.Images.Tests.Building;

/// <summary>A builder that says what it is told to, and counts its builds.</summary>
internal sealed class StubBuilder(string name, BuilderAvailability availability) : IImageBuilder
{
    public string Name => name;

    public int Builds { get; private set; }

    public ImageBuildRequest? LastRequest { get; private set; }

    public Task<BuilderAvailability> CheckAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken) =>
        Task.FromResult(name == "in-process" && request.App!.Kind == AppKind.Dockerfile ? new BuilderAvailability(false, "a Dockerfile needs an engine") : availability);

    public Task<OciLayout> BuildAsync(ImageBuildRequest request, IProgress<string>? log, CancellationToken cancellationToken)
    {
        Builds++;
        LastRequest = request;
        return TestImages.BuildAsync(request.LayoutFolder, TestImages.Text("a", request.SourceSha256!));
    }
}
