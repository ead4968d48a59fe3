using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.LoadBalancing;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Actions of listeners and rules: taken from requests, and given back as ELBv2 describes them.</summary>
internal static class ElbActions
{
    /// <summary>The actions of a request, with what ELBv2 adds where nothing is said.</summary>
    /// <exception cref="AwsFault">They are not what a load balancer can do, or not what this one does.</exception>
    public static JsonArray Read(CloudState state, IEnumerable<JsonObject> actions)
    {
        var all = actions.ToArray();
        return all.Length == 1 ? new JsonArray(Read(state, all[0]))
            : throw new AwsFault(all.Length == 0 ? "ValidationError" : "TooManyActions", "One action has to be specified: the local cloud does not authenticate before it.");
    }

    /// <summary>Actions as an answer has them.</summary>
    public static JsonArray Json(JsonArray actions) => actions.OfType<JsonObject>().Select((action, index) =>
    {
        var copy = (JsonObject)action.DeepClone();
        copy["Order"] = index + 1;
        return (JsonNode?)copy;
    }).ToJsonArray();

    private static JsonObject Read(CloudState state, JsonObject action)
    {
        switch (action.Text("Type"))
        {
            case "forward":
                var weights = ListenerActions.Weights(action);
                if (weights.Count is 0 or > 5)
                    throw new AwsFault("InvalidLoadBalancerAction", "A forward action has one to five target groups");
                foreach (var arn in weights.Keys)
                    ElbNames.Group(state, arn);
                return ListenerActions.Forward(weights, action.Object("ForwardConfig")?["TargetGroupStickinessConfig"]);
            case "redirect":
                var redirect = action.Object("RedirectConfig") ?? throw new AwsFault("InvalidLoadBalancerAction", "A redirect action has a RedirectConfig");
                return new JsonObject { ["Type"] = "redirect", ["RedirectConfig"] = With(redirect, ("Protocol", "#{protocol}"), ("Port", "#{port}"), ("Host", "#{host}"), ("Path", "/#{path}"), ("Query", "#{query}")) };
            case "fixed-response":
                var answer = action.Object("FixedResponseConfig") ?? throw new AwsFault("InvalidLoadBalancerAction", "A fixed-response action has a FixedResponseConfig");
                return new JsonObject { ["Type"] = "fixed-response", ["FixedResponseConfig"] = With(answer, ("ContentType", "text/plain")) };
            case var other:
                throw new AwsFault("InvalidLoadBalancerAction", $"The local cloud has the actions forward, redirect and fixed-response; it does not have {other}.");
        }
    }

    private static JsonObject With(JsonObject given, params (string Name, string Value)[] defaults)
    {
        var copy = (JsonObject)given.DeepClone();
        foreach (var (name, value) in defaults)
            copy[name] ??= value;
        return copy;
    }
}
