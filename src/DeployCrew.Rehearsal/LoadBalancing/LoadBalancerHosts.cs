using System.Net;
using DeployCrew.Rehearsal.State;
using DeployCrew.Rehearsal.Tasks;
using DeployCrew.Rehearsal.Tls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>One web server per listener, on the loopback interface, on a port that it keeps.</summary>
internal sealed class LoadBalancerHosts(StateStore store, Forwarder forwarder, LocalAuthority authority) : IAsyncDisposable
{
    private readonly Dictionary<string, Served> served = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>Starts, restarts and stops servers until they are as the state has them.</summary>
    public async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            var wanted = store.Read(state => state.LoadBalancers.Values.SelectMany(balancer => balancer.Listeners).ToDictionary(listener => listener.Arn));
            foreach (var arn in served.Keys.Where(arn => !wanted.TryGetValue(arn, out var listener) || served[arn].Key != KeyOf(listener)).ToArray())
            {
                await served[arn].App.DisposeAsync();
                served.Remove(arn);
            }

            foreach (var listener in wanted.Values.Where(listener => !served.ContainsKey(listener.Arn)))
                served[listener.Arn] = await StartAsync(listener, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var one in served.Values)
            await one.App.DisposeAsync();
        served.Clear();
        gate.Dispose();
    }

    private async Task<Served> StartAsync(ListenerState listener, CancellationToken cancellationToken)
    {
        var port = FreePort.Take(listener.Port == 0 ? listener.RequestedPort : listener.Port);
        var app = Build(listener.Arn, port, listener.Protocol == "HTTPS" ? new ListenerCertificates(authority, listener.CertificateNames) : null);
        await app.StartAsync(cancellationToken);
        store.Change(_ =>
        {
            listener.Port = port;
        });
        return new Served(app, KeyOf(listener));
    }

    private WebApplication Build(string listenerArn, int port, ListenerCertificates? certificates)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseSockets(sockets =>
        {
            sockets.UnsafePreferInlineScheduling = true; // nothing in here blocks
            sockets.WaitForDataBeforeAllocatingBuffer = false; // 4 KiB per idle connection are less than a call of the kernel per request
        }).UseKestrelHttpsConfiguration().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = null;
            options.Limits.MinRequestBodyDataRate = null; // how slow a client may be is not the load balancer's to say
            options.Limits.MinResponseDataRate = null;
            options.Limits.Http2.MaxStreamsPerConnection = 128; // ELB user guide, "HTTP/2"
            void Configure(ListenOptions listen)
            {
                if (certificates is not null)
                    listen.UseHttps(https => https.ServerCertificateSelector = (_, name) => certificates.For(name));
            }

            options.Listen(IPAddress.Loopback, port, Configure);
            if (System.Net.Sockets.Socket.OSSupportsIPv6 && HasIPv6Loopback(port))
                options.Listen(IPAddress.IPv6Loopback, port, Configure);
        });
        var app = builder.Build();
        app.Run(context => forwarder.AnswerAsync(context, listenerArn));
        return app;
    }

    // "localhost" may mean either address; where the second can be had, both answer.
    private static bool HasIPv6Loopback(int port)
    {
        try
        {
            using var listener = new System.Net.Sockets.TcpListener(IPAddress.IPv6Loopback, port);
            listener.Start();
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    // What a change of has to restart the server; routes and targets are read anew for each request.
    private static string KeyOf(ListenerState listener) => $"{listener.Protocol} {listener.RequestedPort} {string.Join(',', listener.CertificateNames)}";

    private sealed record Served(WebApplication App, string Key);
}
