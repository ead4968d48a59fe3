using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using DeployCrew.Core.Errors;

namespace DeployCrew.Images.Detection;

/// <summary>.NET apps, from their project files.</summary>
internal static partial class DotNetDetection
{
    private const int DeepestFolder = 3;

    /// <summary>Project files of apps that can run as a service; those at the top win over those below.</summary>
    public static IReadOnlyList<string> Find(string folder)
    {
        for (var depth = 0; depth <= DeepestFolder; depth++)
        {
            // Web projects first: beside one, a console project is a tool of the app.
            var projects = Projects(folder, depth);
            var web = projects.Where(one => IsWeb(one.Root)).Select(one => one.File).ToList();
            if (web.Count > 0)
                return web;
            var executables = projects.Where(one => IsExecutable(one.Root)).Select(one => one.File).ToList();
            if (executables.Count > 0)
                return executables;
        }

        return [];
    }

    public static DetectedApp Describe(string folder, string project)
    {
        var text = ProjectText.Read(folder, project);
        var root = Load(folder, project);
        var web = IsWeb(root);
        var target = Property(root, "TargetFramework") ?? Property(root, "TargetFrameworks")?.Split(';')[0];
        var evidence = new List<Evidence> { text.At("Sdk=", web ? "framework: ASP.NET Core (web SDK)" : "a .NET executable") };
        var version = target is not null && FrameworkVersion().Match(target) is { Success: true } match ? match.Groups[1].Value : null;
        if (version is not null)
            evidence.Add(text.At("<TargetFramework", $".NET version: {target}"));
        var assembly = Property(root, "AssemblyName") ?? Path.GetFileNameWithoutExtension(project);
        evidence.Add(new Evidence(project, null, $"start command: dotnet {assembly}.dll"));
        return new DetectedApp
        {
            Kind = AppKind.DotNet,
            Language = "C#",
            Version = version ?? "10.0",
            Framework = web ? "ASP.NET Core" : null,
            PackageManager = "nuget",
            StartCommand = ["dotnet", $"{assembly}.dll"],
            Entry = project,
            HasDependencies = root.Descendants().Any(element => element.Name.LocalName == "PackageReference"),
            Evidence = evidence,
        };
    }

    private static List<(string File, XElement Root)> Projects(string folder, int depth)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = depth > 0,
            MaxRecursionDepth = depth,
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        return [.. Directory.EnumerateFiles(folder, "*.csproj", options)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(file => file.Count(c => c == '/') == depth && !file.Contains("node_modules/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => (file, Load(folder, file)))];
    }

    private static XElement Load(string folder, string project)
    {
        try
        {
            // XDocument does not resolve external entities, and refuses DTDs over a reader with the default settings.
            using var reader = XmlReader.Create(Path.Combine(folder, project), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XDocument.Load(reader).Root!;
        }
        catch (Exception cause) when (cause is XmlException or IOException)
        {
            throw SourceErrors.UnreadableProject(project, cause);
        }
    }

    private static bool IsWeb(XElement root) => (root.Attribute("Sdk")?.Value ?? "").StartsWith("Microsoft.NET.Sdk.Web", StringComparison.Ordinal);

    private static bool IsExecutable(XElement root) =>
        string.Equals(Property(root, "OutputType"), "Exe", StringComparison.OrdinalIgnoreCase) && Property(root, "IsTestProject") != "true";

    private static string? Property(XElement root, string name) =>
        root.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() is { Length: > 0 } value
            && !value.Contains("$(", StringComparison.Ordinal) ? value : null;

    [GeneratedRegex(@"^net(\d+\.\d+)")]
    private static partial Regex FrameworkVersion();
}
