using System.Security.Cryptography;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Sources;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Oci;

/// <summary>Other people's readers take our images from the layout and from the registry, and agree with us on what they are.</summary>
[Trait("Category", "real")]
public sealed class OtherReadersRealTests(ImagesOfEachKind images) : IClassFixture<ImagesOfEachKind>
{
    private const string Readers = "DEPLOYCREW_TEST_OCI_READERS";
    private const string Docker = ImagesOfEachKind.Host;
    private const string Registry = ImagesOfEachKind.Registry;

    [RealTheory(Readers, Docker, Registry)]
    [InlineData("docker")]
    [InlineData("in-process")]
    [InlineData("zstd")]
    [InlineData("platforms")]
    public async Task Skopeo_LayoutToRegistryAndBack_KeepsTheDigest(string kind)
    {
        var image = await images.GetAsync(kind);
        var repository = $"tests/{Guid.NewGuid():n}";

        Assert.Equal(image.Digest, Sha256(await RunAsync("skopeo", "inspect", "--raw", $"oci:{image.Folder}")));
        await RunAsync("skopeo", "copy", "--all", "--preserve-digests", "--dest-tls-verify=false", $"oci:{image.Folder}", $"docker://{ImagesOfEachKind.Login.Endpoint.Authority}/{repository}:1");

        Assert.Equal(image.Digest, await images.Client.ResolveAsync(repository, "1", ImagesOfEachKind.Login, default));
        Assert.Equal(image.Digest, Sha256(await RunAsync("skopeo", "inspect", "--raw", "--tls-verify=false", $"docker://{await images.PushAsync(kind)}")));
    }

    // umoci 0.4 reads no Zstandard, and takes the image of one platform only.
    [RealTheory(Readers, Docker, Registry)]
    [InlineData("docker")]
    [InlineData("in-process")]
    public async Task Umoci_Unpacked_HasTheFilesThatWeUnpack(string kind)
    {
        var image = await images.GetAsync(kind);
        var (theirs, ours) = (images.NewFolder(), images.NewFolder());
        await RunAsync("skopeo", "copy", $"oci:{image.Folder}", $"oci:{theirs}/layout:here"); // umoci wants a name
        await RunAsync("umoci", "unpack", "--image", $"{theirs}/layout:here", $"{theirs}/bundle");
        await new ImageUnpacker().UnpackAsync(image, ours, default);

        var files = Files(ours);

        Assert.Contains(files, file => file.StartsWith("app/sub/ü.txt ", StringComparison.Ordinal));
        Assert.Equal(files, Files(Path.Combine(theirs, "bundle", "rootfs")));
    }

    [RealTheory(Readers, Docker, Registry)]
    [InlineData("docker")]
    [InlineData("in-process")]
    [InlineData("zstd")]
    [InlineData("platforms")]
    public async Task Buildah_PulledFromTheLayout_IsTheSameImage(string kind)
    {
        var image = await images.GetAsync(kind);
        var storage = Storage();
        var layout = Path.Combine(images.NewShortFolder(), "layout");
        Directory.CreateSymbolicLink(layout, image.Folder);
        var id = (await RunAsync("buildah", [.. storage, "pull", "--quiet", $"oci:{layout}"])).Trim();

        var said = await RunAsync("buildah", [.. storage, "inspect", "--type", "image", "--format", "{{.FromImageDigest}} sha256:{{.FromImageID}}", id]);

        var here = image.Images.Single(one => one.Config.Architecture == OciPlatform.Host.Architecture);
        Assert.Equal($"{here.Digest} {here.Manifest.Config.Digest}", said.Trim());
    }

    [RealTheory(Readers, Docker, Registry)]
    [InlineData("docker", true)]
    [InlineData("in-process", true)]
    [InlineData("zstd", true)]
    [InlineData("platforms", false)] // has no shell to run
    public async Task Podman_PulledFromTheRegistry_IsTheSameImageAndRuns(string kind, bool runs)
    {
        var image = await images.GetAsync(kind);
        var pushed = await images.PushAsync(kind);
        string[] storage = [.. Storage(), "--cgroup-manager", "cgroupfs"];
        await RunAsync("podman", [.. storage, "pull", "--quiet", "--tls-verify=false", pushed]);

        Assert.Contains(image.Digest, await RunAsync("podman", [.. storage, "image", "inspect", "--format", "{{.RepoDigests}}", pushed]), StringComparison.Ordinal);
        if (!runs)
            return;
        // The limits that it would give are more than a container that it runs in may have.
        var said = await RunAsync("podman",
            [
                .. storage, "run", "--rm", "--network", "none", "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1024:1024", "--entrypoint", "/bin/sh", pushed,
                "-c", "read line < /app/server.js; echo \"$line\"",
            ]);
        Assert.Equal(ImagesOfEachKind.Said, said.Trim());
    }

    // Its own, so that nothing of this machine's images is seen or changed; plain folders, which work on any file system.
    private string[] Storage()
    {
        var folder = images.NewShortFolder();
        return ["--root", Path.Combine(folder, "root"), "--runroot", Path.Combine(folder, "run"), "--storage-driver", "vfs"];
    }

    private static string Sha256(string text) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))}";

    /// <summary>Path, content and whether it may be executed, of every file.</summary>
    private static List<string> Files(string root) =>
    [
        .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(file => File.ResolveLinkTarget(file, false) is null)
            .Select(file => $"{Path.GetRelativePath(root, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))} {SourceFolder.IsExecutable(file)}")
            .Order(StringComparer.Ordinal),
    ];

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var folder = Environment.GetEnvironmentVariable(Readers)!;
        var result = await new SystemProcessRunner().RunAsync(new ProcessCommand(Path.Combine(folder, program), arguments), default);
        Assert.True(result.ExitCode == 0, $"{program} {string.Join(' ', arguments)}\n{string.Join('\n', result.Errors)}");
        return string.Join('\n', result.Output);
    }
}
