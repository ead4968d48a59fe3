using System.Text.Json.Nodes;
using DeployCrew.Aws.Configuration;
using DeployCrew.Cli.Tests.Runs;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Runs;
using DeployCrew.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Tests.Commands;

public sealed class DoctorCommandTests : IDisposable
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private readonly TemporaryFolder folder = new();
    private readonly ReplayingProcessRunner programs = new ReplayingProcessRunner()
        .Records("--version", ["v22.1.0"]).Records("version -json", ["{", "  \"terraform_version\": \"1.11.4\","]).Records("version", ["v3.229.1"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Doctor_LocalTarget_NeedsNoAws()
    {
        var (code, report, _) = await RunAsync([], Repository.Sample("hello-node"), "--target", "local");

        Assert.Equal((0, true), (code, (bool)report["isWell"]!));
        Assert.Equal("skip", Status(report, "credentials"));
        Assert.Equal("skip", Status(report, "local cloud"));
        Assert.Equal("ok", Status(report, "home folder"));
        Assert.Null(report["identity"]);
    }

    [Fact]
    public async Task Doctor_AwsWithoutCredentials_FailsAndSaysWhatToDo()
    {
        var (code, report, text) = await RunAsync(
            new() { ["AWS_EC2_METADATA_DISABLED"] = "true", ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1" }, Repository.Sample("hello-node"), "--target", "aws", "--engine", "terraform");

        Assert.Equal(2, code);
        Assert.Equal("fail", Status(report, "credentials"));
        Assert.Equal("ok", Status(report, "Terraform"));
        Assert.Equal("requirements", (string)report["region"]!["from"]!);
        Assert.Contains("AWS_PROFILE", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_ProgramTooOld_Fails()
    {
        var old = new ReplayingProcessRunner().Records("version -json", ["{\"terraform_version\": \"1.5.7\"}"]);
        var (code, report, text) = await RunAsync(
            new() { ["AWS_EC2_METADATA_DISABLED"] = "true" }, old, Repository.Sample("hello-node"), "--target", "aws", "--engine", "terraform");

        Assert.Equal((2, "fail"), (code, Status(report, "Terraform")));
        Assert.Contains("1.5.7 is too old", text, StringComparison.Ordinal);
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    [Trait("Category", "real")]
    public async Task Doctor_AwsWithAProfile_TellsIdentityAndEndpointsButNoSecret()
    {
        var moto = Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_MOTO")!;
        File.WriteAllText(folder.In("config"), $"""
            [profile team]
            region = eu-west-1
            endpoint_url = {moto}
            services = mine
            [services mine]
            ecs =
              endpoint_url = {moto}/ecs
            """);
        File.WriteAllText(folder.In("credentials"), $"[team]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = {Secret}\n");

        var (_, report, text) = await RunAsync(
            new() { ["AWS_PROFILE"] = "team", ["AWS_CONFIG_FILE"] = folder.In("config"), ["AWS_SHARED_CREDENTIALS_FILE"] = folder.In("credentials") },
            folder.In("nothing-here"), "--target", "aws", "--engine", "terraform");

        Assert.Equal(("123456789012", "MPLE"), ((string)report["identity"]!["account"]!, (string)report["identity"]!["accessKeyEnd"]!));
        Assert.Equal("eu-west-1", (string)report["region"]!["region"]!);
        Assert.Equal(["all", "ecs"], report["endpoints"]!.AsArray().Select(one => (string)one!["service"]!));
        Assert.Equal("ok", Status(report, "credentials"));
        Assert.Equal("ok", Status(report, "clock"));
        Assert.Contains("profile team of", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain("AKIAIOSFODNN7EXAMPLE", text, StringComparison.Ordinal);
    }

    private static string Status(JsonNode report, string check) =>
        (string)report["checks"]!.AsArray().Single(one => (string)one!["check"]! == check)!["status"]!;

    private Task<(int Code, JsonNode Report, string Text)> RunAsync(Dictionary<string, string> variables, params string[] arguments) => RunAsync(variables, programs, arguments);

    // A path that is not there means: no project.
    private async Task<(int Code, JsonNode Report, string Text)> RunAsync(Dictionary<string, string> variables, IProcessRunner runner, params string[] arguments)
    {
        variables.TryAdd("HOME", folder.Path);
        var (output, errors) = (new StringWriter(), new StringWriter());
        string[] command = ["doctor", .. arguments.Where(argument => !argument.EndsWith("nothing-here", StringComparison.Ordinal)), "--format", "json"];
        var code = await CommandLine.RunAsync(
            command, new Terminal(output, errors, isPlain: true),
            services => services.AddSingleton(new Home(folder.In("home"))).AddSingleton(runner).AddSingleton(new AwsConfiguration(variables)));
        return (code, JsonNode.Parse(output.ToString())!, output.ToString() + errors);
    }
}
