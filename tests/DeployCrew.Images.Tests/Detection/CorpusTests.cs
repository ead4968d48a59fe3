using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Images.Detection;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Detection;

/// <summary>Small apps in the shapes that people have them in, and what is to be said of each: facts with the line that they were read from, or an error.</summary>
/// <remarks>After a change that can be explained: <c>UPDATE_GOLDEN=1</c>, and read the difference.</remarks>
public sealed class CorpusTests
{
    private const string Expected = "expected.json";

    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Apps => [.. Names()];

    [Theory]
    [MemberData(nameof(Apps))]
    public void Detect_Corpus_SaysWhatIsExpectedOfIt(string name)
    {
        var app = Path.Combine(Corpus(), name);
        using var source = new TemporaryFolder();
        foreach (var file in Directory.GetFiles(app, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != Expected))
            source.Write(Path.GetRelativePath(app, file).Replace('\\', '/'), File.ReadAllText(file));

        var said = Said(source.Path).ToJsonString(Format) + "\n";

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(Path.Combine(app, Expected), said);
        Assert.Equal(File.ReadAllText(Path.Combine(app, Expected)), said);
    }

    [Fact]
    public void Corpus_Size_CoversEveryKindAndRefusals()
    {
        var all = Names().Select(name => JsonNode.Parse(File.ReadAllText(Path.Combine(Corpus(), name, Expected)))!).ToList();

        Assert.True(all.Count >= 50, $"{all.Count} apps");
        Assert.True(all.Count(one => one["error"] is not null) >= 10);
        Assert.Equal(Enum.GetNames<AppKind>().Order(), all.Select(one => one["kind"]?.ToString()).OfType<string>().Distinct().Order());
    }

    private static JsonObject Said(string folder)
    {
        DetectedApp app;
        try
        {
            app = AppDetector.Detect(folder);
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

        Assert.All(app.Evidence, evidence => Assert.True(File.Exists(Path.Combine(folder, evidence.File)), evidence.File));
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

    private static IEnumerable<string> Names() => Directory.GetDirectories(Corpus()).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    private static string Corpus([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(here))!, "Corpus");
}
