using System.Net;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>What rules look at of a request.</summary>
/// <param name="Host">Name that it is for, without a port.</param>
/// <param name="Path">Its path.</param>
internal sealed record ListenerRequest(string Host, string Path)
{
    public string Method { get; init; } = "GET";

    /// <summary>Its headers.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>The pairs of its query.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Query { get; init; } = [];

    /// <summary>Address that it comes from.</summary>
    public IPAddress Source { get; init; } = IPAddress.Loopback;

    public static ListenerRequest Of(HttpContext context) => new(context.Request.Host.Host, context.Request.Path.Value ?? "/")
    {
        Method = context.Request.Method,
        Headers = [.. context.Request.Headers.SelectMany(header => header.Value, (header, value) => KeyValuePair.Create(header.Key, value ?? ""))],
        Query = [.. context.Request.Query.SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? ""))],
        Source = context.Connection.RemoteIpAddress ?? IPAddress.Loopback,
    };
}
