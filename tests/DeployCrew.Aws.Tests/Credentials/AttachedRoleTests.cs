using Amazon.Runtime.Internal;
using DeployCrew.Testing;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Aws.Tests.Credentials;

/// <summary>
/// Roles of containers and instances, and SSO, of a server on loopback that speaks their documents. The SDK reads these addresses from this process's
/// environment, so nothing else runs meanwhile.
/// </summary>
[Collection(nameof(ProcessVariables))]
[Trait("Category", "real")]
public sealed class AttachedRoleTests
{
    private const string Expires = "2099-01-01T00:00:00Z";

    [RealFact("DEPLOYCREW_TEST_AWS_CLI")]
    public async Task Container_WithAToken_IsTheClis()
    {
        await using var server = await FaultyService.StartAsync((_, arrival, context) => Answer(
            context, arrival.Headers.GetValueOrDefault("Authorization") == "Bearer secret" ? 200 : 401,
            $$"""{"AccessKeyId":"ASIACONTAINER0000001","SecretAccessKey":"x","Token":"t","Expiration":"{{Expires}}","RoleArn":"arn:x"}"""));
        using var world = new AwsWorld(variables:
        [
            ("AWS_CONTAINER_CREDENTIALS_FULL_URI", $"http://127.0.0.1:{server.Address.Port}/creds"), ("AWS_CONTAINER_AUTHORIZATION_TOKEN", "Bearer secret"),
        ]);
        using var process = new ProcessVariables(world.Variables);

        Assert.Equal(("ASIACONTAINER0000001", "ASIACONTAINER0000001"), (await world.TheirKeyAsync(), await world.OurKeyAsync()));
        var facts = await world.Ours.CredentialFactsAsync("eu-west-1", default);
        Assert.Equal("0001", facts.KeyEnd);
        Assert.InRange(facts.Expires!.Value, DateTimeOffset.Parse(Expires, null).AddHours(-1), DateTimeOffset.Parse(Expires, null)); // renewed a while before
    }

    [RealFact("DEPLOYCREW_TEST_AWS_CLI")]
    public async Task Instance_BySessionToken_IsTheClis()
    {
        await using var server = await FaultyService.StartAsync((_, arrival, context) => arrival switch
        {
            { Method: "PUT", Path: "/latest/api/token" } => Token(context),
            _ when arrival.Headers.GetValueOrDefault("X-aws-ec2-metadata-token") != "imds" => Answer(context, 401, ""),
            { Path: "/latest/meta-data/iam/info" } => Answer(
                context, 200, """{"Code":"Success","LastUpdated":"2026-01-01T00:00:00Z","InstanceProfileArn":"arn:aws:iam::1:instance-profile/the-role","InstanceProfileId":"AIPA"}"""),
            { Path: "/latest/meta-data/iam/security-credentials/" or "/latest/meta-data/iam/security-credentials" } => Answer(context, 200, "the-role"),
            { Path: "/latest/meta-data/iam/security-credentials/the-role" } => Answer(
                context, 200, $$"""{"Code":"Success","LastUpdated":"2026-01-01T00:00:00Z","Type":"AWS-HMAC","AccessKeyId":"ASIAINSTANCE00000001","SecretAccessKey":"x","Token":"t","Expiration":"{{Expires}}"}"""),
            _ => Answer(context, 404, "nothing at " + arrival.Path),
        });
        using var world = new AwsWorld(variables:
        [
            ("AWS_EC2_METADATA_SERVICE_ENDPOINT", server.Address.ToString().TrimEnd('/')), ("AWS_EC2_METADATA_DISABLED", "false"),
        ]);
        using var process = new ProcessVariables(world.Variables);

        Assert.Equal(("ASIAINSTANCE00000001", "ASIAINSTANCE00000001"), (await world.TheirKeyAsync(), await world.OurKeyAsync()));
    }

    [RealFact("DEPLOYCREW_TEST_AWS_CLI")]
    public async Task Sso_WithASignedInSession_IsTheClis()
    {
        await using var portal = await FaultyService.StartAsync((_, arrival, context) => Answer(
            context, arrival.Headers.GetValueOrDefault("x-amz-sso_bearer_token") == "signed-in" && arrival.Query.Contains("role_name=dev", StringComparison.Ordinal) ? 200 : 401,
            """{"roleCredentials":{"accessKeyId":"ASIASSO0000000000001","secretAccessKey":"x","sessionToken":"t","expiration":4070908800000}}"""));
        using var world = new AwsWorld(
            "[default]\nsso_session = team\nsso_account_id = 123456789012\nsso_role_name = dev\n[sso-session team]\nsso_start_url = https://team.example/start\nsso_region = eu-west-1\nsso_registration_scopes = sso:account:access\n",
            variables: [("AWS_ENDPOINT_URL_SSO", portal.Address.ToString().TrimEnd('/'))]);
        // The file's name is the SHA-1 of the session's.
#pragma warning disable CA5350 // the AWS CLI's own choice for the name of a cache file
        var name = Convert.ToHexStringLower(System.Security.Cryptography.SHA1.HashData("team"u8));
#pragma warning restore CA5350
        world.Write(
            $".aws/sso/cache/{name}.json", $$"""{"startUrl":"https://team.example/start","region":"eu-west-1","accessToken":"signed-in","expiresAt":"{{Expires}}"}""");
        using var process = new ProcessVariables(world.Variables);

        Assert.Equal(("ASIASSO0000000000001", "ASIASSO0000000000001"), (await world.TheirKeyAsync(), await world.OurKeyAsync()));
    }

    private static Task Token(HttpContext context)
    {
        context.Response.Headers["X-aws-ec2-metadata-token-ttl-seconds"] = "21600";
        return Answer(context, 200, "imds");
    }

    private static Task Answer(HttpContext context, int status, string body) => FaultyService.WriteAsync(context, status, "application/json", body);
}

/// <summary>Variables of this process, for as long as a test takes.</summary>
[CollectionDefinition(nameof(ProcessVariables), DisableParallelization = true)]
public sealed class ProcessVariables : IDisposable
{
    private readonly Dictionary<string, string?> before = [];

    public ProcessVariables(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var (name, value) in variables)
        {
            before[name] = Environment.GetEnvironmentVariable(name);
            Environment.SetEnvironmentVariable(name, value);
        }

        FallbackInternalConfigurationFactory.Reset(); // the SDK keeps what it has read once
    }

    public void Dispose()
    {
        foreach (var (name, value) in before)
            Environment.SetEnvironmentVariable(name, value);
        FallbackInternalConfigurationFactory.Reset();
    }
}
