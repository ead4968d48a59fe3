using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Ecs;

/// <summary>
/// deploymentCircuitBreaker of a request. Its threshold is newer than the service models that the local cloud has, so that nobody else has looked at
/// it; null members are as good as none.
/// </summary>
internal static class CircuitBreakerSettings
{
    private static readonly string[] Types = ["COUNT", "BOUNDED_PERCENT", "UNBOUNDED_PERCENT"];

    /// <summary>What a request says; null when it says nothing.</summary>
    /// <exception cref="AwsFault">It is malformed.</exception>
    public static CircuitBreakerState? Of(JsonObject request)
    {
        if (Member(request.Object("deploymentConfiguration") ?? [], "deploymentCircuitBreaker") is not { } breaker)
            return null;
        var state = new CircuitBreakerState { Enable = breaker.Flag("enable"), Rollback = breaker.Flag("rollback") };
        if (Member(breaker, "thresholdConfiguration") is not { } threshold)
            return state;
        state.ThresholdType = threshold.Text("type") ?? state.ThresholdType;
        if (!Types.Contains(state.ThresholdType))
            throw new AwsFault("InvalidParameterException", $"The threshold type '{state.ThresholdType}' is not one of {string.Join(", ", Types)}.");
        state.ThresholdValue = Value(threshold) ?? state.ThresholdValue;
        if (state.ThresholdValue < 1)
            throw new AwsFault("InvalidParameterException", $"The threshold's value is {state.ThresholdValue}; it has to be at least 1.");
        return state;
    }

    private static JsonObject? Member(JsonObject request, string name) =>
        request[name] is { } node ? node as JsonObject ?? throw new AwsFault("SerializationException", $"{name}: expected an object") : null;

    private static int? Value(JsonObject threshold) => threshold["value"] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<int>(out var number) => number,
        _ => throw new AwsFault("SerializationException", "value: expected an integer"),
    };
}
