using System.Net;
using DeployCrew.Preflight;
using DeployCrew.Testing;

namespace DeployCrew.Tests.Preflight;

/// <summary>Against a real name server.</summary>
[Trait("Category", "real")]
public sealed class DnsLookupTests
{
    [RealFact("DEPLOYCREW_TEST_DNS")]
    public async Task NameServers_DelegatedName_AreRead() =>
        Assert.Equal(["ns-1.test", "ns-2.test"], (await Lookup().NameServersAsync("zone.test", default)).Order(StringComparer.Ordinal));

    [RealFact("DEPLOYCREW_TEST_DNS")]
    public async Task NameServers_MoreThanFitIntoAPacket_AreAskedForOverTcp() =>
        Assert.Equal(30, (await Lookup().NameServersAsync("many.test", default)).Count);

    [RealFact("DEPLOYCREW_TEST_DNS")]
    public async Task NameServers_NameThatIsNotThere_AreNone() => Assert.Empty(await Lookup().NameServersAsync("nothing.zone.test", default));

    [RealFact("DEPLOYCREW_TEST_DNS")]
    public async Task CertificateAuthorities_OfAName_AreRead() =>
        Assert.Equal(["amazon.com"], await Lookup().CertificateAuthoritiesAsync("zone.test", default));

    private static DnsLookup Lookup() => new(IPEndPoint.Parse(Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_DNS")!));
}
