using DeployCrew.Core.Errors;
using Npgsql;

namespace DeployCrew.Postgres.Tests;

public sealed class StoreAddressTests
{
    [Theory]
    [InlineData("postgres://crew@db.example.com/deploycrew", "db.example.com", 5432, "deploycrew", "crew")]
    [InlineData("postgresql://a%40b@db:6000/my%20crew?sslmode=verify-full", "db", 6000, "my crew", "a@b")]
    public void Open_Address_IsReadAsLibpqDoes(string address, string host, int port, string database, string user)
    {
        using var source = StoreAddress.Open(address);
        var read = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        Assert.Equal((host, port, database, user), (read.Host, read.Port, read.Database, read.Username));
        if (address.Contains("sslmode", StringComparison.Ordinal))
            Assert.Equal(SslMode.VerifyFull, read.SslMode);
    }

    [Theory]
    [InlineData("postgres://crew:geheim@db/deploycrew")]
    [InlineData("mysql://crew@db/deploycrew")]
    [InlineData("db/deploycrew")]
    [InlineData("postgres://crew@db")]
    [InlineData("postgres://crew@db/deploycrew?password=geheim")]
    [InlineData("postgres://crew@db/deploycrew?sslmode=sometimes")]
    public void Open_NoAddressOrAPasswordInIt_IsDC9201AndDoesNotRepeatIt(string address)
    {
        var error = Assert.Throws<DeployError>(() => StoreAddress.Open(address));
        Assert.Equal("DC9201", error.Code);
        Assert.DoesNotContain("geheim", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ensure_NobodyListens_IsDC9202AndTransient()
    {
        await using var source = StoreAddress.Open("postgres://crew@127.0.0.1:1/deploycrew");
        var error = await Assert.ThrowsAsync<DeployError>(() => PostgresSchema.EnsureAsync(source, CancellationToken.None));
        Assert.Equal(("DC9202", true), (error.Code, error.IsTransient));
    }
}
