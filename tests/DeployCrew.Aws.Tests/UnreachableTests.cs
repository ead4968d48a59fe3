using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Tests;

public sealed class UnreachableTests
{
    [Fact]
    public async Task Call_NobodyListens_FailsWithDC7002WithinSeconds()
    {
        var connection = Moto.Connection with { Endpoint = new Uri($"http://127.0.0.1:{ClosedPort()}"), Retries = new() { Attempts = 2 } };
        using var parameters = new SsmContractStore(connection);
        using var health = new ElbTargetHealth(connection);
        using var caller = new StsCallerIdentity(connection);
        var started = Stopwatch.GetTimestamp();

        foreach (var call in new Func<Task>[] { () => parameters.ReadAsync("/x", default), () => health.DescribeAsync("arn", default), () => caller.GetAsync(default) })
        {
            var error = await Assert.ThrowsAsync<DeployError>(call);
            Assert.Equal(("DC7002", true), (error.Code, error.IsTransient));
            Assert.Contains(connection.Endpoint!.Authority, error.Message, StringComparison.Ordinal);
        }

        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 30);
    }

    private static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
