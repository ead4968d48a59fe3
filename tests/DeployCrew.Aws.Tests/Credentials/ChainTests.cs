using DeployCrew.Aws.Credentials;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Tests.Credentials;

/// <summary>The chain without anybody else: what it says when something is wrong, and that it tells no secret.</summary>
public sealed class ChainTests
{
    private const string Keys = "aws_access_key_id = AKIASTATIC0000000001\naws_secret_access_key = geheim\n";

    [Theory]
    [InlineData("DC7003", "", "")]
    [InlineData("DC7021", "", "AWS_PROFILE=nobody")]
    [InlineData("DC7029", "", "AWS_ACCESS_KEY_ID=AKIA")]
    [InlineData("DC7029", "", "AWS_WEB_IDENTITY_TOKEN_FILE=/x")]
    [InlineData("DC7020", "[default]\nrole_arn = arn:r\nsource_profile = base\nmfa_serial = arn:mfa\n[profile base]\n" + Keys, "")]
    [InlineData("DC7020", "[default]\nrole_arn = arn:r\nsource_profile = mid\n[profile mid]\nrole_arn = arn:m\nsource_profile = base\nmfa_serial = arn:mfa\n[profile base]\n" + Keys, "")]
    [InlineData("DC7023", "[default]\nrole_arn = arn:r\n", "")]
    [InlineData("DC7023", "[default]\nrole_arn = arn:r\nsource_profile = nobody\n", "")]
    [InlineData("DC7023", "[default]\nrole_arn = arn:r\nsource_profile = a\ncredential_source = Environment\n", "")]
    [InlineData("DC7023", "[default]\nrole_arn = arn:r\ncredential_source = Elsewhere\n", "")]
    [InlineData("DC7023", "[default]\nrole_arn = arn:r\nsource_profile = a\n[profile a]\nrole_arn = arn:a\nsource_profile = default\n", "")]
    [InlineData("DC7023", "[default]\nsso_session = none\nsso_account_id = 1\nsso_role_name = r\n", "")]
    [InlineData("DC7023", "[default]\naws_access_key_id = AKIA\n", "")]
    [InlineData("DC7028", "no section\n", "")]
    public void Find_SomethingIsWrong_FailsWith(string code, string config, string variable)
    {
        using var world = new AwsWorld(config);
        if (variable.Split('=', 2) is [var name, var value])
            world.Variables[name] = value;

        var error = Assert.Throws<DeployError>(() => world.Ours.CredentialSource());

        Assert.Equal(code, error.Code);
        Assert.NotEmpty(error.Remedy);
        Assert.DoesNotContain("geheim", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_RoleOverRole_IsAChainThatNamesEachStep()
    {
        using var world = new AwsWorld(
            "[default]\nrole_arn = arn:top\nsource_profile = mid\nexternal_id = x\nduration_seconds = 900\n[profile mid]\nrole_arn = arn:mid\nsource_profile = base\n[profile base]\n" + Keys);

        var top = Assert.IsType<AssumedRole>(world.Ours.CredentialSource());
        var mid = Assert.IsType<AssumedRole>(top.With);

        Assert.Equal(("arn:top", "x", 15d, "arn:mid"), (top.RoleArn, top.ExternalId, top.Duration!.Value.TotalMinutes, mid.RoleArn));
        Assert.IsType<AccessKeys>(mid.With);
        Assert.DoesNotContain("geheim", top.ToString(), StringComparison.Ordinal);
        Assert.Contains("profile base of", top.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sso_WithoutAToken_SaysHowToSignIn()
    {
        using var world = new AwsWorld(
            "[default]\nsso_session = team\nsso_account_id = 123456789012\nsso_role_name = dev\n[sso-session team]\nsso_start_url = https://nobody.invalid/start\nsso_region = eu-west-1\n");

        var error = await Assert.ThrowsAsync<DeployError>(() => world.OurKeyAsync());

        Assert.Equal(("DC7024", "Run 'aws sso login --sso-session team'."), (error.Code, error.Remedy));
    }

    [Fact]
    public async Task Call_WithoutCredentials_FailsWithDC7003AndNotWithTheSdksWords()
    {
        using var world = new AwsWorld();
        using var store = new SsmContractStore(new AwsConnection("eu-west-1") { Endpoint = new("http://127.0.0.1:1"), Configuration = world.Ours });

        Assert.Equal("DC7003", (await Assert.ThrowsAsync<DeployError>(() => store.ReadAsync("/x", default))).Code);
    }

    [Fact]
    public async Task WebIdentity_FileIsMissing_SaysWhich()
    {
        using var world = new AwsWorld(variables: [("AWS_WEB_IDENTITY_TOKEN_FILE", "/nowhere/token"), ("AWS_ROLE_ARN", "arn:aws:iam::1:role/x")]);

        var error = await Assert.ThrowsAsync<DeployError>(() => world.OurKeyAsync());

        Assert.Equal("DC7027", error.Code);
        Assert.Contains("/nowhere/token", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Endpoint_ThatIsNone_FailsWithDC7025()
    {
        using var world = new AwsWorld(variables: [("AWS_ENDPOINT_URL_ECS", "ecs.example.com")]);

        Assert.Equal("DC7025", Assert.Throws<DeployError>(() => world.Ours.EndpointOf("ecs")).Code);
    }

    [Fact]
    public void ServiceEndpoints_OfEnvironmentAndFile_AreThoseThatDiffer()
    {
        using var world = new AwsWorld(
            "[default]\nservices = s\nendpoint_url = http://all\n[services s]\nssm =\n  endpoint_url = http://ssm\n", variables: [("AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2", "http://elb")]);

        Assert.Equal(["elastic_load_balancing_v2 http://elb/", "ssm http://ssm/"], world.Ours.ServiceEndpoints().Select(one => $"{one.Key} {one.Value.Value}"));
        Assert.Equal("http://all/", world.Ours.GlobalEndpoint()!.Value.ToString());
    }
}
