using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Detection;

/// <summary>Node apps, from package.json and what lies beside it.</summary>
internal static partial class NodeDetection
{
    public const string DefaultVersion = "22";

    public static readonly IReadOnlyList<string> StartsLookedFor = ["scripts.start in package.json", "main in package.json", "server.js", "index.js"];

    private static readonly SearchValues<char> ShellSyntax = SearchValues.Create("&|;<>$`\"'*()=");

    private static readonly (string LockFile, string Manager)[] LockFiles =
        [("pnpm-lock.yaml", "pnpm"), ("yarn.lock", "yarn"), ("package-lock.json", "npm"), ("npm-shrinkwrap.json", "npm")];

    private static readonly (string Package, string Name)[] Frameworks =
        [("next", "Next.js"), ("@nestjs/core", "NestJS"), ("nuxt", "Nuxt"), ("fastify", "Fastify"), ("koa", "Koa"), ("@hapi/hapi", "hapi"), ("express", "Express")];

    /// <summary>The app of a folder with a package.json; its start command is empty when there is none. Null without a package.json.</summary>
    public static DetectedApp? Find(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "package.json")))
            return null;
        var text = ProjectText.Read(folder, "package.json");
        using var package = Parse(text);
        var evidence = new List<Evidence> { new("package.json", null, "a Node package") };
        var locks = LockFiles.Where(one => File.Exists(Path.Combine(folder, one.LockFile))).ToList();
        if (locks.Select(one => one.Manager).Distinct().Count() > 1)
            throw SourceErrors.AmbiguousApp(folder, [.. locks.Select(one => $"{one.Manager} ({one.LockFile})")]);
        foreach (var (lockFile, manager) in locks)
            evidence.Add(new Evidence(lockFile, null, $"package manager: {manager}"));

        var root = package.RootElement;
        var start = Start(folder, root, text, evidence);
        return new DetectedApp
        {
            Kind = AppKind.Node,
            Language = File.Exists(Path.Combine(folder, "tsconfig.json")) ? "TypeScript" : "JavaScript",
            Version = Version(folder, root, text, evidence),
            Framework = Framework(root, text, evidence),
            PackageManager = locks.Count > 0 ? locks[0].Manager : "npm",
            LockFile = locks.Count > 0 ? locks[0].LockFile : null,
            StartCommand = start.Command,
            PortHint = Port(folder, start.Script, evidence),
            HasDependencies = Names(root, "dependencies").Any() || Text(root, "scripts", "build") is not null && Names(root, "devDependencies").Any(),
            HasBuildScript = Text(root, "scripts", "build") is not null,
            Evidence = evidence,
        };
    }

    private static JsonDocument Parse(ProjectText text)
    {
        try
        {
            var document = JsonDocument.Parse(text.Text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? document
                : throw SourceErrors.UnreadableProject(text.File, new InvalidDataException("it is not a JSON object."));
        }
        catch (JsonException cause)
        {
            throw SourceErrors.UnreadableProject(text.File, cause);
        }
    }

    private static (IReadOnlyList<string> Command, string? Script) Start(
        string folder, JsonElement root, ProjectText text, List<Evidence> evidence)
    {
        if (Text(root, "scripts", "start") is { } script)
        {
            evidence.Add(text.At("\"start\"", $"start command: {script}"));
            var words = script.Split(' ', StringSplitOptions.RemoveEmptyEntries);

            // node itself gets the signals when no npm and no shell stand between; everything else needs npm's PATH.
            var plain = words is ["node", _, ..] && !script.AsSpan().ContainsAny(ShellSyntax);
            return plain ? (words, words.LastOrDefault(IsScript)) : (["npm", "run", "--silent", "start"], null);
        }

        if (Text(root, "main") is { } main && File.Exists(Path.Combine(folder, main)))
        {
            evidence.Add(text.At("\"main\"", $"start command: node {main}"));
            return (["node", main], main);
        }

        foreach (var file in new[] { "server.js", "index.js" }.Where(file => File.Exists(Path.Combine(folder, file))))
        {
            evidence.Add(new Evidence(file, null, $"start command: node {file}"));
            return (["node", file], file);
        }

        return ([], null);
    }

    private static bool IsScript(string word) => Path.GetExtension(word) is ".js" or ".mjs" or ".cjs";

    private static string Version(string folder, JsonElement root, ProjectText text, List<Evidence> evidence)
    {
        foreach (var file in new[] { ".nvmrc", ".node-version" }.Where(file => File.Exists(Path.Combine(folder, file))))
        {
            var pinned = string.Concat(ProjectText.Read(folder, file).Lines.Take(1)).Trim();
            if (MajorVersion().Match(pinned) is { Success: true } match)
            {
                evidence.Add(new Evidence(file, 1, $"Node version: {pinned}"));
                return match.Groups[1].Value;
            }
        }

        if (Text(root, "engines", "node") is not { } range)
            return DefaultVersion;
        evidence.Add(text.At("\"node\"", $"Node version: {range}"));

        // An open range (>=18) is met by our default unless it asks for more; a closed one names its major.
        var major = MajorVersion().Match(range);
        if (!major.Success)
            return DefaultVersion;
        var open = range.TrimStart().StartsWith('>') && !range.Contains('<', StringComparison.Ordinal);
        var asked = int.Parse(major.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        return open && asked <= 22 ? DefaultVersion : major.Groups[1].Value;
    }

    private static string? Framework(JsonElement root, ProjectText text, List<Evidence> evidence)
    {
        var names = Names(root, "dependencies").ToHashSet(StringComparer.Ordinal);
        var (package, name) = Frameworks.FirstOrDefault(one => names.Contains(one.Package));
        if (name is not null)
            evidence.Add(text.At($"\"{package}\"", $"framework: {name}"));
        return name;
    }

    private static int? Port(string folder, string? script, List<Evidence> evidence)
    {
        if (script is null || !File.Exists(Path.Combine(folder, script)))
            return null;
        var text = ProjectText.Read(folder, script);
        if (text.FirstLine(line => PortNumber().IsMatch(line)) is not { } line)
            return null;
        var number = PortNumber().Match(line.Text).Groups[1].Value;
        evidence.Add(new Evidence(script, line.Number, $"port: {number}"));
        return int.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static string? Text(JsonElement element, params string[] path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text ? text : null;
    }

    private static IEnumerable<string> Names(JsonElement root, string section) =>
        root.TryGetProperty(section, out var element) && element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().Select(property => property.Name)
            : [];

    // ">=20.10 <23", "^22", "v20.11.1", "22.x"
    [GeneratedRegex(@"(?<![\d.])(\d{1,2})(?=\.|\b)")]
    private static partial Regex MajorVersion();

    // process.env.PORT || 3000 · process.env.PORT ?? '3000' · listen(3000
    [GeneratedRegex(@"(?:\.PORT\s*(?:\|\||\?\?)\s*['""]?|\.listen\(\s*)(\d{2,5})\b")]
    private static partial Regex PortNumber();
}
