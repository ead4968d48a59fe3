using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Runs;

/// <summary>A DEPLOYCREW_HOME of a test's own, with the real command line run on it. Its local cloud goes with it.</summary>
public sealed class CliHome : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();

    /// <summary>Docker Engine for this home's runs; null runs tasks as processes.</summary>
    public string? DockerHost { get; set; }

    /// <summary>Further variables of the environment.</summary>
    public IDictionary<string, string?> Variables { get; } = new Dictionary<string, string?>();

    public string Path => folder.Path;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await RunAsync("local", "down");
        folder.Dispose();
    }

    /// <summary>Runs a command to its end.</summary>
    public async Task<CliResult> RunAsync(params string[] arguments)
    {
        var result = await new SystemProcessRunner().RunAsync(
            new ProcessCommand("dotnet", [Repository.Program, .. arguments]) { Environment = Environment() }, CancellationToken.None);
        return new CliResult(result.ExitCode, string.Join('\n', result.Output), string.Join('\n', result.Errors));
    }

    /// <summary>Runs a command that prints JSON, and ends with the code expected.</summary>
    public async Task<JsonNode> JsonAsync(int expectedExit, params string[] arguments)
    {
        var result = await RunAsync([.. arguments, "--format", "json"]);
        Assert.True(result.ExitCode == expectedExit, $"exit {result.ExitCode}\n{result.Output}\n{result.Errors}");
        return JsonNode.Parse(result.Output)!;
    }

    /// <summary>Tags of a repository in this home's local cloud, in order.</summary>
    public async Task<IReadOnlyList<string>> TagsAsync(string repository) =>
        [.. (await RegistryAsync($"/v2/{repository}/tags/list"))["tags"]!.AsArray().Select(tag => tag!.ToString())];

    /// <summary>Digests of what is attached to an image.</summary>
    public async Task<IReadOnlyList<string>> ReferrersAsync(string repository, string digest) =>
        [.. (await RegistryAsync($"/v2/{repository}/referrers/{digest}"))["manifests"]!.AsArray().Select(one => one!["digest"]!.ToString())];

    private async Task<JsonNode> RegistryAsync(string path)
    {
        var status = await JsonAsync(0, "local", "status");
        var connection = new DeployCrew.Aws.AwsConnection(status["region"]!.ToString())
        {
            Endpoint = new Uri(status["endpoint"]!.ToString()),
            AccessKeyId = status["accessKeyId"]!.ToString(),
            SecretAccessKey = new DeployCrew.Core.Ports.Secret(status["secretAccessKey"]!.ToString()),
        };
        var login = await new DeployCrew.Aws.EcrRegistryAccess(connection).LoginAsync(default);
        using var client = new HttpClient { BaseAddress = login.Endpoint };
        client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(
            System.Text.Encoding.UTF8.GetBytes($"{login.User}:{login.Password.Reveal()}")));
        return JsonNode.Parse(await client.GetStringAsync(path))!;
    }

    /// <summary>Starts a command and leaves it running, for tests that end it.</summary>
    public Process Start(params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])[Repository.Program, .. arguments])
            info.ArgumentList.Add(argument);
        foreach (var (name, value) in Environment())
            info.Environment[name] = value;
        // The test has to end this process itself, in the middle.
#pragma warning disable RS0030
        var process = Process.Start(info)!;
#pragma warning restore RS0030
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Sends a signal, as a terminal or a supervisor does.</summary>
    public static async Task SignalAsync(Process process, string signal) =>
        await new SystemProcessRunner().RunAsync(new ProcessCommand("kill", ["-" + signal, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]), CancellationToken.None);

    /// <summary>Journals of the runs in this home, oldest run first.</summary>
    public IReadOnlyList<string> Journals() => Directory.Exists(folder.In("home", "runs"))
        ? [.. Directory.GetDirectories(folder.In("home", "runs")).Where(run => System.IO.Path.GetFileName(run)[0] != '.')
            .OrderBy(Directory.GetCreationTimeUtc).Select(run => System.IO.Path.Combine(run, "journal.jsonl"))]
        : [];

    /// <summary>Waits until something holds; fails the test when it does not within a minute.</summary>
    public static async Task EventuallyAsync(Func<bool> condition, string what)
    {
        var deadline = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(deadline.Elapsed < TimeSpan.FromMinutes(1), $"not within a minute: {what}");
            await Task.Delay(5);
        }
    }

    /// <summary>Entries of a journal with this kind and source.</summary>
    public static int Count(string journal, string kind, string? source = null)
    {
        using var file = new FileStream(journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line =>
            line.Contains($"\"kind\":\"{kind}\"", StringComparison.Ordinal) && (source is null || line.Contains($"\"source\":\"{source}\"", StringComparison.Ordinal)));
    }

    /// <summary>Copies a sample into this home, so that a test can change it.</summary>
    public string CopySample(string name, string project)
    {
        var target = folder.In("projects", project + Guid.NewGuid().ToString("N")[..6]);
        foreach (var file in Directory.GetFiles(Repository.Sample(name), "*", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{System.IO.Path.DirectorySeparatorChar}obj{System.IO.Path.DirectorySeparatorChar}", StringComparison.Ordinal)))
        {
            var copy = System.IO.Path.Combine(target, System.IO.Path.GetRelativePath(Repository.Sample(name), file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Edit(target, requirements => requirements["project"] = project);
        return target;
    }

    /// <summary>Changes the requirements of a project.</summary>
    public static void Edit(string project, Action<JsonNode> change)
    {
        var requirements = System.IO.Path.Combine(project, "requirements.json");
        var json = JsonNode.Parse(File.ReadAllText(requirements))!;
        change(json);
        File.WriteAllText(requirements, json.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    private Dictionary<string, string?> Environment() => new(Variables)
    {
        ["DEPLOYCREW_HOME"] = folder.In("home"),
        ["DOCKER_HOST"] = DockerHost ?? "unix:///nonexistent/docker.sock",
    };
}

/// <summary>How a command ended.</summary>
public sealed record CliResult(int ExitCode, string Output, string Errors);
