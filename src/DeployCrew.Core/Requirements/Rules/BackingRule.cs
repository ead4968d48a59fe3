using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>Size and storage belong to the type of backing resource.</summary>
internal static class BackingRule
{
    public static void Check(RuleContext context)
    {
        foreach (var (name, resource) in context.Document.Resources)
        {
            if (!context.Readable("resources", name, "type"))
                continue;
            CheckSize(context, name, resource);
            if (resource.StorageGb is not null && resource.Type is not ("postgres" or "mysql"))
                NotUsed(context, name, resource.Type, "storageGb");
        }
    }

    private static void CheckSize(RuleContext context, string name, ResourceRequirements resource)
    {
        if (resource.Size is not { } size)
            return;
        var prefix = resource.Type switch
        {
            "postgres" or "mysql" => "db.",
            "redis" => "cache.",
            _ => null,
        };
        var place = context.At("resources", name, "size");
        if (prefix is null)
            NotUsed(context, name, resource.Type, "size");
        else if (!size.StartsWith(prefix, StringComparison.Ordinal))
            context.Add(RequirementsErrors.ResourceSize(place.Path, place.Value, size, resource.Type, prefix));
    }

    private static void NotUsed(RuleContext context, string name, string type, string property)
    {
        var place = context.At("resources", name, property);
        context.Add(RequirementsErrors.NotForType(place.Path, place.Key, type));
    }
}
