using DeployCrew.Infra.Model;
using DeployCrew.Infra.Validation;

namespace DeployCrew.Infra.Tests.Validation;

public class ModelValidatorTests
{
    private const string Vpc = "aws:ec2/vpc:Vpc";
    private const string Subnet = "aws:ec2/subnet:Subnet";

    [Fact]
    public void Validate_ValidModel_HasNoProblems() =>
        Assert.Empty(Codes(New(Vpc, "vpc"), New(Subnet, "subnet", ("vpcId", new Reference("vpc", "id")))));

    [Fact]
    public void Validate_TwoOfOneName_DC4001() => Assert.Equal(["DC4001"], Codes(New(Vpc, "vpc"), New(Vpc, "vpc")));

    [Fact]
    public void Validate_UnknownType_DC4002() => Assert.Equal(["DC4002"], Codes(New("aws:ec2/cloud:Cloud", "cloud")));

    [Fact]
    public void Validate_UnknownInput_DC4003() => Assert.Equal(["DC4003"], Codes(New(Vpc, "vpc", ("cidr", "10.0.0.0/16"))));

    [Fact]
    public void Validate_UnknownNestedInput_DC4003() => Assert.Equal(["DC4003"], Codes(New("aws:lb/targetGroup:TargetGroup", "target",
        ("healthCheck", new MapValue([new("url", "/")])))));

    [Fact]
    public void Validate_RequiredInputMissing_DC4004() => Assert.Equal(["DC4004"], Codes(New(Subnet, "subnet")));

    [Fact]
    public void Validate_TextWhereANumberBelongs_DC4005() =>
        Assert.Equal(["DC4005"], Codes(New("aws:lb/targetGroup:TargetGroup", "target", ("port", "80"))));

    [Fact]
    public void Validate_ReferenceToNothing_DC4006() =>
        Assert.Equal(["DC4006"], Codes(New(Subnet, "subnet", ("vpcId", new Reference("vpc", "id")))));

    [Fact]
    public void Validate_ReferenceForward_DC4006() =>
        Assert.Equal(["DC4006"], Codes(New(Subnet, "subnet", ("vpcId", new Reference("vpc", "id"))), New(Vpc, "vpc")));

    [Fact]
    public void Validate_UnknownOutput_DC4007() =>
        Assert.Equal(["DC4007"], Codes(New(Vpc, "vpc"), New(Subnet, "subnet", ("vpcId", new Reference("vpc", "name")))));

    [Fact]
    public void Validate_PathIntoOutput_IsFollowed() => Assert.Equal(["DC4007"], Codes(
        New("aws:acm/certificate:Certificate", "certificate"),
        New(Vpc, "right", ("cidrBlock", new Reference("certificate", "domainValidationOptions[0].resourceRecordName"))),
        New(Vpc, "wrong", ("cidrBlock", new Reference("certificate", "domainValidationOptions[0].recordName")))));

    [Fact]
    public void Validate_UnconditionalToConditional_DC4008() => Assert.Equal(["DC4008"], Codes(
        New(Vpc, "vpc") with { Options = new() { When = "flag" } }, New(Subnet, "subnet", ("vpcId", new Reference("vpc", "id")))));

    [Fact]
    public void Validate_SameCondition_IsAllowed() => Assert.Empty(Codes(
        New(Vpc, "vpc") with { Options = new() { When = "flag" } },
        New(Subnet, "subnet", ("vpcId", new Reference("vpc", "id"))) with { Options = new() { When = "flag" } }));

    [Fact]
    public void Validate_ConditionThatRequiresTheOther_IsAllowed() => Assert.Empty(Codes(
        New(Vpc, "vpc") with { Options = new() { When = "flag" } },
        New(Subnet, "subnet", ("vpcId", new Reference("vpc", "id"))) with { Options = new() { When = "narrow", DependsOn = ["vpc"] } }));

    [Fact]
    public void Validate_ChoiceByTheTargetsCondition_IsAllowed() => Assert.Empty(Codes(
        New(Vpc, "vpc") with { Options = new() { When = "flag" } },
        New(Subnet, "subnet", ("vpcId", new Choice("flag", new Reference("vpc", "id"), new ConfigurationKey("text"))))));

    [Fact]
    public void Validate_ChoiceTheWrongWayRound_DC4008() => Assert.Equal(["DC4008"], Codes(
        New(Vpc, "vpc") with { Options = new() { When = "flag" } },
        New(Subnet, "subnet", ("vpcId", new Choice("flag", new ConfigurationKey("text"), new Reference("vpc", "id"))))));

    [Fact]
    public void Validate_ChoiceByNoFlag_DC4009() =>
        Assert.Equal(["DC4009"], Codes(New(Vpc, "vpc", ("cidrBlock", new Choice("text", "10.0.0.0/16", "10.1.0.0/16")))));

    [Fact]
    public void Validate_ChoiceOfLists_DC4005() => Assert.Equal(["DC4005"], Codes(New("aws:lb/loadBalancer:LoadBalancer", "alb",
        ("subnets", new Choice("flag", new ListValue(["a"]), new ListValue(["b"]))))));

    [Fact]
    public void Validate_FlagWithoutTheOneItRequires_DC4010() => Assert.Equal(["DC4010"], ModelValidator.Validate(Model(),
        new StackConfiguration("dev", new Dictionary<string, object> { ["flag"] = false, ["narrow"] = true, ["text"] = "" }))
        .Select(problem => problem.Code));

    [Fact]
    public void Validate_UndeclaredConfiguration_DC4009() =>
        Assert.Equal(["DC4009"], Codes(New(Vpc, "vpc", ("cidrBlock", new ConfigurationKey("cidr")))));

    [Fact]
    public void Validate_ConditionIsNotAFlag_DC4009() =>
        Assert.Equal(["DC4009"], Codes(New(Vpc, "vpc") with { Options = new() { When = "text" } }));

    [Fact]
    public void Validate_SeveralProblems_AreAllReported() =>
        Assert.Equal(["DC4003", "DC4004", "DC4006"],
            Codes(New(Subnet, "subnet", ("cidr", "x"), ("tags", new MapValue([new("a", new Reference("vpc", "id"))])))));

    [Fact]
    public void Validate_ConfigurationOfAnotherKind_DC4010() => Assert.Equal(["DC4010", "DC4010", "DC4010"], ModelValidator.Validate(
        Model(), new StackConfiguration("dev", new Dictionary<string, object> { ["flag"] = "true" })).Select(problem => problem.Code));

    private static IEnumerable<string> Codes(params Resource[] resources) => ModelValidator.Validate(Model(resources))
        .Select(problem => problem.Code);

    private static StackModel Model(params Resource[] resources) => new("test", resources,
        [new("flag", ConfigurationKind.Flag, "A flag."), new("narrow", ConfigurationKind.Flag, "A flag.") { Requires = "flag" }, new("text", ConfigurationKind.Text, "A text.")], []);

    private static Resource New(string type, string name, params (string Name, Value Value)[] inputs) =>
        new(type, name, [.. inputs.Select(input => KeyValuePair.Create(input.Name, input.Value))], ResourceOptions.None);
}
