using System.Text.RegularExpressions;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Images.Detection;

/// <summary>What lies beside an app and matters to its image: what installing needs, what the program reads, what its packages load.</summary>
internal static partial class Surroundings
{
    private static readonly string[] JavaScript =
        ["package.json", "package-lock.json", "npm-shrinkwrap.json", ".npmrc", "pnpm-workspace.yaml", ".pnpmfile.cjs", ".yarnrc.yml", ".yarnrc", ".yarn/", "patches/", "prisma/"];

    private static readonly string[] ReadAtRunTime = ["templates", "views", "static", "public", "assets", "migrations", "locales"];

    /// <summary>Packages that are compiled against a library of the system, and load it.</summary>
    private static readonly (AppKind Kind, string Package, string Library)[] Loaded =
    [
        (AppKind.Python, "psycopg2", "libpq5"), (AppKind.Python, "mysqlclient", "libmariadb3"), (AppKind.Python, "weasyprint", "libpango-1.0-0"),
        (AppKind.Ruby, "pg", "libpq5"), (AppKind.Ruby, "mysql2", "libmariadb3"), (AppKind.Ruby, "ruby-vips", "libvips42"), (AppKind.Ruby, "image_processing", "libvips42"),
    ];

    public static DetectedApp Add(AppFolder folder, DetectedApp app) => app with
    {
        Manifests = [.. Manifests(folder, app).Where(one => one.EndsWith('/') ? folder.HasFolder(one.TrimEnd('/')) : folder.Has(one))],
        ReadAtRunTime = app.Kind is AppKind.Go or AppKind.Rust ? [.. ReadAtRunTime.Where(folder.HasFolder)] : [],
        Libraries = [.. Loaded.Where(one => one.Kind == app.Kind).Select(one => Library(folder, one.Package, one.Library)).OfType<Fact<string>>()],
        Extensions = app.Kind == AppKind.Php && folder.Has("composer.json") ? [.. Extensions(JsonFile.Parse(folder.Read("composer.json")))] : [],
        Assets = app.Kind is AppKind.Php or AppKind.Ruby && folder.Has(PackageJson.File) ? Assets(folder) : null,
        NeedsC = app.Kind == AppKind.Go && (folder.Read("go.mod").Text.Contains("mattn/go-sqlite3", StringComparison.Ordinal)
            || folder.Sources(".go").Any(text => text.Lines.Contains("import \"C\""))),
    };

    private static DetectedApp? Assets(AppFolder folder) =>
        new NodeEcosystem().Find(folder, new BuildRequirements()) is [{ App: { HasBuildScript: true } app }] ? Add(folder, app) : null;

    private static IEnumerable<string> Manifests(AppFolder folder, DetectedApp app) => app.Kind switch
    {
        // Another manager's lock file is of no use to this one.
        AppKind.Node or AppKind.StaticSite => JavaScript.Where(one => !one.EndsWith("lock.json", StringComparison.Ordinal) && one != "npm-shrinkwrap.json" || one == app.LockFile)
            .Concat(app.LockFile is "pnpm-lock.yaml" or "yarn.lock" ? [app.LockFile] : []),
        AppKind.Bun => ["package.json", "bun.lock", "bun.lockb", "bunfig.toml", ".npmrc", "patches/"],
        AppKind.Deno => ["deno.json", "deno.jsonc", "deno.lock", "package.json"],
        AppKind.DotNet => DotNetProjects.Around(folder, app.Entry!),
        AppKind.Python => app.PackageManager?.Value switch
        {
            "uv" or "poetry" => [folder.Has("pyproject.toml") ? "pyproject.toml" : "requirements.txt", app.LockFile ?? "", "poetry.toml"],
            "pipenv" => ["Pipfile", "Pipfile.lock"],
            _ => ["requirements.txt", "requirements/", "constraints.txt"],
        },
        AppKind.Go => ["go.mod", "go.sum"],
        AppKind.Java when app.PackageManager?.Value == "gradle" => folder.Has("gradle/wrapper/gradle-wrapper.properties")
            ? ["build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts", "gradle.properties", "gradlew", "gradle/"]
            : ["build.gradle", "build.gradle.kts", "settings.gradle", "settings.gradle.kts", "gradle.properties", "gradle/"],
        // Modules need each other: there is nothing to fetch for one of them alone.
        AppKind.Java => app.Entry is null ? ["pom.xml", ".mvn/"] : [],
        AppKind.Ruby => ["Gemfile", "Gemfile.lock", ".ruby-version"],
        AppKind.Php => ["composer.json", "composer.lock"],
        AppKind.Rust => IsBuiltAlone(folder) ? ["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", ".cargo/"] : [],
        _ => [],
    };

    // Only a manifest that names no source file of its own holds with another program in the app's place.
    private static bool IsBuiltAlone(AppFolder folder)
    {
        var manifest = TomlFile.Parse(folder.Read("Cargo.toml"));
        return !manifest.Tables.Any(table => table is "lib" or "bin" or "example" or "test" or "bench" or "workspace" or "build-dependencies")
            && manifest.Find("package", "build") is null && manifest.Find("package", "default-run") is null;
    }

    private static Fact<string>? Library(AppFolder folder, string package, string library)
    {
        foreach (var file in new[] { "requirements.txt", "pyproject.toml", "Pipfile", "Gemfile" }.Where(folder.Has))
        {
            if (folder.Read(file).FirstLine(line => PackageName().Match(line) is { Success: true } match && match.Groups["name"].Value == package) is { } line)
                return new(library, new Evidence(file, line.Number, package));
        }

        return null;
    }

    private static IEnumerable<Fact<string>> Extensions(JsonFile composer) => composer.Names("require")
        .Where(name => name.StartsWith("ext-", StringComparison.Ordinal))
        .Select(name => new Fact<string>(name["ext-".Length..].ToLowerInvariant(), new Evidence("composer.json", composer.Line("require", name), $"PHP extension: {name["ext-".Length..]}")));

    // psycopg2==2.9 · "psycopg2>=2.9", · psycopg2 = "^2.9" · gem "pg", "~> 1.5"
    [GeneratedRegex(@"^\s*(?:gem\s*\(?\s*)?['""]?(?<name>[A-Za-z0-9_-]+)(?![A-Za-z0-9_-])")]
    private static partial Regex PackageName();
}
