using System.Text.Json.Nodes;
using DeployCrew.Aws.Configuration;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Testing;

namespace DeployCrew.Aws.Tests.Credentials;

/// <summary>A home folder with files of the AWS CLI, and an environment, for the real CLI and for ours.</summary>
internal sealed class AwsWorld : IDisposable
{
    private static readonly string[] Inherited = ["PATH", "LANG", "PYENV_ROOT", "PYENV_VERSION", "LD_LIBRARY_PATH"];
    private readonly TemporaryFolder folder = new();

    public AwsWorld(string config = "", string credentials = "", params (string Name, string Value)[] variables)
    {
        Directory.CreateDirectory(folder.In(".aws"));
        File.WriteAllText(folder.In(".aws", "config"), config);
        File.WriteAllText(folder.In(".aws", "credentials"), credentials);
        Variables = variables.ToDictionary(one => one.Name, one => one.Value.Replace("~HOME~", folder.Path, StringComparison.Ordinal), StringComparer.Ordinal);
        Variables["HOME"] = folder.Path;
        Variables.TryAdd("AWS_EC2_METADATA_DISABLED", "true");
    }

    public Dictionary<string, string> Variables { get; }

    public AwsConfiguration Ours => new(Variables);

    public string Write(string name, string text)
    {
        var path = folder.In(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Access key id of our chain.</summary>
    public async Task<string> OurKeyAsync(string region = "eu-west-1") => (await Ours.CredentialsFor(region).GetCredentialsAsync()).AccessKey;

    /// <summary>Access key id that the real CLI signs a call with; null when it makes none.</summary>
    public async Task<string?> TheirKeyAsync()
    {
        await using var endpoint = await FaultyService.StartAsync(FaultyService.Error(400, "Whatever"));
        await CliAsync("sts", "get-caller-identity", "--region", "eu-west-1", "--endpoint-url", endpoint.Address.ToString());
        // AWS4-HMAC-SHA256 Credential=AKID/20261121/eu-west-1/sts/aws4_request, …
        return endpoint.Arrivals.Select(arrival => arrival.Headers["Authorization"].Split("Credential=")[1].Split('/')[0]).FirstOrDefault();
    }

    public Task<ProcessResult> CliAsync(params string[] arguments) => RunAsync(Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_AWS_CLI")!, arguments);

    /// <summary>Region and addresses that the CLI's own library takes, by service.</summary>
    public async Task<(string? Region, Dictionary<string, string> Endpoints)> TheirEndpointsAsync(params string[] services)
    {
        const string Script = """
            import json, sys, botocore.session
            s = botocore.session.get_session()
            region = s.get_config_variable("region")
            print(json.dumps([region, {n: s.create_client(n, region_name=region or "eu-west-1", aws_access_key_id="x", aws_secret_access_key="x").meta.endpoint_url for n in sys.argv[1:]}]))
            """;
        var result = await RunAsync(Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_BOTOCORE")!, ["-c", Script, .. services]);
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors));
        var said = JsonNode.Parse(result.Output.Single())!;
        return ((string?)said[0], said[1]!.AsObject().ToDictionary(one => one.Key, one => (string)one.Value!));
    }

    /// <summary>Address that our clients take.</summary>
    public string OurEndpoint(AwsService service) =>
        new AwsServiceConfig(service, new AwsConnection(Ours.Region()?.Value ?? "eu-west-1") { Configuration = Ours }).Address.TrimEnd('/');

    public void Dispose() => folder.Dispose();

    private Task<ProcessResult> RunAsync(string program, string[] arguments)
    {
        var environment = Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => !Inherited.Contains(name)).ToDictionary(name => name, _ => (string?)null);
        foreach (var (name, value) in Variables)
            environment[name] = value;
        return new SystemProcessRunner().RunAsync(new ProcessCommand(program, arguments) { Environment = environment }, default);
    }
}
