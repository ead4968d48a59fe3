using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Rehearsal.Tests.Hosting;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Clients;

/// <summary>skopeo, an OCI client of other people's, against the local registry. It is installed with tests/real/registry.</summary>
[Trait("Category", "real")]
public sealed class SkopeoTests
{
    [RealFact("DEPLOYCREW_TEST_REGISTRY")]
    public async Task Image_PushedByUs_IsInspectedCopiedOutAndBackByteForByte()
    {
        await using var cloud = await TestCloud.StartAsync();
        var service = await cloud.ProvisionAsync(TestRequirements.Web());
        var image = await service.PushCommandAsync(["dotnet", "/app/test-app.dll", "v1"], tag: "v1");
        var login = await cloud.Registry.LoginAsync(default);
        var user = $"{login.User}:{login.Password.Reveal()}";
        var remote = $"docker://{service.Repository}";
        var layout = $"oci:{Path.Combine(cloud.Folder, "copy")}:v1";

        var inspected = await SkopeoAsync("inspect", "--tls-verify=false", "--creds", user, $"{remote}:v1");
        await SkopeoAsync("copy", "--src-tls-verify=false", "--src-creds", user, $"{remote}:v1", layout);
        await SkopeoAsync("copy", "--dest-tls-verify=false", "--dest-creds", user, layout, $"{remote}:back");
        var digest = await SkopeoAsync("inspect", "--tls-verify=false", "--creds", user, "--format", "{{.Digest}}", $"{remote}:back");

        Assert.Contains("linux", inspected, StringComparison.Ordinal);
        Assert.EndsWith("@" + digest.Trim(), image, StringComparison.Ordinal);
    }

    private static async Task<string> SkopeoAsync(params string[] arguments)
    {
        var result = await new SystemProcessRunner().RunAsync(new ProcessCommand("skopeo", arguments), default);
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors));
        return string.Join('\n', result.Output);
    }
}
