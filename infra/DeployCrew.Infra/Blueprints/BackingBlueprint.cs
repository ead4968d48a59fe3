using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Chooses the blueprint of each backing resource.</summary>
internal static class BackingBlueprint
{
    public static List<BackingAccess> Add(StackBuilder stack, BackingScope scope, List<Diagnostic> problems)
    {
        var access = new List<BackingAccess>();
        foreach (var (name, resource) in scope.Document.Resources.OrderBy(resource => resource.Key, StringComparer.Ordinal))
        {
            switch (resource.Type)
            {
                case "postgres" or "mysql":
                    access.Add(DatabaseBlueprint.Add(stack, scope, name, resource));
                    break;
                case "redis":
                    access.Add(RedisBlueprint.Add(stack, scope, name, resource));
                    break;
                case "bucket":
                    access.Add(BucketBlueprint.Add(stack, scope, name, resource));
                    break;
                case "queue":
                    access.Add(QueueBlueprint.Add(stack, scope, name, resource));
                    break;
                default:
                    problems.Add(StackErrors.UnknownBacking(name, resource.Type));
                    break;
            }
        }
        return access;
    }
}
