using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Testing;

namespace DeployCrew.Core.Tests.Runs;

public sealed class LeaseTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private Home Home => new(folder.Path);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Take_Held_IsRefusedAndNamesTheHolder()
    {
        using var lease = Lease.Take(Home, "local", "shop", "dev", "run-1");
        var error = Assert.Throws<DeployError>(() => Lease.Take(Home, "local", "shop", "dev", "run-2"));
        Assert.Equal("DC9005", error.Code);
        Assert.True(error.IsTransient);
        Assert.Contains("run run-1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Take_AfterRelease_Succeeds()
    {
        Lease.Take(Home, "local", "shop", "dev", "run-1").Dispose();
        using var lease = Lease.Take(Home, "local", "shop", "dev", "run-2");
        Assert.Contains("run run-2", Assert.Throws<DeployError>(() => Lease.Take(Home, "local", "shop", "dev", "run-3")).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aws", "shop", "dev")]
    [InlineData("local", "shop", "prod")]
    [InlineData("local", "shop2", "dev")]
    public void Take_OtherScope_IsApart(string target, string project, string environment)
    {
        using var lease = Lease.Take(Home, "local", "shop", "dev", "run-1");
        using var other = Lease.Take(Home, target, project, environment, "run-2");
    }
}
