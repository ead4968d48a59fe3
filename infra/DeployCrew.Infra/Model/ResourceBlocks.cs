namespace DeployCrew.Infra.Model;

/// <summary>The resources of one concept in blocks that share a condition, as code in which each block is one <c>if</c> has them.</summary>
internal static class ResourceBlocks
{
    /// <summary>What has a condition stands last, in one block per condition; in the model's order where something refers to what has
    /// another condition than itself.</summary>
    public static IReadOnlyList<IReadOnlyList<Resource>> Of(IReadOnlyCollection<Resource> concept)
    {
        if (concept.All(resource => resource.Options.When is null))
            return [[.. concept]];
        var conditions = concept.ToDictionary(resource => resource.Name, resource => resource.Options.When, StringComparer.Ordinal);
        var crossed = concept.Any(resource => Values.ReferredBy(resource)
            .Any(target => conditions.GetValueOrDefault(target) is { } condition && condition != resource.Options.When));
        var ordered = crossed ? concept : concept.Where(resource => resource.Options.When is null)
            .Concat(concept.Where(resource => resource.Options.When is not null).GroupBy(resource => resource.Options.When)
                .SelectMany(group => group));
        var blocks = new List<List<Resource>>();
        foreach (var resource in ordered)
        {
            if (blocks.Count == 0 || blocks[^1][0].Options.When != resource.Options.When)
                blocks.Add([]);
            blocks[^1].Add(resource);
        }
        return blocks;
    }

    /// <summary>The resources with a condition that something outside of their own block refers to.</summary>
    public static IEnumerable<string> Shared(IReadOnlyCollection<IReadOnlyList<Resource>> blocks)
    {
        if (blocks.All(block => block[0].Options.When is null))
            return [];
        var blockOf = blocks.SelectMany((block, index) => block.Select(resource => (resource.Name, Place: (resource.Options.When, index))))
            .ToDictionary(entry => entry.Name, entry => entry.Place, StringComparer.Ordinal);
        return blocks.SelectMany(block => block).SelectMany(resource => Values.ReferredBy(resource)
            .Where(target => blockOf.TryGetValue(target, out var place) && place.When is not null && place != blockOf[resource.Name]));
    }
}
