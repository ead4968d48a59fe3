using System.Text.RegularExpressions;
using System.Xml.Linq;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Images.Detection;

/// <summary>.NET apps, from their project files.</summary>
/// <remarks>learn.microsoft.com/dotnet/core/project-sdk/overview.</remarks>
internal sealed partial class DotNetEcosystem : IEcosystem
{
    private const int DeepestFolder = 3;
    private const string DefaultVersion = "10.0";

    public string Name => "dotnet";

    public string LookedFor => "a .csproj of a web app or executable";

    public IReadOnlyList<string> Programs => ["dotnet"];

    /// <summary>Projects that can run as a service; those at the top win over those below.</summary>
    public IReadOnlyList<Candidate> Find(AppFolder folder, BuildRequirements build)
    {
        if (build.Entry is { } entry)
            return [.. folder.Files.Where(file => IsProject(file) && (file == entry || FolderOf(file) == entry)).Select(file => new Candidate(Describe(folder, file, XmlFile.Read(folder, file)), "a web project"))];
        for (var depth = 0; depth <= DeepestFolder; depth++)
        {
            // Web projects first: beside one, a console project is a tool of the app.
            var projects = Projects(folder, depth);
            var web = projects.Where(one => IsWeb(one.Root)).ToList();
            var chosen = web.Count > 0 ? web : [.. projects.Where(one => IsExecutable(one.Root))];
            if (chosen.Count > 0)
                return [.. chosen.Select(one => new Candidate(Describe(folder, one.File, one.Root), "a web project"))];
        }

        return [];
    }

    private static DetectedApp Describe(AppFolder folder, string project, XElement root)
    {
        var web = IsWeb(root);
        var sdk = new Evidence(project, Line(root), web ? "framework: ASP.NET Core (web SDK)" : "a .NET executable");
        var assembly = Property(root, "AssemblyName");
        var name = assembly?.Value ?? Path.GetFileNameWithoutExtension(project);
        return new DetectedApp
        {
            Kind = AppKind.DotNet,
            Language = new(Path.GetExtension(project) == ".fsproj" ? "F#" : "C#", sdk),
            Version = Version(project, root),
            Framework = web ? new("ASP.NET Core", sdk) : null,
            PackageManager = "nuget",
            Start = new(["dotnet", $"{name}.dll"], new Evidence(project, assembly is null ? null : Line(assembly), $"start command: dotnet {name}.dll")),
            Entry = project,
            HasDependencies = root.Descendants().Any(element => element.Name.LocalName == "PackageReference"),
            HealthPath = HealthRoute.Find(folder.Below(Path.GetDirectoryName(project)!), ".cs", ".fs") is { } health
                ? health with { Evidence = health.Evidence! with { File = Path.Combine(Path.GetDirectoryName(project)!, health.Evidence.File).Replace('\\', '/') } }
                : null,
        };
    }

    private static Fact<string> Version(string project, XElement root) =>
        (Property(root, "TargetFramework") ?? Property(root, "TargetFrameworks")) is { } target && FrameworkVersion().Match(target.Value.Trim()) is { Success: true } match
            ? new Fact<string>(match.Groups[1].Value, new Evidence(project, Line(target), $".NET version: {target.Value.Trim()}"))
            : DefaultVersion;

    private static int? Line(XElement element) => element is System.Xml.IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : null;

    private static List<(string File, XElement Root)> Projects(AppFolder folder, int depth) =>
    [
        .. folder.Files
            .Where(file => IsProject(file) && file.Count(c => c == '/') == depth)
            .Select(file => (file, XmlFile.Read(folder, file))),
    ];

    private static bool IsProject(string file) => Path.GetExtension(file) is ".csproj" or ".fsproj";

    private static string FolderOf(string file) => Path.GetDirectoryName(file) is { Length: > 0 } folder ? folder.Replace('\\', '/') : ".";

    private static bool IsWeb(XElement root) => (root.Attribute("Sdk")?.Value ?? "").StartsWith("Microsoft.NET.Sdk.Web", StringComparison.Ordinal);

    private static bool IsExecutable(XElement root) =>
        string.Equals(Property(root, "OutputType")?.Value.Trim(), "Exe", StringComparison.OrdinalIgnoreCase) && Property(root, "IsTestProject")?.Value != "true";

    private static XElement? Property(XElement root, string name) =>
        root.Descendants().FirstOrDefault(element => element.Name.LocalName == name) is { } found
            && found.Value.Trim().Length > 0 && !found.Value.Contains("$(", StringComparison.Ordinal) ? found : null;

    [GeneratedRegex(@"^net(\d+\.\d+)")]
    private static partial Regex FrameworkVersion();
}
