using System.Globalization;
using System.Text.RegularExpressions;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Images.Detection;

/// <summary>Python apps, from their package files and the object that their framework serves.</summary>
internal sealed partial class PythonEcosystem : IEcosystem
{
    private const string DefaultVersion = "3.13";

    private static readonly (string Package, string Name)[] Frameworks =
        [("django", "Django"), ("fastapi", "FastAPI"), ("streamlit", "Streamlit"), ("flask", "Flask"), ("starlette", "Starlette")];

    private static readonly (string File, string Manager)[] LockFiles = [("uv.lock", "uv"), ("poetry.lock", "poetry"), ("Pipfile.lock", "pipenv")];

    public string Name => "python";

    public string LookedFor => "pyproject.toml, requirements.txt or Pipfile";

    public IReadOnlyList<string> Programs => ["python", "python3", "gunicorn", "uvicorn", "streamlit", "flask", "fastapi", "hypercorn", "daphne", "waitress-serve", "uv", "poetry"];

    public IReadOnlyList<Candidate> Find(AppFolder folder, BuildRequirements build)
    {
        var mark = folder.First("pyproject.toml", "requirements.txt", "Pipfile", "setup.py", "manage.py");
        if (mark is null && build.Language != Name || build.Entry is { } entry && !(folder.Has(entry) && Path.GetExtension(entry) == ".py"))
            return [];
        var project = folder.Has("pyproject.toml") ? TomlFile.Parse(folder.Read("pyproject.toml")) : null;
        var pipfile = folder.Has("Pipfile") ? TomlFile.Parse(folder.Read("Pipfile")) : null;
        // A pyproject.toml that only sets up a formatter makes no app of Python.
        if (build.Language != Name && mark == "pyproject.toml" && !project!.Tables.Any(table => table is "project" or "tool.poetry") && folder.First("requirements.txt", "Pipfile", "setup.py", "manage.py") is null)
            return [];

        var packages = new PythonPackages(folder, project, pipfile);
        var framework = Frameworks.Select(one => packages.Find(one.Package, $"framework: {one.Name}") is { } place ? new Fact<string>(one.Name, place) : null)
            .FirstOrDefault(one => one is not null);
        var (manager, lockFile) = Manager(folder, project, pipfile, build.PackageManager);
        var app = new DetectedApp
        {
            Kind = AppKind.Python,
            Language = new("Python", mark is null ? new Evidence(Asked.File, null, "language: python") : new Evidence(mark, null, "a Python app")),
            Version = Version(folder, project, pipfile),
            Framework = framework,
            PackageManager = manager,
            LockFile = lockFile,
            HasDependencies = packages.Any,
            HealthPath = HealthRoute.Find(folder, ".py"),
        };
        var starts = PythonStarts.Find(folder, build.Framework ?? framework?.Value, packages).Where(start => build.Entry is null || start.File == build.Entry).ToList();
        if (build.Entry is not null && starts.Count == 0)
            starts.Add(new PythonStart(Asked.Start(["python", build.Entry]), build.Entry));
        return starts.Count == 0
            ? [new Candidate(app, PythonStarts.LookedFor(framework?.Value))]
            : [.. starts.Select(start => new Candidate(With(folder, app, start), "a start command"))];
    }

    private static DetectedApp With(AppFolder folder, DetectedApp app, PythonStart start) => app with
    {
        Start = start.Command,
        Entry = start.File,
        Port = folder.Read(start.File).MatchPort(PortNumber()) ?? (folder.Has(".streamlit/config.toml") ? folder.Read(".streamlit/config.toml").MatchPort(PortNumber()) : null),
        // docs.streamlit.io/deploy/tutorials/docker: Streamlit's own health path.
        HealthPath = app.Framework is { Value: "Streamlit", Evidence: { } place }
            ? new("/_stcore/health", place with { What = "health path: /_stcore/health (Streamlit's own)" })
            : app.HealthPath,
    };

    private static (Fact<string> Manager, string? LockFile) Manager(AppFolder folder, TomlFile? project, TomlFile? pipfile, string? asked)
    {
        var locks = LockFiles.Where(one => folder.Has(one.File) && (asked is null || one.Manager == asked)).ToList();
        if (locks.Count > 1)
            throw SourceErrors.AmbiguousApp(folder.Path, "build.packageManager", [.. locks.Select(one => $"{one.Manager} ({one.File})")]);
        if (locks.Count == 1)
            return (new(locks[0].Manager, new Evidence(locks[0].File, null, $"package manager: {locks[0].Manager}")), locks[0].File);
        if (project?.In("tool.poetry.dependencies").FirstOrDefault() is { } poetry)
            return (new("poetry", new Evidence(project.File, poetry.Line, "package manager: poetry")), null);
        return pipfile is not null
            ? (new("pipenv", new Evidence(pipfile.File, null, "package manager: pipenv")), null)
            : (new("pip", folder.Has("requirements.txt") ? new Evidence("requirements.txt", null, "package manager: pip") : null), null);
    }

    private static Fact<string> Version(AppFolder folder, TomlFile? project, TomlFile? pipfile)
    {
        foreach (var file in new[] { ".python-version", "runtime.txt" }.Where(folder.Has))
        {
            if (folder.Read(file).Match(Pinned(), "Python version: {0}") is { } pinned)
                return pinned;
        }

        var asked = project?.Text("project", "requires-python", "Python version")
            ?? project?.Text("tool.poetry.dependencies", "python", "Python version")
            ?? pipfile?.Text("requires", "python_version", "Python version");
        return asked is null || Pick(asked.Value) is not { } version ? DefaultVersion : asked with { Value = version };
    }

    // An open range (>=3.10, or Poetry's ^3.10, which ends before 4) is met by our default unless it asks for more.
    private static string? Pick(string range)
    {
        if (MinorVersion().Match(range) is not { Success: true } match)
            return null;
        var open = range.TrimStart() is ['>' or '^', ..] && (!range.Contains('<', StringComparison.Ordinal) || range.Contains("<4", StringComparison.Ordinal));
        return open && Minor(match.Groups[1].Value) <= Minor(DefaultVersion) ? DefaultVersion : match.Groups[1].Value;
    }

    private static int Minor(string version) => int.Parse(version.Split('.')[1], CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:python-|cpython-)?(3\.\d{1,2})\b")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"(3\.\d{1,2})\b")]
    private static partial Regex MinorVersion();

    // port=8000 · os.environ.get("PORT", 5000) · os.getenv('PORT', '8000')
    [GeneratedRegex(@"(?:\bport\s*=\s*|\bPORT[""']\s*,\s*(?:default\s*=\s*)?)[""']?(\d{2,5})\b")]
    private static partial Regex PortNumber();
}
