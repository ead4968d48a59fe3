using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;
using DeployCrew.Testing;

namespace DeployCrew.Aws.Tests.Credentials;

/// <summary>Configurations that the real AWS CLI and we read alike: the same key, region and addresses, or both refuse.</summary>
[Trait("Category", "real")]
public sealed class AgainstTheCliTests
{
    private const string Files = """
        [default]
        region = eu-central-1
        [profile team]
        region = ap-northeast-1
        aws_access_key_id = AKIATEAMCONFIG000001
        aws_secret_access_key = x
        [profile "two words"]
        aws_access_key_id = AKIATWOWORDS00000001
        aws_secret_access_key = x
        [profile process]
        credential_process = printf '{"Version":1,"AccessKeyId":"AKIAPROCESS000000001","SecretAccessKey":"x"}'
        [profile both]
        credential_process = printf '{"Version":1,"AccessKeyId":"AKIAPROCESS000000001","SecretAccessKey":"x"}'
        aws_access_key_id = AKIABOTHCONFIG000001
        aws_secret_access_key = x
        [profile half]
        aws_access_key_id = AKIAHALF000000000001
        # a comment
        ; another one
        """;

    private const string Shared = """
        [default]
        aws_access_key_id = AKIADEFAULT000000001
        aws_secret_access_key = x
        [team]
        aws_access_key_id=AKIATEAMSHARED000001
        aws_secret_access_key=x
        aws_session_token=t
        [only-here]
        aws_access_key_id = AKIAONLYHERE00000001
        aws_secret_access_key = x
        """;

    // A row: variables, and the key that both take ("" when both refuse).
    [RealTheory("DEPLOYCREW_TEST_AWS_CLI")]
    [InlineData("", "AKIADEFAULT000000001")]
    [InlineData("AWS_PROFILE=team", "AKIATEAMSHARED000001")]
    [InlineData("AWS_PROFILE=only-here", "AKIAONLYHERE00000001")]
    [InlineData("AWS_PROFILE=two words", "AKIATWOWORDS00000001")]
    [InlineData("AWS_PROFILE=process", "AKIAPROCESS000000001")]
    [InlineData("AWS_PROFILE=both", "AKIAPROCESS000000001")]
    [InlineData("AWS_PROFILE=half", "")]
    [InlineData("AWS_PROFILE=nobody", "")]
    [InlineData("AWS_PROFILE=only-here;AWS_DEFAULT_PROFILE=team", "AKIATEAMSHARED000001")]
    [InlineData("AWS_PROFILE=team;AWS_ACCESS_KEY_ID=AKIAENV0000000000001;AWS_SECRET_ACCESS_KEY=x", "AKIAENV0000000000001")]
    [InlineData("AWS_ACCESS_KEY_ID=AKIAENV0000000000001", "")]
    [InlineData("AWS_ACCESS_KEY_ID=AKIAENV0000000000001;AWS_SECRET_ACCESS_KEY=x;AWS_WEB_IDENTITY_TOKEN_FILE=/nowhere;AWS_ROLE_ARN=arn:aws:iam::1:role/x", "AKIAENV0000000000001")]
    [InlineData("AWS_SHARED_CREDENTIALS_FILE=/nowhere;AWS_PROFILE=team", "AKIATEAMCONFIG000001")]
    [InlineData("AWS_CONFIG_FILE=/nowhere;AWS_PROFILE=only-here", "AKIAONLYHERE00000001")]
    [InlineData("AWS_SHARED_CREDENTIALS_FILE=/nowhere;AWS_CONFIG_FILE=/nowhere", "")]
    public async Task Key_OfAConfiguration_IsTheClis(string variables, string expected)
    {
        using var world = World(variables);

        var theirs = await world.TheirKeyAsync();
        var ours = await OursAsync(world);

        Assert.Equal((expected, expected), (theirs ?? "", ours ?? ""));
    }

    [RealTheory("DEPLOYCREW_TEST_BOTOCORE")]
    [InlineData("", "eu-central-1")]
    [InlineData("AWS_PROFILE=team", "ap-northeast-1")]
    [InlineData("AWS_PROFILE=team;AWS_DEFAULT_REGION=us-west-2", "us-west-2")]
    [InlineData("AWS_PROFILE=only-here", null)]
    public async Task Region_OfAConfiguration_IsTheClis(string variables, string? expected)
    {
        using var world = World(variables);

        Assert.Equal((expected, expected), ((await world.TheirEndpointsAsync()).Region, world.Ours.Region()?.Value));
    }

    [RealTheory("DEPLOYCREW_TEST_BOTOCORE")]
    [InlineData("", "")]
    [InlineData("AWS_ENDPOINT_URL=http://all:1", "")]
    [InlineData("AWS_ENDPOINT_URL=http://all:1;AWS_ENDPOINT_URL_ECS=http://ecs:2;AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2=http://elb:3;AWS_ENDPOINT_URL_CLOUDWATCH_LOGS=http://logs:4", "")]
    [InlineData("", "endpoint_url = http://file:5")]
    [InlineData("AWS_ENDPOINT_URL_ECR=http://ecr:2", "endpoint_url = http://file:5\nservices = mine")]
    [InlineData("AWS_ENDPOINT_URL=http://all:1", "services = mine")]
    [InlineData("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true;AWS_ENDPOINT_URL=http://all:1;AWS_ENDPOINT_URL_ECS=http://ecs:2", "services = mine")]
    [InlineData("AWS_ENDPOINT_URL=http://all:1", "ignore_configured_endpoint_urls = true")]
    public async Task Endpoints_OfAConfiguration_AreTheClis(string variables, string profile)
    {
        (string Name, AwsService Service)[] services =
        [
            ("ecs", AwsService.Ecs), ("ecr", AwsService.Ecr), ("ssm", AwsService.Ssm), ("elbv2", AwsService.LoadBalancing), ("logs", AwsService.Logs), ("cloudwatch", AwsService.CloudWatch),
            ("iam", AwsService.Iam), ("route53", AwsService.Route53), ("service-quotas", AwsService.Quotas), ("resourcegroupstaggingapi", AwsService.Tagging), ("autoscaling", AwsService.AutoScaling),
            ("codebuild", AwsService.CodeBuild), ("secretsmanager", AwsService.Secrets), ("acm", AwsService.Certificates), ("ec2", AwsService.Ec2), ("rds", AwsService.Rds), ("sts", AwsService.Sts),
        ];
        using var world = World(
            variables, $"[default]\nregion = eu-west-1\n{profile}\n[services mine]\nssm =\n  endpoint_url = http://ssm:6\necs =\n  endpoint_url = http://ecs:7\nauto_scaling =\n  endpoint_url = http://auto:8\n", "");

        var theirs = (await world.TheirEndpointsAsync([.. services.Select(one => one.Name)])).Endpoints;

        Assert.Equal(services.Select(one => $"{one.Name} {theirs[one.Name].TrimEnd('/')}"), services.Select(one => $"{one.Name} {world.OurEndpoint(one.Service)}"));
    }

    [RealTheory("DEPLOYCREW_TEST_AWS_CLI", "DEPLOYCREW_TEST_MOTO")]
    [InlineData("chain")]
    [InlineData("environment")]
    [InlineData("web identity")]
    [InlineData("web identity profile")]
    public async Task Role_Assumed_IsTheSameSession(string way)
    {
        var moto = Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_MOTO")!;
        const string Role = "arn:aws:iam::123456789012:role/";
        using var world = way switch
        {
            "chain" => World(
                $"AWS_PROFILE=top;AWS_ENDPOINT_URL={moto}", $"[profile top]\nregion = eu-west-1\nrole_arn = {Role}top\nrole_session_name = s1\nsource_profile = mid\n[profile mid]\nrole_arn = {Role}mid\nsource_profile = base\n",
                "[base]\naws_access_key_id = AKIABASE000000000001\naws_secret_access_key = x\n"),
            "environment" => World(
                $"AWS_PROFILE=top;AWS_ENDPOINT_URL={moto}", $"[profile top]\nregion = eu-west-1\nrole_arn = {Role}top\nrole_session_name = s2\nsource_profile = base\n[profile base]\naws_access_key_id = AKIABASE000000000001\naws_secret_access_key = x\n", ""),
            "web identity" => World($"AWS_ROLE_ARN={Role}web;AWS_ROLE_SESSION_NAME=s3;AWS_WEB_IDENTITY_TOKEN_FILE=~HOME~/token;AWS_DEFAULT_REGION=eu-west-1;AWS_ENDPOINT_URL={moto}", "", ""),
            _ => World($"AWS_ENDPOINT_URL_STS={moto}", $"[default]\nregion = eu-west-1\nrole_arn = {Role}web\nrole_session_name = s4\nweb_identity_token_file = ~HOME~/token\n", ""),
        };
        var token = world.Write("token", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.");
        if (way == "web identity profile")
            world.Write(".aws/config", File.ReadAllText(Path.Combine(Path.GetDirectoryName(token)!, ".aws", "config")).Replace("~HOME~", Path.GetDirectoryName(token), StringComparison.Ordinal));

        var theirs = await world.CliAsync("sts", "get-caller-identity", "--query", "Arn", "--output", "text");
        using var sts = new StsCallerIdentity(new AwsConnection("eu-west-1") { Configuration = world.Ours });
        var ours = await sts.GetAsync(default);

        Assert.True(theirs.ExitCode == 0, string.Join('\n', theirs.Errors));
        Assert.Contains(":assumed-role/", ours.Arn, StringComparison.Ordinal);
        Assert.Equal(theirs.Output.Single(), ours.Arn);
        Assert.InRange((await world.Ours.CredentialFactsAsync("eu-west-1", default)).Expires!.Value, TimeProvider.System.GetUtcNow(), TimeProvider.System.GetUtcNow().AddHours(2));
    }

    private static async Task<string?> OursAsync(AwsWorld world)
    {
        try
        {
            return await world.OurKeyAsync();
        }
        catch (DeployError)
        {
            return null;
        }
    }

    private static AwsWorld World(string variables, string config = Files, string credentials = Shared) => new(
        config, credentials, [.. variables.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).Select(pair => (pair[0], pair[1]))]);
}
