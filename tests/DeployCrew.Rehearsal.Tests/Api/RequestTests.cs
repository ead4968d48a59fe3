using DeployCrew.Rehearsal.Api;

namespace DeployCrew.Rehearsal.Tests.Api;

public sealed class RequestTests
{
    [Fact]
    public void Page_FollowedToItsEnd_GivesEveryItemOnce()
    {
        var all = Enumerable.Range(0, 25).ToArray();
        var seen = new List<int>();
        string? token = null;
        do
        {
            var (items, next) = Page.Of(all, token, 10, 50);
            seen.AddRange(items);
            token = next;
        }
        while (token is not null);
        Assert.Equal(all, seen);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("26")]
    public void Page_TokenOfNobody_IsAnError(string token) =>
        Assert.Equal("InvalidNextToken", Assert.Throws<AwsFault>(() => Page.Of(new int[25], token, 10, 50)).Code);

    [Theory]
    [InlineData(0, 20)]
    [InlineData(25, 25)]
    public void Page_ExactEnd_HasNoToken(int count, int size) => Assert.Null(Page.Of(new int[count], null, size, 50).Next);

    [Fact]
    public void QueryForm_EncodedFields_AreDecoded()
    {
        var form = QueryForm.Parse("Action=DescribeTargetHealth&Name=a+b%26c%3D&Names.member.1=x&Names.member.2=y&Names.member.4=z&PageSize=20", "?Version=1");

        Assert.Equal(("DescribeTargetHealth", "a b&c=", "1", 20), (form.Action, form.Text("Name"), form.Text("Version"), form.Number("PageSize")));
        Assert.Equal(["x", "y"], form.List("Names"));
        Assert.Empty(form.List("Others"));
        Assert.Equal("ValidationError", Assert.Throws<AwsFault>(() => form.Required("Missing")).Code);
    }

    [Fact]
    public void QueryForm_NoAction_IsAnError() => Assert.Equal("MissingAction", Assert.Throws<AwsFault>(() => QueryForm.Parse("a=b", null).Action).Code);

    [Theory]
    [InlineData("AKID/20261121/eu-west-1/ecs/aws4_request", "eu-west-1", "ecs")]
    [InlineData("AKID/20261121/eu-west-1/ecs", null, null)]
    [InlineData("AKID/20261121/eu-west-1/ecs/aws5_request", null, null)]
    [InlineData("/20261121/eu-west-1/ecs/aws4_request", null, null)]
    [InlineData("", null, null)]
    public void CredentialScope_Parse_TakesWholeScopesOnly(string text, string? region, string? service)
    {
        var scope = CredentialScope.Parse(text);

        Assert.Equal((region, service), (scope?.Region, scope?.Service));
    }
}
