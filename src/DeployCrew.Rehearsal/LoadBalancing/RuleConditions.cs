using System.IO.Enumeration;
using System.Net;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>Whether a rule is for a request: every condition has to hold, each by one of its values (ELB user guide, "Condition types").</summary>
internal static class RuleConditions
{
    public static bool Match(RuleState rule, ListenerRequest request) =>
        (rule.PathPatterns.Count == 0 || rule.PathPatterns.Exists(pattern => Like(pattern, request.Path, ignoreCase: false)))
        && (rule.Hosts.Count == 0 || rule.Hosts.Exists(pattern => Like(pattern, request.Host, ignoreCase: true)))
        && rule.Conditions.TrueForAll(condition => Holds(condition, request));

    private static bool Holds(ConditionState condition, ListenerRequest request) => condition.Field switch
    {
        "http-header" => request.Headers.Any(header => header.Key.Equals(condition.Name, StringComparison.OrdinalIgnoreCase)
            && condition.Values.Exists(value => Like(value, header.Value, ignoreCase: true))),
        "query-string" => condition.Values.Index().Any(one => request.Query.Any(pair => Like(one.Item, pair.Value, ignoreCase: true)
            && (condition.Keys?[one.Index] is not { Length: > 0 } key || Like(key, pair.Key, ignoreCase: true)))),
        "http-request-method" => condition.Values.Contains(request.Method),
        "source-ip" => condition.Values.Exists(block => IPNetwork.Parse(block).Contains(Plain(request.Source))),
        _ => false,
    };

    // An IPv4 client of a socket for both is ::ffff:127.0.0.1.
    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    // '*' is any run of characters and '?' exactly one.
    private static bool Like(string pattern, string text, bool ignoreCase) => FileSystemName.MatchesSimpleExpression(pattern, text, ignoreCase);
}
