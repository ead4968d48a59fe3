using System.Text.RegularExpressions;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Images.Detection;

/// <summary>Go modules with a main package.</summary>
/// <remarks>go.dev/ref/mod#go-mod-file; cmd/NAME: go.dev/doc/modules/layout.</remarks>
internal sealed partial class GoEcosystem : IEcosystem
{
    private const string DefaultVersion = "1.25";

    private static readonly (string Module, string Name)[] Frameworks =
    [
        ("github.com/gin-gonic/gin", "Gin"), ("github.com/labstack/echo", "Echo"), ("github.com/gofiber/fiber", "Fiber"),
        ("github.com/go-chi/chi", "chi"), ("github.com/gorilla/mux", "gorilla/mux"),
    ];

    public string Name => "go";

    public string LookedFor => "go.mod";

    public IReadOnlyList<string> Programs => ["go"];

    public IReadOnlyList<Candidate> Find(AppFolder folder, BuildRequirements build)
    {
        if (!folder.Has("go.mod"))
            return [];
        var module = folder.Read("go.mod");
        if (build.Entry is { } entry)
            return [.. Mains(folder, _ => true).Where(main => main.Folder == entry || main.Evidence.File == entry).DistinctBy(main => main.Folder)
                .Select(main => new Candidate(Describe(folder, module, main.Folder, main.Evidence), "package main"))];
        var mains = Mains(folder, IsPlaceOfMain);
        // The module's own folder is what 'go build' builds; commands below it are tools beside it then.
        var chosen = mains.Where(main => main.Folder == ".").Take(1).DefaultIfEmpty();
        var apps = (chosen.First().Evidence is not null ? chosen : mains.DistinctBy(main => main.Folder)).ToList();
        return apps.Count == 0
            ? [new Candidate(Describe(folder, module, null, null), "package main at the top", "package main in cmd/NAME")]
            : [.. apps.Select(main => new Candidate(Describe(folder, module, main.Folder, main.Evidence), "package main"))];
    }

    private static DetectedApp Describe(AppFolder folder, ProjectText module, string? entry, Evidence? main)
    {
        var name = module.Match(ModuleName(), "a Go module");
        var program = entry is null or "." ? (name?.Value ?? "app").Split('/').Last(part => !MajorSuffix().IsMatch(part)) : entry.Split('/')[^1];
        return new DetectedApp
        {
            Kind = AppKind.Go,
            Language = new("Go", name?.Evidence ?? new Evidence("go.mod", null, "a Go module")),
            Version = module.Match(Toolchain(), "Go version: {0}") ?? module.Match(GoVersion(), "Go version: {0}") ?? DefaultVersion,
            Framework = Frameworks.Select(one => module.FirstLine(line => line.Contains(one.Module, StringComparison.Ordinal) && !line.Contains("// indirect", StringComparison.Ordinal)) is { } line
                ? new Fact<string>(one.Name, new Evidence("go.mod", line.Number, $"framework: {one.Name}")) : null).FirstOrDefault(one => one is not null),
            PackageManager = "go",
            LockFile = folder.First("go.sum"),
            HasDependencies = module.Lines.Any(line => line.TrimStart().StartsWith("require", StringComparison.Ordinal)),
            Entry = entry,
            Start = main is null ? null : new([$"./{program}"], main with { What = $"start command: ./{program}" }),
            Port = entry is null ? null : folder.Sources(".go").Where(text => Under(text.File, entry)).Select(text => text.MatchPort(PortNumber())).FirstOrDefault(port => port is not null),
            HealthPath = HealthRoute.Find(folder.Sources(".go")
                .Where(text => entry is null || Under(text.File, entry) || !text.File.StartsWith("cmd/", StringComparison.Ordinal))),
        };
    }

    private static List<(string Folder, Evidence Evidence)> Mains(AppFolder folder, Func<string, bool> isPlace) =>
    [
        .. folder.Sources(".go")
            .Where(text => !text.File.EndsWith("_test.go", StringComparison.Ordinal) && isPlace(FolderOf(text.File)))
            // A file of its own constraint ('ignore') is a script for 'go run'.
            .Where(text => text.Lines.Any(line => line.Trim() == "package main") && !text.Lines.Any(line => line.StartsWith("//go:build ignore", StringComparison.Ordinal)))
            .Select(text => (FolderOf(text.File), text.FirstLine(line => line.StartsWith("func main()", StringComparison.Ordinal)), text.File))
            .Where(one => one.Item2 is not null)
            .Select(one => (one.Item1, new Evidence(one.File, one.Item2!.Value.Number, "package main"))),
    ];

    private static bool IsPlaceOfMain(string folder) =>
        folder == "." || folder.Split('/') is ["cmd"] or ["cmd", _] or ["cmd", _, _] or ["src"] or ["app"] or ["server"];

    private static bool Under(string file, string folder) => folder == "." || file.StartsWith(folder + "/", StringComparison.Ordinal);

    private static string FolderOf(string file) => file.Contains('/', StringComparison.Ordinal) ? file[..file.LastIndexOf('/')] : ".";

    [GeneratedRegex(@"^module\s+""?([^\s""]+)")]
    private static partial Regex ModuleName();

    [GeneratedRegex(@"^v\d+$")]
    private static partial Regex MajorSuffix();

    [GeneratedRegex(@"^toolchain\s+go(\d+\.\d+)")]
    private static partial Regex Toolchain();

    [GeneratedRegex(@"^go\s+(\d+\.\d+)")]
    private static partial Regex GoVersion();

    // ListenAndServe(":8080" · Run(":8080") · port = "8080" · "0.0.0.0:8080"
    [GeneratedRegex(@"(?:""(?:0\.0\.0\.0)?:|[Pp]ort\s*:?=\s*"")(\d{2,5})""")]
    private static partial Regex PortNumber();
}
