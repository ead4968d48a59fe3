using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.Tls;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.LoadBalancing;

public sealed class ListenerCertificatesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LocalAuthority authority;
    private readonly ListenerCertificates certificates;

    public ListenerCertificatesTests()
    {
        authority = new LocalAuthority(folder.Path, TimeProvider.System);
        certificates = new ListenerCertificates(authority, ["hello.test", "*.hello.test"]);
    }

    public void Dispose()
    {
        authority.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("localhost")]
    [InlineData("HELLO.test")]
    [InlineData("www.hello.test")]
    [InlineData("127.0.0.1")]
    [InlineData("not a name")]
    public void For_NameThatIsKnownOrNone_IsTheListenersOwn(string? name) => Assert.Same(certificates.For(null), certificates.For(name));

    [Theory]
    [InlineData("a.b.hello.test")]
    [InlineData("shop.example")]
    public void For_AnotherName_IsIssuedOnceForIt(string name)
    {
        var issued = certificates.For(name);

        Assert.True(issued.MatchesHostname(name));
        Assert.Same(issued, certificates.For(name.ToUpperInvariant()));
    }

    [Fact]
    public void For_MoreNamesThanAnybodyNeeds_IsTheListenersOwn()
    {
        for (var index = 0; index < 100; index++)
            Assert.NotSame(certificates.For(null), certificates.For($"n{index}.example"));

        Assert.Same(certificates.For(null), certificates.For("n100.example"));
        Assert.NotSame(certificates.For(null), certificates.For("n7.example"));
    }
}
