using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Detection;

public sealed class AppDetectorTests : IDisposable
{
    private const string WebProject = """
        <Project Sdk="Microsoft.NET.Sdk.Web">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
          </PropertyGroup>
        </Project>
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Detect_NodeWithEverything_ReadsItWithEvidence()
    {
        _folder.Write("package.json", """
            {
              "scripts": { "start": "node src/server.js" },
              "engines": { "node": "^20.11" },
              "dependencies": { "express": "^4.0.0" }
            }
            """);
        _folder.Write("package-lock.json", "{}");
        _folder.Write("src/server.js", "const app = require('express')();\napp.listen(process.env.PORT || 3000);\n");

        var app = AppDetector.Detect(_folder.Path);

        Assert.Equal(
            (AppKind.Node, "20", "Express", "npm", 3000, true),
            (app.Kind, app.Version?.Value, app.Framework?.Value, app.PackageManager?.Value, app.Port?.Value, app.HasDependencies));
        Assert.Equal(["node", "src/server.js"], app.StartCommand);
        Assert.Equivalent(
            new[]
            {
                "package.json: a Node package", "package-lock.json: package manager: npm", "package.json:2: start command: node src/server.js",
                "package.json:3: Node version: ^20.11", "package.json:4: framework: Express", "src/server.js:2: port: 3000",
            },
            app.Evidence.Select(one => one.ToString()), strict: true);
    }

    [Theory]
    [InlineData("""{ "main": "app.js" }""", "app.js", "node app.js")]
    [InlineData("{}", "server.js", "node server.js")]
    [InlineData("{}", "index.js", "node index.js")]
    [InlineData("""{ "scripts": { "start": "next start" } }""", "x.js", "npm run --silent start")]
    [InlineData("""{ "scripts": { "start": "node a.js && node b.js" } }""", "a.js", "npm run --silent start")]
    [InlineData("""{ "scripts": { "start": "node --enable-source-maps a.js" } }""", "a.js", "node --enable-source-maps a.js")]
    public void Detect_Node_StartCommand(string package, string file, string expected)
    {
        _folder.Write("package.json", package);
        _folder.Write(file, "");

        Assert.Equal(expected, string.Join(' ', AppDetector.Detect(_folder.Path).StartCommand));
    }

    [Theory]
    [InlineData(">=18", "22")]
    [InlineData(">=24", "24")]
    [InlineData("20.x", "20")]
    [InlineData("^18.17.0", "18")]
    [InlineData(">=18 <21", "18")]
    [InlineData("*", "22")]
    public void Detect_NodeEngines_PicksMajor(string engines, string expected)
    {
        _folder.Write("package.json", $$"""{ "main": "a.js", "engines": { "node": "{{engines}}" } }""");
        _folder.Write("a.js", "");

        Assert.Equal(expected, AppDetector.Detect(_folder.Path).Version?.Value);
    }

    [Theory]
    [InlineData("pnpm-lock.yaml", "pnpm")]
    [InlineData("yarn.lock", "yarn")]
    public void Detect_LockFile_TellsPackageManager(string file, string manager)
    {
        _folder.Write("package.json", """{ "scripts": { "start": "node a.js" } }""");
        _folder.Write(file, "");

        Assert.Equal(manager, AppDetector.Detect(_folder.Path).PackageManager?.Value);
    }

    [Fact]
    public void Detect_DotNetBelow_FindsTheWebProject()
    {
        _folder.Write("src/Web/Web.csproj", WebProject);
        _folder.Write("src/Tool/Tool.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>");
        _folder.Write("src/Lib/Lib.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"/>");

        var app = AppDetector.Detect(_folder.Path);

        Assert.Equal((AppKind.DotNet, "10.0", "ASP.NET Core", "src/Web/Web.csproj"), (app.Kind, app.Version?.Value, app.Framework?.Value, app.Entry));
        Assert.Equal(["dotnet", "Web.dll"], app.StartCommand);
        Assert.Contains(new Evidence("src/Web/Web.csproj", 3, ".NET version: net10.0"), app.Evidence);
    }

    [Theory]
    [InlineData("index.html", ".")]
    [InlineData("public/index.html", "public")]
    public void Detect_StaticSite_FindsItsFolder(string file, string folder)
    {
        _folder.Write(file, "<h1>hi</h1>");

        var app = AppDetector.Detect(_folder.Path);

        Assert.Equal((AppKind.StaticSite, folder), (app.Kind, app.Entry));
    }

    [Fact]
    public void Detect_Dockerfile_WinsAndKnowsWhatElseItCouldBe()
    {
        _folder.Write("Dockerfile", "# mine\nFROM node:22\n");
        _folder.Write("package.json", "{}");
        _folder.Write("server.js", "");

        var app = AppDetector.Detect(_folder.Path);

        Assert.Equal(AppKind.Dockerfile, app.Kind);
        Assert.Equal(new Evidence("Dockerfile", 2, "FROM node:22"), app.Evidence[0]);
        Assert.Equal(AppKind.Node, app.WithoutDockerfile?.Kind);
    }

    [Fact]
    public void Detect_Nothing_DC3201NamesWhatWasLookedFor()
    {
        var error = Refused("DC3201", ("notes.txt", "hi"));

        Assert.Contains("looked for package.json: not there", error.Details);
    }

    [Fact]
    public void Detect_NodeAndDotNet_DC3202() => Refused("DC3202", ("package.json", "{}"), ("server.js", ""), ("web.csproj", WebProject));

    [Fact]
    public void Detect_TwoWebProjects_DC3202() => Refused("DC3202", ("a/a.csproj", WebProject), ("b/b.csproj", WebProject));

    [Fact]
    public void Detect_TwoLockFiles_DC3202() => Refused("DC3202", ("package.json", "{}"), ("yarn.lock", ""), ("package-lock.json", "{}"));

    [Fact]
    public void Detect_NodeWithoutStart_DC3203() => Refused("DC3203", ("package.json", "{}"));

    [Fact]
    public void Detect_BrokenPackage_DC3204() => Refused("DC3204", ("package.json", "{ nope"));

    [Fact]
    public void Detect_PackageThatIsNoObject_DC3204() => Refused("DC3204", ("package.json", "[]"));

    [Fact]
    public void Detect_ProjectWithDtd_DC3204() => Refused("DC3204", ("a.csproj", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Project>&e;</Project>"));

    [Fact]
    public void Detect_SiteWithBuildScript_DC3205() =>
        Refused("DC3205", ("package.json", """{ "scripts": { "build": "vite build" } }"""), ("index.html", ""));

    [Fact]
    public void Detect_CommandInRequirements_IsTheStart()
    {
        _folder.Write("package.json", "{}");

        var app = AppDetector.Detect(_folder.Path, new ServiceRequirements { Command = ["node", "x.js"] });

        Assert.Equal((AppKind.Node, "node x.js", "requirements.json"), (app.Kind, string.Join(' ', app.StartCommand), app.Start?.Evidence?.File));
    }

    [Theory]
    [InlineData("uvicorn", AppKind.Python)]
    [InlineData("node", AppKind.Node)]
    public void Detect_TwoLanguages_TheCommandsProgramTells(string program, AppKind expected)
    {
        _folder.Write("server.js", "");
        _folder.Write("package.json", "{}");
        _folder.Write("requirements.txt", "fastapi\nuvicorn\n");
        _folder.Write("main.py", "from fastapi import FastAPI\napp = FastAPI()\n");

        Assert.Equal(expected, AppDetector.Detect(_folder.Path, new ServiceRequirements { Command = [program, "x"] }).Kind);
    }

    [Fact]
    public void Detect_TwoGoCommands_TheNamedOneWithItsOwnPort()
    {
        _folder.Write("go.mod", "module shop\n");
        _folder.Write("cmd/api/main.go", "package main\nfunc main() {\n  r.GET(\"/health\")\n  r.Run(\":9000\")\n}\n");
        _folder.Write("cmd/worker/main.go", "package main\nfunc main() {}\n");

        var api = AppDetector.Detect(_folder.Path, new ServiceRequirements { Command = ["./api"] });
        var worker = AppDetector.Detect(_folder.Path, new ServiceRequirements { Command = ["./worker"] });

        Assert.Equal(("cmd/api", 9000, "/health"), (api.Entry, api.Port?.Value, api.HealthPath?.Value));
        Assert.Equal(("cmd/worker", null, null), (worker.Entry, worker.Port, worker.HealthPath));
    }

    [Fact]
    public void Detect_MainOutsideTheFolder_IsNotRead()
    {
        _folder.Write("outside/secret.js", "get('/health')\nlisten(4321)\n");
        _folder.Write("app/package.json", """{ "main": "../outside/secret.js" }""");
        _folder.Write("app/index.js", "");

        var app = AppDetector.Detect(_folder.In("app"));

        Assert.Equal(("node index.js", null, null), (string.Join(' ', app.StartCommand), app.Port, app.HealthPath));
    }

    [Fact]
    public void Detect_DeepXml_DC3204() =>
        Refused("DC3204", ("pom.xml", string.Concat(Enumerable.Repeat("<a>", 100_000)) + string.Concat(Enumerable.Repeat("</a>", 100_000))));

    public void Dispose() => _folder.Dispose();

    private DeployError Refused(string code, params (string File, string Text)[] files)
    {
        foreach (var (file, text) in files)
            _folder.Write(file, text);
        var error = Assert.Throws<DeployError>(() => AppDetector.Detect(_folder.Path));
        Assert.Equal(code, error.Code);
        return error;
    }
}
