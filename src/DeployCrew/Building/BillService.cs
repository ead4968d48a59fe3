using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Images.Bases;
using DeployCrew.Images.Building.InProcess;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;
using DeployCrew.Images.Sources;
using DeployCrew.Images.SupplyChain;

namespace DeployCrew.Building;

/// <summary>Bills of materials apart from any run: of a source, of the image that is built of it, of an image that is somewhere.</summary>
public sealed class BillService
{
    private readonly BuildService builds;
    private readonly IProcessRunner processes;
    private readonly Home home;
    private readonly TimeProvider time;

    internal BillService(BuildService builds, IProcessRunner processes, Home home, TimeProvider time) =>
        (this.builds, this.processes, this.home, this.time) = (builds, processes, home, time);

    /// <summary>Of a source, by its lock files alone.</summary>
    /// <exception cref="DeployError">DC31xx.</exception>
    public static async Task<SoftwareBill> OfSourceAsync(string name, string folder, CancellationToken cancellationToken) =>
        SoftwareBill.OfSource(name, folder, (await SourceIntake.ReadAsync(folder, cancellationToken)).Sha256);

    /// <summary>Of the image of a source, which is built unless it is in the cache.</summary>
    /// <exception cref="DeployError">DC31xx-DC33xx.</exception>
    public async Task<SoftwareBill> OfBuiltAsync(string name, ServiceRequirements service, string folder, IProgress<string>? log, CancellationToken cancellationToken)
    {
        var image = await builds.BuildAsync(name, service, folder, folder + ".image", [], log, cancellationToken);
        var layout = await OciLayout.OpenAsync(image.LayoutFolder, cancellationToken);
        var named = image.Builder == InProcessBuilder.BuilderName || image.App is null ? null : ServiceDockerfile.Of(folder, service, image.App).BaseName;
        return await SoftwareBill.OfImageAsync(name, folder, layout, await BaseOfImage.FindAsync(home, layout, named, cancellationToken), cancellationToken);
    }

    /// <summary>Of an image layout, or of an image that is pulled from its registry with the login of <c>docker login</c>.</summary>
    /// <param name="image">Folder of a layout, or <c>registry/repository@sha256:…</c> or with a tag.</param>
    /// <param name="cancellationToken">Ends the pull; nothing is left of it.</param>
    /// <exception cref="DeployError">DC3301 no layout, DC34xx no such image.</exception>
    public async Task<SoftwareBill> OfImageAsync(string image, CancellationToken cancellationToken)
    {
        if (Directory.Exists(image))
            return await OfLayoutAsync(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(image))), image, cancellationToken);
        var reference = ImageReference.ParseName(image);
        var folder = Directory.CreateTempSubdirectory("deploycrew-");
        try
        {
            using var http = RegistryClient.NewHttpClient();
            var login = await new DockerCredentials(processes).ForAsync(reference.Registry, cancellationToken);
            var layout = Path.Combine(folder.FullName, "image");
            await new RegistryClient(http, time).PullAsync(reference.ToString(), layout, login, cancellationToken, OciPlatform.Fargate);
            return await OfLayoutAsync(reference.Repository.Split('/')[^1], layout, cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<SoftwareBill> OfLayoutAsync(string name, string folder, CancellationToken cancellationToken)
    {
        var layout = await OciLayout.OpenAsync(folder, cancellationToken);
        return await SoftwareBill.OfImageAsync(name, null, layout, await BaseOfImage.FindAsync(home, layout, null, cancellationToken), cancellationToken);
    }
}
