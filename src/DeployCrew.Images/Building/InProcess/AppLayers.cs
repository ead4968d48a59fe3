using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>Cuts an app's files into layers.</summary>
internal static class AppLayers
{
    private const long Large = 256 << 10;
    private const long WorthALayer = 8 << 20;

    /// <summary>Large files (media, data, models) below the rest when there is much of them: they change seldom, and are then not written and sent again.</summary>
    public static IEnumerable<LayerRecipe> Of(IEnumerable<LayerEntry> entries)
    {
        var bySize = entries.ToLookup(entry => entry.SourceFile is { } file && new FileInfo(file).Length >= Large);
        return bySize[true].Sum(entry => new FileInfo(entry.SourceFile!).Length) >= WorthALayer
            ? [LayerRecipe.Of(bySize[true]), LayerRecipe.Of(bySize[false])]
            : [LayerRecipe.Of([.. bySize[true], .. bySize[false]])];
    }
}
