using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>ParameterFilters of DescribeParameters and GetParametersByPath: <c>{"Key":"Name","Option":"BeginsWith","Values":["/a"]}</c>.</summary>
internal static class ParameterFilter
{
    /// <summary>Keys that GetParametersByPath takes.</summary>
    public static readonly IReadOnlySet<string> OfPaths = new HashSet<string>(StringComparer.Ordinal) { "Type", "KeyId", "Label" };

    /// <summary>Keys that DescribeParameters takes, besides <c>tag:…</c>.</summary>
    public static readonly IReadOnlySet<string> OfDescriptions = new HashSet<string>(StringComparer.Ordinal) { "Name", "Path", "Type", "KeyId", "Tier", "DataType" };

    /// <summary>What a request's filters let through: a parameter has to pass all of them.</summary>
    /// <exception cref="AwsFault">A filter is not one that the operation has.</exception>
    public static Func<CloudState, ParameterState, bool> Of(JsonObject request, IReadOnlySet<string> keys)
    {
        // The older form of the same thing; it compares the beginning of names, and the whole of everything else.
        var older = request.Objects("Filters").Select(filter => One(
            filter.Text("Key")!, filter.Text("Key") == "Name" ? "BeginsWith" : "Equals", filter.Texts("Values"), keys));
        var filters = request.Objects("ParameterFilters").Select(filter => One(filter.Text("Key")!, filter.Text("Option"), filter.Texts("Values"), keys)).Concat(older).ToArray();
        return (state, parameter) => filters.All(filter => filter(state, parameter));
    }

    private static Func<CloudState, ParameterState, bool> One(string key, string? option, IReadOnlyList<string> values, IReadOnlySet<string> keys)
    {
        var isTag = key.StartsWith("tag:", StringComparison.Ordinal);
        if (!keys.Contains(key) && !(isTag && keys == OfDescriptions))
            throw new AwsFault("InvalidFilterKey", $"The following filter key is not valid: {key}. Valid filter keys include: [{string.Join(", ", keys)}].");
        if (key == "Path")
            return (_, parameter) => values.Any(path => IsBelow(parameter.Name, path.TrimEnd('/') + "/", option ?? "OneLevel"));
        Func<string, string, bool> compare = (option ?? "Equals") switch
        {
            "Equals" => (text, value) => text == value,
            "BeginsWith" => (text, value) => text.StartsWith(value, StringComparison.Ordinal),
            "Contains" when key == "Name" => (text, value) => text.Contains(value, StringComparison.Ordinal),
            _ => throw new AwsFault("InvalidFilterOption", $"The following filter option is not valid: {option}. Valid options include: [BeginsWith, Equals]."),
        };
        return (state, parameter) => Texts(state, parameter, key).Any(text => values.Count == 0 || values.Any(value => compare(text, value)));
    }

    private static bool IsBelow(string name, string path, string option) => name.StartsWith(path, StringComparison.Ordinal)
        && (option == "Recursive" || !name[path.Length..].Contains('/', StringComparison.Ordinal));

    private static IEnumerable<string> Texts(CloudState state, ParameterState parameter, string key) => key switch
    {
        "Name" => [parameter.Name],
        "Type" => [parameter.Type],
        "KeyId" => parameter.KeyId is { } id ? [id] : [],
        "Tier" => [parameter.Tier],
        "DataType" => [parameter.DataType],
        "Label" => parameter.Labels,
        _ => ResourceTags.Of(state, SsmApi.Arn(parameter)).TryGetValue(key["tag:".Length..], out var tag) ? [tag] : [],
    };
}
