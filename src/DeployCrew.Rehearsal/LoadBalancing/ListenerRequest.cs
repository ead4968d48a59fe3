using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>What rules look at of a request. Headers and query are read only when a rule looks at them.</summary>
/// <param name="Host">Name that it is for, without a port.</param>
/// <param name="Path">Its path.</param>
internal sealed record ListenerRequest(string Host, string Path)
{
    public string Method { get; init; } = "GET";

    /// <summary>Its headers.</summary>
    public IEnumerable<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The pairs of its query.</summary>
    public IEnumerable<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>Address that it comes from.</summary>
    public IPAddress Source { get; init; } = IPAddress.Loopback;

    public static ListenerRequest Of(HttpContext context) => new(context.Request.Host.Host, context.Request.Path.Value ?? "/")
    {
        Method = context.Request.Method,
        Headers = Flat(() => context.Request.Headers),
        Query = Flat(() => context.Request.Query),
        Source = context.Connection.RemoteIpAddress ?? IPAddress.Loopback,
    };

    private static IEnumerable<KeyValuePair<string, string>> Flat(Func<IEnumerable<KeyValuePair<string, StringValues>>> source)
    {
        foreach (var (name, values) in source())
        {
            foreach (var value in values)
                yield return KeyValuePair.Create(name, value ?? "");
        }
    }
}
