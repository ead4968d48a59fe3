using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.Api.Models;

namespace DeployCrew.Rehearsal.Tests.Api;

public sealed class RequestTests
{
    private static readonly Pager Pages = new(new byte[32], "ecs:ListTasks:cluster=a", "InvalidParameterException");

    [Fact]
    public void Page_FollowedToItsEnd_GivesEveryItemOnce()
    {
        var all = Enumerable.Range(0, 25).ToArray();
        var seen = new List<int>();
        string? token = null;
        do
        {
            var (items, next) = Pages.Of(all, KeyOf, token, 10, 50);
            seen.AddRange(items);
            token = next;
        }
        while (token is not null);
        Assert.Equal(all, seen);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("10")]
    [InlineData("0000000a00000000000000000000000000000000")]
    public void Page_TokenOfNobody_IsAnError(string token) =>
        Assert.Equal("InvalidParameterException", Assert.Throws<AwsFault>(() => Pages.Of(new int[25], KeyOf, token, 10, 50)).Code);

    [Theory]
    [InlineData("ecs:ListTasks:cluster=b", 0)]
    [InlineData("ecs:ListTasks:cluster=a", 1)]
    public void Page_TokenOfAnotherListOrKey_IsAnError(string scope, byte key)
    {
        var token = Pages.Of(new int[25], KeyOf, null, 10, 50).Next;
        Assert.Throws<AwsFault>(() => new Pager([key, .. new byte[31]], scope, "X").Of(new int[25], KeyOf, token, 10, 50));
    }

    [Fact]
    public void PageScope_OtherPageOfTheSameList_IsTheSame()
    {
        var first = Pager.ScopeOf("ecs", "ListTasks", new JsonObject { ["cluster"] = "a", ["maxResults"] = 1 });
        Assert.Equal(first, Pager.ScopeOf("ecs", "ListTasks", new JsonObject { ["nextToken"] = "x", ["cluster"] = "a", ["maxResults"] = 2 }));
        Assert.NotEqual(first, Pager.ScopeOf("ecs", "ListTasks", new JsonObject { ["cluster"] = "b" }));
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(25, 25)]
    public void Page_ExactEnd_HasNoToken(int count, int size) => Assert.Null(Pages.Of(new int[count], KeyOf, null, size, 50).Next);

    [Fact]
    public void QueryForm_EncodedFields_AreDecoded()
    {
        var form = QueryForm.Parse("Action=DescribeTargetHealth&Name=a+b%26c%3D&Names.member.1=x", "?Version=1");

        Assert.Equal(("DescribeTargetHealth", "1", "a b&c=", "x"), (form.Action, form.Version, form.Fields["Name"], form.Fields["Names.member.1"]));
    }

    [Fact]
    public void QueryForm_NoAction_HasNone() => Assert.Null(QueryForm.Parse("a=b", null).Action);

    [Fact]
    public void QueryCodec_NestedLists_AreReadByTheirShapeAndInTheirOrder()
    {
        var read = Read("CreateRule",
            "ListenerArn=l&Priority=7&Actions.member.1.Type=forward&Actions.member.1.ForwardConfig.TargetGroups.member.2.TargetGroupArn=b"
            + "&Actions.member.1.ForwardConfig.TargetGroups.member.1.TargetGroupArn=a&Actions.member.1.ForwardConfig.TargetGroups.member.1.Weight=3"
            + "&Actions.member.1.ForwardConfig.TargetGroupStickinessConfig.Enabled=true&Conditions=&Unknown=1");

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {"ListenerArn":"l","Priority":7,"Conditions":[],"Actions":[{"Type":"forward","ForwardConfig":{
                "TargetGroups":[{"TargetGroupArn":"a","Weight":3},{"TargetGroupArn":"b"}],"TargetGroupStickinessConfig":{"Enabled":true}}}]}
                """),
            JsonNode.Parse(read.ToJsonString())), read.ToJsonString());
    }

    [Theory]
    [InlineData("CreateRule", "Priority=x")]
    [InlineData("CreateTargetGroup", "HealthCheckEnabled=yes")]
    [InlineData("CreateRule", "Conditions.member.x.Field=a")]
    public void QueryCodec_ValueOfAnotherType_IsMalformed(string operation, string form) =>
        Assert.Equal("MalformedInput", Assert.Throws<AwsFault>(() => Read(operation, form)).Code);

    [Theory]
    [InlineData("ssm", "PutParameter", """{"Name":"a","Value":"b","Type":"Text"}""", "Value 'Text' at 'Type' failed to satisfy constraint: Member must satisfy enum value set: [String, StringList, SecureString]")]
    [InlineData("ssm", "PutParameter", """{"Name":"a"}""", "Value null at 'Value' failed to satisfy constraint: Member must not be null")]
    [InlineData("ssm", "GetParametersByPath", """{"Path":"/a","MaxResults":11}""", "Value '11' at 'MaxResults' failed to satisfy constraint: Member must have value less than or equal to 10")]
    [InlineData("ecr", "CreateRepository", """{"repositoryName":"UPPER"}""", "Value 'UPPER' at 'repositoryName' failed to satisfy constraint: Member must satisfy regular expression pattern:")]
    [InlineData("secretsmanager", "TagResource", """{"SecretId":"a","Tags":[{"Key":""}]}""", "Value at 'Tags.1.member.Key' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    public void RequestCheck_BrokenConstraint_IsSaidInAwsWords(string service, string operation, string request, string problem)
    {
        var fault = Assert.Throws<AwsFault>(() => Check(service, operation, request));
        Assert.Equal("ValidationException", fault.Code);
        Assert.StartsWith("1 validation error detected: " + problem, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"Name":1}""", "Name: expected a string")]
    [InlineData("""{"Name":"a","WithDecryption":"true"}""", "WithDecryption: expected a boolean")]
    public void RequestCheck_OtherType_CannotBeRead(string request, string message)
    {
        var fault = Assert.Throws<AwsFault>(() => Check("ssm", "GetParameter", request));
        Assert.Equal(("SerializationException", message), (fault.Code, fault.Message));
    }

    [Fact]
    public void RequestCheck_MemberOfANewerModel_IsLetThrough() => Check("ssm", "GetParameter", """{"Name":"a","Newer":{"b":1}}""");

    [Fact]
    public void Models_Patterns_AreAllOnesThatWeCanMatch()
    {
        var patterns = ServiceModels.All.Values.SelectMany(model => model.Shapes.Values).Select(shape => shape.Pattern).OfType<string>().Distinct().ToArray();
        Assert.NotEmpty(patterns);
        Assert.All(patterns, pattern => RequestCheck.PatternOf(pattern).IsMatch("a"));
    }

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

    private static string KeyOf(int number) => $"{number:D5}";

    private static JsonObject Read(string operation, string form) =>
        QueryCodec.Read(ServiceModels.All["elbv2"], ServiceModels.All["elbv2"].Operations[operation].Input, QueryForm.Parse(form, null));

    private static void Check(string service, string operation, string request) => RequestCheck.Check(
        ServiceModels.All[service], ServiceModels.All[service].Operations[operation].Input, (JsonObject)JsonNode.Parse(request)!, "ValidationException");
}
