using System.Security.Cryptography;
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
    public void Store_Reopened_HasEverything()
    {
        new StateStore(folder.Path).Change(state => state.Clusters["c"] = new ClusterState { Name = "c", Arn = "arn" });

        Assert.Equal("arn", new StateStore(folder.Path).Read(state => state.Clusters["c"].Arn));
    }

    [Fact]
    public void Store_KilledWhileWriting_FindsTheLastWholeState()
    {
        new StateStore(folder.Path).Change(state => state.Clusters["c"] = new ClusterState { Name = "c", Arn = "arn" });
        File.WriteAllText(folder.In("state.json.next"), "{\"clusters\":{\"c");

        Assert.Equal("arn", new StateStore(folder.Path).Read(state => state.Clusters["c"].Arn));
    }
}
