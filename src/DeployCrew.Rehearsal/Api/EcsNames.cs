using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Finds ECS's things by the names or ARNs that requests have for them.</summary>
internal static class EcsNames
{
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    /// <summary><c>arn:aws:ecs:region:account:service/cluster/name</c> and <c>name</c> are the same thing.</summary>
    public static string NameOf(string nameOrArn) => nameOrArn[(nameOrArn.LastIndexOf('/') + 1)..];

    /// <summary>The cluster that a request names, by default <c>default</c>.</summary>
    public static ClusterState Cluster(CloudState state, JsonObject request) =>
        state.Clusters.GetValueOrDefault(NameOf(request.Text("cluster") ?? "default")) ?? throw new AwsFault("ClusterNotFoundException", "Cluster not found.");

    public static ServiceState Service(CloudState state, JsonObject request)
    {
        var cluster = Cluster(state, request);
        var name = NameOf(request.Text("service")!);
        return state.Services.Values.FirstOrDefault(service => service.ClusterArn == cluster.Arn && service.Name == name)
            ?? throw new AwsFault("ServiceNotFoundException", "Service not found.");
    }

    public static JsonObject Missing(string arn) => new() { ["arn"] = arn, ["reason"] = "MISSING" };

    /// <summary>A page of ARNs, which are in the order of their texts unless <paramref name="keyOf"/> says of what.</summary>
    public static JsonObject Listed(
        AwsCall call, string member, IReadOnlyList<string> all, JsonObject request, int defaultSize = 100, Func<string, string>? keyOf = null)
    {
        if (request.Number("maxResults") is < 1 or > 100)
            throw new AwsFault("InvalidParameterException", "maxResults must be between 1 and 100.");
        return call.List(member, all, keyOf ?? (arn => arn), request, PageMembers.Lower, defaultSize, arn => arn);
    }

    /// <summary>Keeps what was deleted for an hour: ECS goes on to describe it, as INACTIVE.</summary>
    public static void Depart(CloudState state, string arn, JsonObject json, DateTimeOffset now)
    {
        foreach (var old in state.Departed.Where(pair => pair.Value.At < now - Remembered).Select(pair => pair.Key).ToArray())
            state.Departed.Remove(old);
        json["status"] = "INACTIVE";
        state.Departed[arn] = new DepartedState(now, json);
    }
}
