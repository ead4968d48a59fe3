using System.Net;
using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Tests.LoadBalancing;

public sealed class RuleConditionsTests
{
    private static readonly ListenerRequest Request = new("h.test", "/a")
    {
        Method = "POST",
        Headers = [KeyValuePair.Create("User-Agent", "Mozilla/5.0 (X11)")],
        Query = [KeyValuePair.Create("Version", "V2"), KeyValuePair.Create("x", "1")],
        Source = IPAddress.Parse("::ffff:10.1.2.3"),
    };

    [Theory]
    [InlineData("user-agent", "*x11*", true)]
    [InlineData("user-agent", "*Firefox*", false)]
    [InlineData("X-None", "*", false)]
    public void Match_Header_IgnoresCase(string name, string value, bool matches) =>
        Assert.Equal(matches, Match(new ConditionState("http-header", [value], name)));

    [Theory]
    [InlineData("version", "v?", true)]
    [InlineData("version", "1", false)]
    [InlineData("", "1", true)]
    [InlineData("y", "*", false)]
    public void Match_Query_IsAPairThatIsThere(string key, string value, bool matches) =>
        Assert.Equal(matches, Match(new ConditionState("query-string", [value], Keys: [key])));

    [Theory]
    [InlineData("POST", true)]
    [InlineData("post", false)]
    [InlineData("P*", false)]
    public void Match_Method_IsExact(string method, bool matches) => Assert.Equal(matches, Match(new ConditionState("http-request-method", [method])));

    [Theory]
    [InlineData("10.0.0.0/8", true)]
    [InlineData("10.1.2.3/32", true)]
    [InlineData("192.168.0.0/16", false)]
    [InlineData("2001:db8::/32", false)]
    public void Match_Source_IsInTheBlock(string block, bool matches) => Assert.Equal(matches, Match(new ConditionState("source-ip", [block])));

    [Fact]
    public void Match_SeveralConditions_AllHaveToHold()
    {
        var method = new ConditionState("http-request-method", ["GET", "POST"]);

        Assert.True(Match(method, new ConditionState("source-ip", ["192.168.0.0/16", "10.0.0.0/8"])));
        Assert.False(Match(method, new ConditionState("source-ip", ["192.168.0.0/16"])));
    }

    private static bool Match(params ConditionState[] conditions) =>
        RuleConditions.Match(new RuleState { Arn = "r", PathPatterns = ["/*"], Hosts = ["*.TEST"], Conditions = [.. conditions] }, Request);
}
