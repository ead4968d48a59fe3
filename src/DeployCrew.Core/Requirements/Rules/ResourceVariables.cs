namespace DeployCrew.Core.Requirements.Rules;

/// <summary>The environment variables that the infrastructure gives to the services that use a backing resource.</summary>
internal static class ResourceVariables
{
    public static IReadOnlyList<string> Of(string resource, string type)
    {
        var prefix = resource.Replace('-', '_').ToUpperInvariant();
        string[] endings = type switch
        {
            "postgres" or "mysql" => ["HOST", "PORT", "NAME", "USER", "PASSWORD"],
            "redis" => ["HOST", "PORT", "URL"],
            "bucket" => ["BUCKET"],
            "queue" => ["QUEUE_URL"],
            _ => [],
        };
        return [.. endings.Select(ending => $"{prefix}_{ending}")];
    }
}
