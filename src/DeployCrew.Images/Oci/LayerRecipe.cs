namespace DeployCrew.Images.Oci;

/// <summary>What one layer is made of.</summary>
/// <param name="Entries">Its files; asked for only when the layer is not in the cache.</param>
public sealed record LayerRecipe(Func<CancellationToken, Task<IReadOnlyList<LayerEntry>>> Entries)
{
    /// <summary>Everything that its files follow from (lock file, tool, platform, …); null: the files themselves are looked at.</summary>
    public string? Inputs { get; init; }

    /// <summary>A layer of files that are there already.</summary>
    public static LayerRecipe Of(params IEnumerable<LayerEntry> entries)
    {
        IReadOnlyList<LayerEntry> all = [.. entries];
        return new LayerRecipe(_ => Task.FromResult(all));
    }
}
