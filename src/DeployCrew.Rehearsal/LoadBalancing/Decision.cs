using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>What the load balancer does with a request: a target, a redirect, or an answer of its own.</summary>
internal sealed record Decision(TargetAddress? Target, Redirection? Redirect, int Status, string ContentType, string Body)
{
    public static Decision To(TargetState target, string group) => new(new TargetAddress(target.TaskId, target.Address, target.Port, group), null, 0, "", "");

    public static Decision To(Redirection redirect, int status) => new(null, redirect, status, "", "");

    public static Decision Answer(int status, string contentType, string body) => new(null, null, status, contentType, body);
}

/// <summary>Where a target answers, and the target group that it was chosen from, by ARN.</summary>
internal sealed record TargetAddress(string TaskId, string Address, int Port, string Group);

/// <summary>Where a client is sent to. Of each part, <c>#{protocol}</c>, <c>#{host}</c>, <c>#{port}</c>, <c>#{path}</c> and <c>#{query}</c> are the request's own.</summary>
internal sealed record Redirection(string Protocol, string Host, string Port, string Path, string Query)
{
    /// <summary>The address for a request.</summary>
    /// <param name="protocol">http | https, of the request.</param>
    /// <param name="host">Name that the request is for.</param>
    /// <param name="port">Port that it came to.</param>
    /// <param name="path">Its path, escaped, with the slash at the beginning.</param>
    /// <param name="query">Its query without the question mark.</param>
    public string Location(string protocol, string host, int port, string path, string query)
    {
        string Filled(string text) => text
            .Replace("#{protocol}", protocol, StringComparison.Ordinal).Replace("#{host}", host, StringComparison.Ordinal)
            .Replace("#{port}", $"{port}", StringComparison.Ordinal).Replace("#{path}", path.TrimStart('/'), StringComparison.Ordinal)
            .Replace("#{query}", query, StringComparison.Ordinal);
        var search = Filled(Query);
        return $"{Filled(Protocol).ToLowerInvariant()}://{Filled(Host)}:{Filled(Port)}{Filled(Path)}{(search.Length == 0 ? "" : "?" + search)}";
    }
}
