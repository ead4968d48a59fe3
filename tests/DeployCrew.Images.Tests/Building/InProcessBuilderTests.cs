using DeployCrew.Core.Errors;
using DeployCrew.Core.Processes;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Bases;
using DeployCrew.Images.Building;
using DeployCrew.Images.Building.InProcess;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Oci;
using DeployCrew.Images.Registry;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Building;

public sealed class InProcessBuilderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Build_Node_HoldsTheAppAndRunsOnTheHost()
    {
        _folder.Write("app/package.json", "{}");
        _folder.Write("app/server.js", "1");
        _folder.Write("app/.env", "SECRET=1");
        _folder.Write("app/README.md", "hi");

        var image = await Build("app");
        var layout = await OciLayout.OpenAsync(image.LayoutFolder, default);

        Assert.Equal(["app/package.json", "app/server.js"], await Files(layout));
        Assert.True(layout.RunsOnHost);
        Assert.Equal(("/app", "node server.js"), (layout.Config.Config.WorkingDir, string.Join(' ', layout.Config.Config.Cmd!)));
        Assert.Contains("PORT=8080", layout.Config.Config.Env!);
        Assert.Contains("No Docker Engine at unix:///nowhere/docker.sock", image.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Build_StaticSite_HoldsTheServerToo()
    {
        _folder.Write("app/index.html", "<h1>hi</h1>");
        _folder.Write("app/requirements.json", "{}");
        _folder.Write("app/Dockerfile", "FROM nginx");
        _folder.Write("app/.dockerignore", "*.draft");
        _folder.Write("app/x.draft", "1");

        var layout = await OciLayout.OpenAsync((await Build("app")).LayoutFolder, default);

        Assert.Equal(["opt/static-site/static-site.deps.json", "opt/static-site/static-site.dll", "opt/static-site/static-site.runtimeconfig.json", "srv/index.html"], await Files(layout));
        Assert.Equal(2, layout.Manifest.Layers.Count);
    }

    [Fact]
    public async Task Build_DotNetTwiceInTwoFolders_SameDigestWithoutOurPaths()
    {
        foreach (var folder in new[] { "one", "two" })
        {
            _folder.Write($"{folder}/Hello.csproj", """
                <Project Sdk="Microsoft.NET.Sdk.Web">
                  <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
                </Project>
                """);
            _folder.Write($"{folder}/Program.cs", "var app = WebApplication.Create(args);\napp.MapGet(\"/health\", () => \"ok\");\napp.MapStaticAssets();\napp.Run();\n");
            _folder.Write($"{folder}/wwwroot/site.css", "body { }");
        }

        var one = await Build("one");
        var two = await Build("two");

        Assert.Equal(one.Digest, two.Digest);
        Assert.Contains("app/Hello.dll", await Files(await OciLayout.OpenAsync(one.LayoutFolder, default)));
    }

    [Fact]
    public async Task Build_DotNetThatDoesNotCompile_DC3309WithTheCompilersLines()
    {
        _folder.Write("app/Hello.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>""");
        _folder.Write("app/Program.cs", "nonsense");

        var error = await Assert.ThrowsAsync<DeployError>(() => Build("app"));

        Assert.Equal("DC3309", error.Code);
        Assert.Contains(error.Details, line => line.Contains("error CS", StringComparison.Ordinal));
    }

    [RealFact("DEPLOYCREW_TEST_NPM")]
    [Trait("Category", "real")]
    public async Task Build_NodeWithDependencies_InstallsThemInALayerOfTheirOwn()
    {
        _folder.Write("app/package.json", """{ "name": "a", "version": "1.0.0", "dependencies": { "local": "file:./local" } }""");
        _folder.Write("app/local/package.json", """{ "name": "local", "version": "1.0.0" }""");
        _folder.Write("app/server.js", "require('local')");

        var layout = await OciLayout.OpenAsync((await Build("app")).LayoutFolder, default);

        Assert.Equal(2, layout.Manifest.Layers.Count);
    }

    [Theory]
    [InlineData("requirements.txt", "psycopg2==2.9.9\n", "app.py", "if __name__ == \"__main__\":\n    pass\n", "libpq5")]
    [InlineData("pyproject.toml", "[project]\nname = \"a\"\nversion = \"1\"\ndependencies = [\"flask\"]\n", "app.py", "if __name__ == \"__main__\":\n    pass\n", "requirements.txt")]
    [InlineData("Gemfile", "gem \"puma\"\ngem \"rack\"\n", "config.ru", "run ->(env) { [200, {}, []] }\n", "Dockerfile only")]
    public async Task Check_WhatOnlyADockerfileInstalls_IsNotBuiltHere(string manifest, string text, string program, string code, string reason)
    {
        _folder.Write($"app/{manifest}", text);
        _folder.Write($"app/{program}", code);
        using var http = new HttpClient();
        var processes = new SystemProcessRunner();
        var builder = new InProcessBuilder(processes, new BaseImageStore(http, new DockerCredentials(processes, _folder.Path), TimeProvider.System));
        var request = new ImageBuildRequest("web", new ServiceRequirements(), _folder.In("app"), _folder.In("layout"));

        var check = await builder.CheckAsync(request with { App = AppDetector.Detect(request.SourceFolder, request.Requirements) }, null, default);

        Assert.False(check.IsAvailable);
        Assert.Contains(reason, check.Reason, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<BuiltImage> Build(string folder)
    {
        using var engine = new DockerEngine("unix:///nowhere/docker.sock");
        using var http = RegistryClient.NewHttpClient();
        return await ImageBuilding.Standard(engine, new SystemProcessRunner(), http, TimeProvider.System).BuildAsync(
            new ImageBuildRequest("web", new ServiceRequirements(), _folder.In(folder), _folder.In(folder + "-layout"))
            {
                AppOnly = true,
            }, null, default);
    }

    private async Task<string[]> Files(OciLayout layout)
    {
        var root = _folder.In("root");
        await new ImageUnpacker().UnpackAsync(layout, root, default);
        return [.. Directory.GetFiles(root, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(root, path)).Order(StringComparer.Ordinal)];
    }
}
