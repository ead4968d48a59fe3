using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Detection;

/// <summary>What requirements.json says of a build counts instead of what the files say, and answers what they leave open.</summary>
public sealed class AskedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Detect_FactsAsked_AreRequirementsJsons()
    {
        Files(("package.json", "{}"), ("server.js", ""));

        var app = Detect(new() { Version = "24", Framework = "Hono", PackageManager = "pnpm", Command = ["make"], BaseImage = "debian:12" });

        Assert.Equal(("24", "Hono", "pnpm", "make", "debian:12"),
            (app.Version?.Value, app.Framework?.Value, app.PackageManager?.Value, app.BuildCommand?.Value[0], app.BaseImage?.Value));
        Assert.All([app.Version?.Evidence, app.Framework?.Evidence, app.PackageManager?.Evidence, app.BuildCommand?.Evidence, app.BaseImage?.Evidence],
            evidence => Assert.Equal("requirements.json", evidence?.Place));
    }

    [Theory]
    [InlineData("node", AppKind.Node)]
    [InlineData("python", AppKind.Python)]
    public void Detect_TwoLanguages_TheAskedOne(string language, AppKind expected)
    {
        Files(("package.json", "{}"), ("server.js", ""), ("requirements.txt", ""), ("main.py", "if __name__ == '__main__':\n    serve()\n"));

        Assert.Contains("build.language", Refused("DC3202").Remedy, StringComparison.Ordinal);
        Assert.Equal(expected, Detect(new() { Language = language }).Kind);
    }

    [Fact]
    public void Detect_LanguageAskedForWithoutItsFiles_IsEnoughForAScript()
    {
        Files(("serve.py", ""), ("go.mod", "nonsense"));

        var app = Detect(new() { Language = "python", Entry = "serve.py" });

        Assert.Equal((AppKind.Python, "python serve.py"), (app.Kind, string.Join(' ', app.StartCommand)));
    }

    [Fact]
    public void Detect_LanguageAskedForThatIsNotThere_DC3201NamesWhatItLookedFor()
    {
        Files(("package.json", "{}"), ("server.js", ""));

        Assert.Equal(["looked for go.mod: not there"], Refused("DC3201", new() { Language = "go" }).Details);
    }

    [Theory]
    [InlineData("cmd/api", "./api")]
    [InlineData("tools/seed", "./seed")]
    [InlineData("cmd/worker/main.go", "./worker")]
    public void Detect_GoCommands_TheEntryPicks(string entry, string start)
    {
        Files(("go.mod", "module shop\n"), ("cmd/api/main.go", Main), ("cmd/worker/main.go", Main), ("tools/seed/main.go", Main));

        Assert.Contains("build.entry", Refused("DC3202").Remedy, StringComparison.Ordinal);
        Assert.Equal(start, Detect(new() { Entry = entry }).StartCommand[0]);
    }

    [Theory]
    [InlineData("a/a.csproj", "dotnet a.dll")]
    [InlineData("b", "dotnet b.dll")]
    [InlineData("tool/tool.csproj", "dotnet tool.dll")]
    public void Detect_Projects_TheEntryPicks(string entry, string start)
    {
        const string Web = """<Project Sdk="Microsoft.NET.Sdk.Web" />""";
        Files(("a/a.csproj", Web), ("b/b.csproj", Web), ("tool/tool.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>"""));

        Assert.Equal(start, string.Join(' ', Detect(new() { Entry = entry }).StartCommand));
    }

    [Theory]
    [InlineData("main.py", "main:app")]
    [InlineData("app.py", "app:api")]
    public void Detect_TwoFastApiApps_TheEntryPicks(string entry, string served)
    {
        Files(("requirements.txt", "fastapi\nuvicorn\n"), ("main.py", "app = FastAPI()\n"), ("app.py", "api = FastAPI()\n"));

        Assert.Contains(served, ShellCommand.Display(Detect(new() { Entry = entry }).StartCommand), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("npm", "package-lock.json")]
    [InlineData("yarn", "yarn.lock")]
    [InlineData("pnpm", null)]
    public void Detect_TwoLockFiles_ThePackageManagerPicks(string manager, string? lockFile)
    {
        Files(("package.json", "{}"), ("server.js", ""), ("package-lock.json", "{}"), ("yarn.lock", ""));

        var app = Detect(new() { PackageManager = manager });

        Assert.Contains("build.packageManager", Refused("DC3202").Remedy, StringComparison.Ordinal);
        Assert.Equal((manager, lockFile), (app.PackageManager?.Value, app.LockFile));
    }

    [Theory]
    [InlineData("maven")]
    [InlineData("gradle")]
    public void Detect_MavenAndGradle_ThePackageManagerPicks(string manager)
    {
        Files(("pom.xml", "<project><artifactId>quarkus-maven-plugin</artifactId></project>"), ("build.gradle", "plugins { id 'org.springframework.boot' version '3.5.0' }\n"));

        Assert.Equal(manager, Detect(new() { PackageManager = manager }).PackageManager?.Value);
    }

    [Fact]
    public void Detect_EntryThatNoAppHas_DC3130SaysWhatIsThere()
    {
        Files(("go.mod", "module shop\n"), ("cmd/api/main.go", Main));

        Assert.Contains("cmd/api/main.go", Assert.Single(Refused("DC3130", new() { Entry = "cmd/apo" }).Details), StringComparison.Ordinal);
    }

    [Fact]
    public void Detect_DockerfileElsewhere_IsTheOne()
    {
        Files(("Dockerfile", "FROM a\n"), ("docker/Dockerfile.web", "FROM b\nEXPOSE 9000\n"));

        var app = Detect(new() { Dockerfile = "docker/Dockerfile.web" });

        Assert.Equal((AppKind.Dockerfile, "docker/Dockerfile.web", 9000, "docker/Dockerfile.web:1"), (app.Kind, app.Entry, app.Port?.Value, app.Evidence[0].Place));
    }

    [Fact]
    public void Detect_DockerfileThatIsNotThere_DC3131()
    {
        Files(("package.json", "{}"), ("server.js", ""), ("Dockerfile", "FROM a\n"));

        Refused("DC3131", new() { Dockerfile = "docker/Dockerfile" });
    }

    [Fact]
    public void Detect_SiteThatIsBuilt_ServesTheFolderThatTheBuildWrites()
    {
        Files(("package.json", """{ "scripts": { "build": "vite build" }, "devDependencies": { "vite": "7" } }"""), ("package-lock.json", "{}"), ("index.html", ""));

        Assert.Contains("\"language\": \"static\"", Refused("DC3205").Remedy, StringComparison.Ordinal);
        Refused("DC3132", new() { Language = "static", Command = ["npm", "run", "build"] });
        var app = Detect(new() { Language = "static", Command = ["npm", "run", "build"], Entry = "dist" });
        Assert.Equal((AppKind.StaticSite, "dist", "npm", "package-lock.json", true), (app.Kind, app.Entry, app.PackageManager?.Value, app.LockFile, app.HasDependencies));
    }

    public void Dispose() => _folder.Dispose();

    private const string Main = "package main\nfunc main() {}\n";

    private void Files(params (string File, string Text)[] files)
    {
        foreach (var (file, text) in files)
            _folder.Write(file, text);
    }

    private DetectedApp Detect(BuildRequirements build) => AppDetector.Detect(_folder.Path, new ServiceRequirements { Build = build });

    private DeployError Refused(string code, BuildRequirements? build = null)
    {
        var error = Assert.Throws<DeployError>(() => Detect(build ?? new()));
        Assert.Equal(code, error.Code);
        return error;
    }
}
