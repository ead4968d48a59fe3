using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;

namespace DeployCrew.Testing;

/// <summary>An emulator of AWS of a test's own: an account with nothing in it.</summary>
public sealed class MotoServer : IAsyncDisposable
{
    /// <summary>Says that this machine has moto; the server that it names belongs to all tests.</summary>
    public const string Variable = "DEPLOYCREW_TEST_MOTO";

    /// <summary>The Python that has it.</summary>
    public const string Python = "DEPLOYCREW_TEST_BOTOCORE";

    private readonly CancellationTokenSource stop = new();
    private readonly HttpClient client = new();
    private readonly Task running;

    private MotoServer(int port)
    {
        Address = new($"http://127.0.0.1:{port}");
        running = new SystemProcessRunner().RunAsync(
            new(Environment.GetEnvironmentVariable(Python)!, ["-m", "moto.server", "-H", "127.0.0.1", "-p", $"{port}"]), stop.Token);
    }

    public Uri Address { get; }

    public static async Task<MotoServer> StartAsync()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var server = new MotoServer(port);
        await Eventually.GetAsync(server.IsUpAsync, up => up, 60);
        return server;
    }

    /// <summary>Values below a path of the parameter store, by full name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ParametersAsync(string path)
    {
        var values = new Dictionary<string, string>();
        string? next = null;
        do
        {
            var page = await SsmAsync("GetParametersByPath", new() { ["Path"] = path, ["Recursive"] = true, ["NextToken"] = next });
            foreach (var parameter in page["Parameters"]!.AsArray())
                values[(string)parameter!["Name"]!] = (string)parameter["Value"]!;
            next = (string?)page["NextToken"];
        }
        while (next is not null);
        return values;
    }

    public Task ChangeParameterAsync(string name, string value) =>
        SsmAsync("PutParameter", new() { ["Name"] = name, ["Value"] = value, ["Type"] = "String", ["Overwrite"] = true });

    public async Task PutObjectAsync(string bucket, string key, string content)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri(Address, $"/{bucket}/{key}")) { Content = new StringContent(content) };
        request.Headers.TryAddWithoutValidation("Authorization", Signed("s3"));
        using var response = await client.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await ((Task)running).ContinueWith(_ => { }, TaskScheduler.Default);
        stop.Dispose();
        client.Dispose();
    }

    private async Task<bool> IsUpAsync()
    {
        try
        {
            return (await client.GetAsync(new Uri(Address, "/moto-api/"))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<JsonNode> SsmAsync(string operation, JsonObject input)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(input.ToJsonString()))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1") },
            },
        };
        request.Headers.Add("X-Amz-Target", $"AmazonSSM.{operation}");
        request.Headers.TryAddWithoutValidation("Authorization", Signed("ssm"));
        using var response = await client.SendAsync(request);
        return JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
    }

    // moto reads service and region from here, and checks no signature.
    private static string Signed(string service) =>
        $"AWS4-HMAC-SHA256 Credential=test/20261121/eu-west-1/{service}/aws4_request, SignedHeaders=host, Signature=none";
}
