using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Dockerfiles;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Detection;

/// <summary>Small apps in the shapes that people have them in, and what is to be said of each: facts with the line that they were read from, or an error.</summary>
/// <remarks>After a change that can be explained: <c>UPDATE_GOLDEN=1</c>, and read the difference.</remarks>
public sealed class CorpusTests
{
    private const string Expected = "expected.json";
    private const string ExpectedDockerfile = "expected.Dockerfile";
    private const string ExpectedDockerIgnore = "expected.dockerignore";
    private const string Service = "service.json";

    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Apps => [.. Names()];

    [Theory]
    [MemberData(nameof(Apps))]
    public void Detect_Corpus_SaysWhatIsExpectedOfIt(string name)
    {
        var app = Path.Combine(Corpus(), name);
        using var source = Copy(name);

        Equal(Path.Combine(app, Expected), Said(source.Path, Asked(name)).ToJsonString(Format) + "\n");
    }

    [Theory]
    [MemberData(nameof(Apps))]
    public void Generate_Corpus_WritesWhatWasReadOnce(string name)
    {
        var app = Path.Combine(Corpus(), name);
        using var source = Copy(name);
        if (Attempt(source.Path, Asked(name)) is not { Kind: not AppKind.Dockerfile } detected)
            return;

        var service = Asked(name) with { Port = detected.Port?.Value ?? 8080, Health = new() { Path = detected.HealthPath?.Value ?? "/health" } };

        Equal(Path.Combine(app, ExpectedDockerfile), DockerfileGenerator.Generate(detected, service, DockerfileOptions.Plain));
        Equal(Path.Combine(app, ExpectedDockerIgnore), DockerfileGenerator.DockerIgnore(detected));
    }

    [Fact]
    public void Corpus_Size_CoversEveryKindAndRefusals()
    {
        var all = Names().Select(name => JsonNode.Parse(File.ReadAllText(Path.Combine(Corpus(), name, Expected)))!).ToList();

        Assert.True(all.Count >= 50, $"{all.Count} apps");
        Assert.True(all.Count(one => one["error"] is not null) >= 10);
        Assert.Equal(Enum.GetNames<AppKind>().Order(), all.Select(one => one["kind"]?.ToString()).OfType<string>().Distinct().Order());
    }

    /// <summary>What the requirements would say of it: <c>service.json</c>, for apps that need it.</summary>
    internal static ServiceRequirements Asked(string name) => Path.Combine(Corpus(), name, Service) is var file && File.Exists(file)
        ? JsonSerializer.Deserialize<ServiceRequirements>(File.ReadAllText(file), JsonFormat.Compact)!
        : new ServiceRequirements();

    /// <summary>A copy without what is expected of it.</summary>
    internal static TemporaryFolder Copy(string name)
    {
        var app = Path.Combine(Corpus(), name);
        var copy = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(app, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is not (Expected or ExpectedDockerfile or ExpectedDockerIgnore or Service)))
            copy.Write(Path.GetRelativePath(app, file).Replace('\\', '/'), File.ReadAllText(file));
        return copy;
    }

    private static void Equal(string golden, string found)
    {
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(golden, found);
        Assert.Equal(File.ReadAllText(golden), found);
    }

    private static DetectedApp? Attempt(string folder, ServiceRequirements service)
    {
        try
        {
            return AppDetector.Detect(folder, service);
        }
        catch (DeployError)
        {
            return null;
        }
    }

    private static JsonObject Said(string folder, ServiceRequirements service)
    {
        DetectedApp app;
        try
        {
            app = AppDetector.Detect(folder, service);
        }
        catch (DeployError error)
        {
            return new JsonObject
            {
                ["error"] = error.Code,
                ["message"] = error.Message.Replace(folder, "APP", StringComparison.Ordinal),
                ["details"] = new JsonArray([.. error.Details.Where(line => !line.StartsWith("looked for", StringComparison.Ordinal)).Select(line => JsonValue.Create(line))]),
            };
        }

        Assert.All(app.Evidence.Where(one => one.File != "requirements.json"), evidence => Assert.True(File.Exists(Path.Combine(folder, evidence.File)), evidence.File));
        var said = new JsonObject { ["kind"] = app.Kind.ToString() };
        Add(said, folder, "language", app.Language?.Value, app.Language?.Evidence);
        Add(said, folder, "version", app.Version?.Value, app.Version?.Evidence);
        Add(said, folder, "framework", app.Framework?.Value, app.Framework?.Evidence);
        Add(said, folder, "packageManager", app.PackageManager?.Value, app.PackageManager?.Evidence);
        Add(said, folder, "start", app.Start is null ? null : ShellCommand.Display(app.StartCommand), app.Start?.Evidence);
        Add(said, folder, "port", app.Port?.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), app.Port?.Evidence);
        Add(said, folder, "health", app.HealthPath?.Value, app.HealthPath?.Evidence);
        if (app.Entry is not null)
            said["entry"] = app.Entry;
        return said;
    }

    // "22 ← package.json:5: "engines": …": the line itself is read here, from the file, not from what detection says.
    private static void Add(JsonObject said, string folder, string fact, string? value, Evidence? evidence)
    {
        if (value is null)
            return;
        said[fact] = evidence switch
        {
            null => $"{value} (default)",
            { Line: { } line } => $"{value} ← {evidence.Place}: {File.ReadLines(Path.Combine(folder, evidence.File)).ElementAt(line - 1).Trim()}",
            _ => $"{value} ← {evidence.Place}",
        };
        if (fact is "port" && evidence is { Line: { } at })
            Assert.Contains(value, File.ReadLines(Path.Combine(folder, evidence.File)).ElementAt(at - 1), StringComparison.Ordinal);
    }

    internal static IEnumerable<string> Names() => Directory.GetDirectories(Corpus()).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    private static string Corpus([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(here))!, "Corpus");
}
