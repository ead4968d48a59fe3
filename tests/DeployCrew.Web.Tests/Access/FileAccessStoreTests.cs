using DeployCrew.Access;
using DeployCrew.Core.Access;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Runs;
using DeployCrew.Testing;
using DeployCrew.Testing.Access;

namespace DeployCrew.Web.Tests.Access;

[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class FileAccessStoreTests : AccessStoreContract, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    protected override IAccessStore Open() => new FileAccessStore(new Home(folder.In("home")), TimeProvider.System);

    [Fact]
    public async Task Files_AreForTheirOwnerAloneAndHoldNoToken()
    {
        var text = await new AccessTokens(Open(), TimeProvider.System).CreateAsync("ci", AccessScope.Viewer, null, "me", default);
        await Open().RecordAsync(new AuditEntry(default, "me", null, "access create", new Dictionary<string, string>(), null, "done"), default);
        var files = Directory.GetFiles(folder.In("home/access"));
        Assert.Contains(files, file => file.EndsWith("audit.jsonl", StringComparison.Ordinal));
        Assert.All(files, file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.In("home/access")));
        Assert.All(files.Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)), file => Assert.DoesNotContain(text[4..20], File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tokens_DamagedFile_IsAnErrorAndNotAnEmptyList()
    {
        Directory.CreateDirectory(folder.In("home/access"));
        await File.WriteAllTextAsync(folder.In("home/access/tokens.json"), "[{");
        Assert.Equal("DC9152", (await Assert.ThrowsAsync<DeployError>(() => Open().TokensAsync(default))).Code);
    }
}
