using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace DeployCrew.Images.Registry;

/// <summary>Where a registry wants tokens to be fetched: <c>Bearer realm="https://auth.example/token",service="registry",scope="repository:a/b:pull"</c>.</summary>
internal sealed partial record BearerChallenge(Uri Realm, string? Service, string? Scope)
{
    public static BearerChallenge? From(HttpResponseHeaders headers)
    {
        var header = headers.WwwAuthenticate.FirstOrDefault(one => one.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase));
        if (header?.Parameter is null)
            return null;
        var values = Parameter().Matches(header.Parameter)
            .GroupBy(match => match.Groups[1].Value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First().Groups[2].Value, StringComparer.OrdinalIgnoreCase);
        return Uri.TryCreate(values.GetValueOrDefault("realm"), UriKind.Absolute, out var realm)
            ? new BearerChallenge(realm, values.GetValueOrDefault("service"), values.GetValueOrDefault("scope"))
            : null;
    }

    /// <summary>The token endpoint with its query.</summary>
    public Uri TokenAddress()
    {
        var query = new List<string>();
        if (Service is not null)
            query.Add($"service={Uri.EscapeDataString(Service)}");
        if (Scope is not null)
            query.AddRange(Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(scope => $"scope={Uri.EscapeDataString(scope)}"));
        return new UriBuilder(Realm) { Query = string.Join('&', query.Prepend(Realm.Query.TrimStart('?')).Where(part => part.Length > 0)) }.Uri;
    }

    [GeneratedRegex("(\\w+)=\"([^\"]*)\"")]
    private static partial Regex Parameter();
}
