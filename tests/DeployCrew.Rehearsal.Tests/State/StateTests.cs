using System.Security.Cryptography;
using System.Text.Json;
using DeployCrew.Core.Json;
using DeployCrew.Rehearsal.State;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.State;

public sealed class StateTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Vault_Value_IsSealedAndComesBackWithTheSameKeyOnly()
    {
        var one = new ParameterVault(folder.In("a.key"));
        var kept = one.Protect("s3cret ü");

        Assert.DoesNotContain("s3cret", kept, StringComparison.Ordinal);
        Assert.NotEqual(kept, one.Protect("s3cret ü"));
        Assert.Equal("s3cret ü", new ParameterVault(folder.In("a.key")).Reveal(kept));
        Assert.Throws<AuthenticationTagMismatchException>(() => new ParameterVault(folder.In("b.key")).Reveal(kept));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.In("a.key")));
    }

    [Fact]
    public async Task Store_Reopened_HasEverything()
    {
        await using (var store = Open())
            store.Change(state => state.Clusters["c"] = new ClusterState { Name = "c", Arn = "arn" });

        await using var reopened = Open();
        Assert.Equal("arn", reopened.Read(state => state.Clusters["c"].Arn));
    }

    [Fact]
    public async Task Store_KilledWhileWriting_FindsTheLastWholeState()
    {
        await using (var store = Open())
            store.Change(state => state.Clusters["c"] = new ClusterState { Name = "c", Arn = "arn" });
        File.WriteAllText(folder.In("state.json.next"), "{\"clusters\":{\"c");

        await using var reopened = Open();
        Assert.Equal("arn", reopened.Read(state => state.Clusters["c"].Arn));
    }

    [Fact]
    public async Task Store_SavedChange_IsOnTheDiskBeforeTheAnswer()
    {
        await using var store = Open();
        for (var index = 0; index < 50; index++)
        {
            store.Change(state => state.Clusters["c"] = new ClusterState { Name = "c", Arn = $"arn{index}" });
            await store.SavedAsync(default);
            Assert.Contains($"\"arn{index}\"", File.ReadAllText(folder.In("state.json")), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Store_ChangedByManyAtOnce_KeepsEveryChange()
    {
        await using var store = Open();
        await Task.WhenAll(Enumerable.Range(0, 500).Select(index => Task.Run(async () =>
        {
            store.Change(state => state.Clusters[$"c{index}"] = new ClusterState { Name = $"c{index}", Arn = "arn" });
            await store.SavedAsync(default);
        })));

        Assert.Equal(500, JsonSerializer.Deserialize<CloudState>(File.ReadAllBytes(folder.In("state.json")), JsonFormat.Compact)!.Clusters.Count);
    }

    [Fact]
    public async Task Store_DiskThatCannotBeWritten_SaysSoAndSavesWhenItCan()
    {
        await using var store = Open();
        Directory.CreateDirectory(folder.In("state.json.next")); // no file can be written under that name

        store.Change(state => state.Clusters["c"] = new ClusterState { Name = "c", Arn = "arn" });
        await Assert.ThrowsAnyAsync<IOException>(() => store.SavedAsync(default));
        Directory.Delete(folder.In("state.json.next"));

        await store.SavedAsync(default);
        Assert.Contains("\"arn\"", File.ReadAllText(folder.In("state.json")), StringComparison.Ordinal);
    }

    private StateStore Open() => new(folder.Path, TimeProvider.System);
}
