using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Names that differ must differ in code too: <c>web-1</c> and <c>web1</c> do not.</summary>
internal static class NameCheck
{
    public static void Check(RequirementsDocument document, List<Diagnostic> problems)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = document.Services.Keys.Order(StringComparer.Ordinal).Select(name => (Path: $"services/{name}", Name: name))
            .Concat(document.Resources.Keys.Order(StringComparer.Ordinal).Select(name => (Path: $"resources/{name}", Name: name)));
        foreach (var (path, name) in names)
        {
            if (!taken.TryAdd(Naming.Pascal(name), name))
                problems.Add(StackErrors.NamesCollide(path, taken[Naming.Pascal(name)]));
        }
    }
}
