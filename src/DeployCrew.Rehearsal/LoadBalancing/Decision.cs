using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>What the load balancer does with a request: a target, a redirect to HTTPS, or an answer of its own.</summary>
internal sealed record Decision(TargetAddress? Target, int? RedirectPort, int Status, string ContentType, string Body)
{
    public static Decision To(TargetState target) => new(new TargetAddress(target.TaskId, target.Address, target.Port), null, 0, "", "");

    public static Decision Redirect(int port) => new(null, port, 301, "", "");

    public static Decision Answer(int status, string contentType, string body) => new(null, null, status, contentType, body);
}

/// <summary>Where a target answers.</summary>
internal sealed record TargetAddress(string TaskId, string Address, int Port);
