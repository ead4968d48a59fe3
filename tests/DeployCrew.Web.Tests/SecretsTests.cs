using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace DeployCrew.Web.Tests;

/// <summary>Values of secrets go to the target's store, and are nowhere else.</summary>
[Trait("Category", "long")]
public sealed class SecretsTests(Served served) : IClassFixture<Served>
{
    private const string Value = "tall-ships-4711";

    [Fact]
    public async Task Secret_Typed_ReachesTheTaskAndIsNowhereElse()
    {
        var upload = await UploadAsync("secretive", "ssm:/secretive-secrets/dev/web/TOKEN");
        var (status, said) = await served.PostAsync($"api/v1/projects/{upload}/secrets", Body("TOKEN", Value));
        Assert.True(status == HttpStatusCode.OK, said.ToJsonString());
        Assert.Equal("ssm:/secretive-secrets/dev/web/TOKEN", said["written"]![0]!.ToString());

        // A secret that is not there is found before anything is changed, and no task starts without it.
        var run = await served.RunAsync("api/v1/runs", new { upload, environment = "dev", target = "local" });
        Assert.Equal("verified", run["state"]!.ToString());
        foreach (var file in Directory.EnumerateFiles(served.Home, "*", SearchOption.AllDirectories))
            Assert.False(Contains(file), file);
        foreach (var path in new[] { $"runs/{run["runId"]}", $"api/v1/runs/{run["runId"]}", $"api/v1/projects/{upload}" })
            Assert.DoesNotContain(Value, await served.Http.GetStringAsync(path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ssm:/secretive-secrets/dev/web/TOKEN", "OTHER", Value, "DC9121")]
    [InlineData("secretsmanager:secretive/token", "TOKEN", Value, "DC9122")]
    [InlineData("ssm:/secretive-secrets/dev/web/TOKEN", "TOKEN", "", "DC9123")]
    public async Task Secret_NotOneToBeWritten_SaysWhyWithoutItsValue(string reference, string name, string value, string code)
    {
        var (status, said) = await served.PostAsync($"api/v1/projects/{await UploadAsync("secretive", reference)}/secrets", Body(name, value));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, code), (status, said["code"]!.ToString()));
        Assert.DoesNotContain(Value, said.ToJsonString(), StringComparison.Ordinal);
    }

    private Task<string> UploadAsync(string project, string reference) => served.UploadAsync("hello-dotnet", requirements =>
    {
        requirements["project"] = project;
        foreach (var (_, service) in requirements["services"]!.AsObject())
            service!["secrets"] = new JsonObject { ["TOKEN"] = reference };
    });

    private static object Body(string name, string value) =>
        new { environment = "dev", target = "local", values = new Dictionary<string, object> { ["web"] = new Dictionary<string, string> { [name] = value } } };

    private static bool Contains(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > 64 << 20)
                return false;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(Value)) >= 0;
        }
        catch (IOException)
        {
            return false; // it is gone: the cloud's tasks live on meanwhile
        }
    }
}
