using System.Net;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Conditions of listener rules: taken from requests, and given back as ELBv2 describes them.</summary>
internal static class ElbConditions
{
    private const int MostValues = 5;

    private static readonly Dictionary<string, string> Configurations = new(StringComparer.Ordinal)
    {
        ["path-pattern"] = "PathPatternConfig",
        ["host-header"] = "HostHeaderConfig",
        ["http-header"] = "HttpHeaderConfig",
        ["query-string"] = "QueryStringConfig",
        ["http-request-method"] = "HttpRequestMethodConfig",
        ["source-ip"] = "SourceIpConfig",
    };

    /// <summary>Gives a rule the conditions of a request.</summary>
    /// <exception cref="AwsFault">They are not what a load balancer can look at, or not what this one does; the rule is as it was.</exception>
    public static void Take(RuleState rule, JsonObject request)
    {
        var conditions = request.Objects("Conditions").Select(Read).ToArray();
        if (conditions.Length == 0)
            throw new AwsFault("ValidationError", "A condition value must be specified");
        // http-header and query-string may be there more than once.
        if (conditions.Where(one => one.Field is not ("http-header" or "query-string")).GroupBy(one => one.Field).Any(group => group.Count() > 1)
            || conditions.Sum(one => one.Values.Count) > MostValues)
            throw new AwsFault("InvalidConfigurationRequest", "A rule can have each of path-pattern, host-header, http-request-method and source-ip once, and up to five condition values");
        rule.PathPatterns = [.. conditions.Where(one => one.Field == "path-pattern").SelectMany(one => one.Values)];
        rule.Hosts = [.. conditions.Where(one => one.Field == "host-header").SelectMany(one => one.Values)];
        rule.Conditions = [.. conditions.Where(one => one.Field is not ("path-pattern" or "host-header"))];
    }

    /// <summary>Conditions as an answer has them.</summary>
    public static JsonArray Json(RuleState rule) => new[] { new ConditionState("path-pattern", rule.PathPatterns), new ConditionState("host-header", rule.Hosts) }
        .Where(one => one.Values.Count > 0).Concat(rule.Conditions).Select(one => (JsonNode?)Json(one)).ToJsonArray();

    private static ConditionState Read(JsonObject condition)
    {
        var field = condition.Text("Field") ?? "";
        if (!Configurations.TryGetValue(field, out var member))
            throw new AwsFault("ValidationError", $"Condition field '{field}' must be one of '[{string.Join(", ", Configurations.Keys)}]'");
        var settings = condition.Object(member);
        if (condition["RegexValues"] is not null || settings?["RegexValues"] is not null)
            throw new AwsFault("InvalidConfigurationRequest", "The local cloud has condition values with * and ?; it does not have regular expressions.");
        var read = field == "query-string" ? Query(settings) : new ConditionState(
            field, [.. settings?.Texts("Values") ?? (field is "path-pattern" or "host-header" ? condition.Texts("Values") : [])], field == "http-header" ? settings?.Text("HttpHeaderName") : null);
        if (read.Values.Count == 0 || (field == "http-header" && string.IsNullOrEmpty(read.Name)))
            throw new AwsFault("ValidationError", "A condition value must be specified");
        if (field == "source-ip" && read.Values.Find(block => !IPNetwork.TryParse(block, out _)) is { } wrong)
            throw new AwsFault("ValidationError", $"The source IP condition value '{wrong}' must be a valid CIDR block");
        return read;
    }

    private static ConditionState Query(JsonObject? settings)
    {
        var pairs = settings?.Objects("Values").ToArray() ?? [];
        return new ConditionState("query-string", [.. pairs.Select(pair => pair.Text("Value") ?? "")], Keys: [.. pairs.Select(pair => pair.Text("Key") ?? "")]);
    }

    private static JsonObject Json(ConditionState condition) => new()
    {
        ["Field"] = condition.Field,
        ["Values"] = condition.Field is "path-pattern" or "host-header" ? condition.Values.ToJsonArray() : null,
        [Configurations[condition.Field]] = new JsonObject
        {
            ["HttpHeaderName"] = condition.Name,
            ["Values"] = condition.Keys is not { } keys ? condition.Values.ToJsonArray() : condition.Values.Select((value, index) =>
                (JsonNode?)new JsonObject { ["Key"] = keys[index].Length > 0 ? keys[index] : null, ["Value"] = value }).ToJsonArray(),
        },
    };
}
