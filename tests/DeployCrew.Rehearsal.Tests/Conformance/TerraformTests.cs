using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Rehearsal.Tests.Clients;
using DeployCrew.Rehearsal.Tests.Hosting;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Conformance;

/// <summary>Terraform's own AWS provider with the local cloud for its services: what it made is what it reads back, and it serves.</summary>
[Trait("Category", "real")]
public sealed class TerraformTests : IAsyncLifetime
{
    private const string Program = "DEPLOYCREW_TEST_TERRAFORM";
    private const string Plugins = "DEPLOYCREW_TEST_TERRAFORM_PLUGINS";
    private const string Network = "DEPLOYCREW_TEST_MOTO";

    private TestCloud cloud = null!;
    private string folder = "";
    private string image = "";

    public async Task InitializeAsync()
    {
        cloud = await TestCloud.StartAsync();
        image = await (await cloud.ProvisionAsync(TestRequirements.Web())).PushAsync("by terraform");
        folder = Directory.CreateDirectory(Path.Combine(cloud.Folder, "terraform")).FullName;
        File.Copy(Path.Combine(SourceTree.Root, "tests", "conformance", "terraform", "main.tf"), Path.Combine(folder, "main.tf"));
    }

    public async Task DisposeAsync() => await cloud.DisposeAsync();

    [RealFact(Program, Plugins, Network)]
    public async Task Provider_AppliedPlannedAndDestroyed_FindsWhatItWrote()
    {
        var before = cloud.State();
        await RunAsync("init", "-input=false", "-no-color", $"-plugin-dir={Environment.GetEnvironmentVariable(Plugins)}");
        await RunAsync("apply", "-auto-approve", "-input=false", "-no-color");

        Assert.Equal((404, "nothing here"), await AskAsync("elsewhere.test"));
        // A steady service runs its tasks; that the load balancer has found them healthy comes a moment later, as on AWS.
        Assert.Equal((200, "by terraform"), await Eventually.GetAsync(() => AskAsync("www.example.test"), answer => answer.Status != 503));

        // 2 would be: there is a difference.
        await RunAsync("plan", "-detailed-exitcode", "-input=false", "-no-color");

        await RunAsync("destroy", "-auto-approve", "-input=false", "-no-color");
        var after = cloud.State();
        Assert.Equal(
            (before.Clusters.Count, before.LoadBalancers.Count, before.TargetGroups.Count, before.Repositories.Count, before.LogGroups.Count),
            (after.Clusters.Count, after.LoadBalancers.Count, after.TargetGroups.Count, after.Repositories.Count, after.LogGroups.Count));
        Assert.Empty(after.Secrets);
        Assert.DoesNotContain(after.Parameters.Keys, name => name.StartsWith("/tf/", StringComparison.Ordinal));
        // A task definition is only deregistered, and keeps its tags.
        Assert.All(after.Tags.Where(pair => pair.Value.GetValueOrDefault("project") == "terraform"), pair => Assert.Contains(":task-definition/", pair.Key, StringComparison.Ordinal));
    }

    /// <summary>Asks the load balancer under a name that only its certificate of this very handshake can have.</summary>
    private async Task<(int Status, string Body)> AskAsync(string host)
    {
        var listener = cloud.State().LoadBalancers.Values.Single(one => one.Name == "tf-web").Listeners.Single(one => one.Protocol == "HTTPS");
        using var authority = X509CertificateLoader.LoadCertificateFromFile(Path.Combine(cloud.Folder, "cloud", "ca.pem"));
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(IPAddress.Loopback, listener.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        handler.SslOptions.CertificateChainPolicy.CustomTrustStore.Add(authority);
        using var client = new HttpClient(handler);
        using var answer = await client.GetAsync(new Uri($"https://{host}/"));
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task RunAsync(params string[] arguments)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var result = await new SystemProcessRunner().RunAsync(
            new ProcessCommand(Environment.GetEnvironmentVariable(Program)!, arguments)
            {
                WorkingDirectory = folder,
                Environment = new Dictionary<string, string?>
                {
                    ["AWS_ACCESS_KEY_ID"] = cloud.Address.AccessKeyId,
                    ["AWS_SECRET_ACCESS_KEY"] = cloud.Address.SecretAccessKey.Reveal(),
                    ["AWS_SESSION_TOKEN"] = null,
                    ["AWS_PROFILE"] = null,
                    ["AWS_CONFIG_FILE"] = Path.Combine(cloud.Folder, "config"),
                    ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(cloud.Folder, "credentials"),
                    ["TF_VAR_cloud"] = cloud.Address.Endpoint.ToString(),
                    ["TF_VAR_network"] = Environment.GetEnvironmentVariable(Network),
                    ["TF_VAR_image"] = image,
                    ["TF_IN_AUTOMATION"] = "1",
                    ["TF_CLI_CONFIG_FILE"] = null,
                    ["CHECKPOINT_DISABLE"] = "1",
                },
            },
            limit.Token);
        Assert.True(result.ExitCode == 0, $"terraform {arguments[0]}\n{string.Join('\n', result.Output.Concat(result.Errors).TakeLast(120))}");
    }
}
