using System.Net;
using DeployCrew.Core.Errors;
using DeployCrew.Preflight;

namespace DeployCrew.Tests.Preflight;

public sealed class DnsUnreachableTests
{
    [Fact]
    public async Task NameServers_NobodyAnswers_IsDC9009()
    {
        var nobody = new DnsLookup(new IPEndPoint(IPAddress.Loopback, 9));
        Assert.Equal("DC9009", (await Assert.ThrowsAsync<DeployError>(() => nobody.NameServersAsync("zone.test", default))).Code);
    }
}
