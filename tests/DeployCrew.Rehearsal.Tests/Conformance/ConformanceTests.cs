using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Rehearsal.Tests.Clients;
using DeployCrew.Rehearsal.Tests.Hosting;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Conformance;

/// <summary>
/// Other people's clients against the local cloud, in their own languages: the cases of tests/conformance. What they did is recorded, held
/// against botocore's models, and has to be all that the cloud says it can do.
/// </summary>
[Trait("Category", "real")]
public sealed class ConformanceTests : IAsyncLifetime
{
    private const string Python = "DEPLOYCREW_TEST_BOTO3";
    private const string Npm = "DEPLOYCREW_TEST_NPM";

    private WireRecorder recorder = null!;
    private TestCloud cloud = null!;
    private string image = "";

    public async Task InitializeAsync()
    {
        recorder = await WireRecorder.StartAsync();
        cloud = await TestCloud.StartAsync();
        recorder.Target = cloud.Address.Endpoint;
        var service = await cloud.ProvisionAsync(TestRequirements.Web());
        image = await service.PushAsync("v1");
    }

    public async Task DisposeAsync()
    {
        await cloud.DisposeAsync();
        await recorder.DisposeAsync();
    }

    [RealFact(Python)]
    public async Task Boto3_EveryOperationAndError_IsAsAwsModelsHaveIt()
    {
        var cases = Path.Combine(SourceTree.Root, "tests", "conformance", "python");
        var modules = Directory.GetFiles(cases, "*_cases.py").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal).ToArray();
        var failures = await Task.WhenAll(modules.Select(module => TryAsync(Environment.GetEnvironmentVariable(Python)!, cases, "run.py", module)));
        Assert.True(failures.All(failure => failure is null), string.Join('\n', failures));

        await WireHoldsAsync();
        var exchanges = recorder.Lines.Select(line => Exchange.Parse(line, cloud.Cloud.Services)).ToArray();
        Coverage.OfOperations(cloud.Cloud.Services, exchanges);
        Coverage.OfErrors(cloud.Cloud.Services, exchanges);
    }

    [RealFact(Npm, Python)]
    public async Task JavaScript_EveryOperation_IsAsAwsModelsHaveIt()
    {
        // Nothing is installed in the source tree.
        var folder = Directory.CreateDirectory(Path.Combine(cloud.Folder, "javascript")).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(SourceTree.Root, "tests", "conformance", "javascript")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        await RunAsync(Environment.GetEnvironmentVariable(Npm)!, folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund");
        await RunAsync("node", folder, ["--test", "--test-timeout=120000", .. Directory.GetFiles(folder, "*.test.mjs").Order(StringComparer.Ordinal)]);

        await WireHoldsAsync();
        Coverage.OfOperations(cloud.Cloud.Services, [.. recorder.Lines.Select(line => Exchange.Parse(line, cloud.Cloud.Services))]);
    }

    private async Task RunAsync(string program, string folder, params string[] arguments)
    {
        var failure = await TryAsync(program, folder, arguments);
        Assert.True(failure is null, failure);
    }

    // Null when it went well.
    private async Task<string?> TryAsync(string program, string folder, params string[] arguments)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var result = await new SystemProcessRunner().RunAsync(
            new ProcessCommand(program, arguments)
            {
                WorkingDirectory = folder,
                Environment = new Dictionary<string, string?>
                {
                    ["AWS_ENDPOINT_URL"] = recorder.Address.ToString(),
                    ["AWS_ACCESS_KEY_ID"] = cloud.Address.AccessKeyId,
                    ["AWS_SECRET_ACCESS_KEY"] = cloud.Address.SecretAccessKey.Reveal(),
                    ["AWS_SESSION_TOKEN"] = null,
                    ["AWS_PROFILE"] = null,
                    ["AWS_REGION"] = cloud.Address.Region,
                    ["AWS_DEFAULT_REGION"] = cloud.Address.Region,
                    ["AWS_CONFIG_FILE"] = Path.Combine(cloud.Folder, "config"),
                    ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(cloud.Folder, "credentials"),
                    ["CONFORMANCE_IMAGE"] = image,
                    ["PYTHONDONTWRITEBYTECODE"] = "1",
                    ["PYTHONWARNINGS"] = "ignore",
                },
            },
            limit.Token);
        return result.ExitCode == 0 ? null : $"{program} {string.Join(' ', arguments)}\n{string.Join('\n', result.Errors.Concat(result.Output).TakeLast(150))}";
    }

    // botocore's models are what AWS's own clients are made of: no member of ours may be one that they do not know.
    private async Task WireHoldsAsync()
    {
        var file = Path.Combine(cloud.Folder, "wire.jsonl");
        await File.WriteAllLinesAsync(file, recorder.Lines);
        await RunAsync(Environment.GetEnvironmentVariable(Python)!, cloud.Folder, Path.Combine(SourceTree.Root, "tests", "real", "wire-check.py"), file);
    }
}
