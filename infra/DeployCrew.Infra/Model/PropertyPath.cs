using System.Collections.Concurrent;
using System.Globalization;

namespace DeployCrew.Infra.Model;

/// <summary>The path of a reference: <c>masterUserSecrets[0].secretArn</c> is a property, then an index, then a property.</summary>
/// <param name="Property">Output property of the resource.</param>
/// <param name="Steps">What follows it: property names and indexes.</param>
internal sealed record PropertyPath(string Property, IReadOnlyList<object> Steps)
{
    // The paths are those of blueprints and rules: a few hundred, each read thousands of times.
    private static readonly ConcurrentDictionary<string, PropertyPath> Known = new(StringComparer.Ordinal);

    public static PropertyPath Parse(string path) => Known.GetOrAdd(path, Read);

    private static PropertyPath Read(string path)
    {
        var steps = new List<object>();
        foreach (var segment in path.Split('.'))
        {
            var parts = segment.Split('[', ']');
            steps.Add(parts[0]);
            steps.AddRange(parts.Skip(1).Where(part => part.Length > 0)
                .Select(part => (object)int.Parse(part, CultureInfo.InvariantCulture)));
        }
        return new((string)steps[0], steps[1..]);
    }
}
