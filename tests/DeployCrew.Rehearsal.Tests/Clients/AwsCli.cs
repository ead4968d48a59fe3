using System.Text.Json.Nodes;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Rehearsal.Hosting;

namespace DeployCrew.Rehearsal.Tests.Clients;

/// <summary>The real aws CLI, with nothing of this user's configuration.</summary>
internal sealed class AwsCli(LocalCloudAddress cloud, Uri endpoint, string home)
{
    /// <summary>Runs a command that must succeed; its answer as JSON.</summary>
    public async Task<JsonNode> JsonAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.True(result.ExitCode == 0, $"aws {string.Join(' ', arguments)}: {string.Join('\n', result.Errors)}");
        return JsonNode.Parse(string.Join('\n', result.Output)) ?? new JsonObject();
    }

    /// <summary>Runs a command that must fail; what it says.</summary>
    public async Task<string> ErrorAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.NotEqual(0, result.ExitCode);
        return string.Join('\n', result.Errors);
    }

    public Task<ProcessResult> RunAsync(string[] arguments, string? secret = null) => new SystemProcessRunner().RunAsync(
        new ProcessCommand(Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_AWS_CLI")!, ["--endpoint-url", endpoint.ToString(), "--output", "json", .. arguments])
        {
            Environment = new Dictionary<string, string?>
            {
                ["AWS_ACCESS_KEY_ID"] = cloud.AccessKeyId,
                ["AWS_SECRET_ACCESS_KEY"] = secret ?? cloud.SecretAccessKey.Reveal(),
                ["AWS_SESSION_TOKEN"] = null,
                ["AWS_PROFILE"] = null,
                ["AWS_DEFAULT_REGION"] = cloud.Region,
                ["AWS_REGION"] = cloud.Region,
                ["AWS_CONFIG_FILE"] = Path.Combine(home, "config"),
                ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(home, "credentials"),
                ["AWS_PAGER"] = "",
                ["AWS_MAX_ATTEMPTS"] = "1",
            },
        },
        default);
}
