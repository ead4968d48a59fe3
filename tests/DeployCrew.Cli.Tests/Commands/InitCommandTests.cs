using System.Text.Json.Nodes;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Commands;

public sealed class InitCommandTests : IDisposable
{
    private const string FastApi = "from fastapi import FastAPI\napp = FastAPI()\n@app.get(\"/health\")\ndef health(): return {}\n";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Init_AppWithAPackageNamedApp_IsTheFolderItself()
    {
        folder.Write("requirements.txt", "fastapi==0.115\nuvicorn==0.30\n");
        folder.Write("app/main.py", FastApi);
        folder.Write("app/__init__.py", "");

        Assert.Equal(".", (string?)(await InitAsync())["app"]);
    }

    [Fact]
    public async Task Init_AppBesideTheRequirements_IsNamed()
    {
        folder.Write("app/package.json", """{"name":"a","scripts":{"start":"node server.js"}}""");
        folder.Write("app/server.js", "require('http').createServer().listen(process.env.PORT)\n");

        Assert.Equal("app", (string?)(await InitAsync())["app"]);
    }

    private async Task<JsonNode> InitAsync()
    {
        var result = await InProcess.RunAsync("init", folder.Path);
        Assert.True(result.ExitCode == 0, result.Errors);
        return JsonNode.Parse(File.ReadAllText(folder.In("requirements.json")))!;
    }
}
