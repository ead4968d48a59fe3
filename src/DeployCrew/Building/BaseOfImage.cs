using System.Globalization;
using DeployCrew.Core.Runs;
using DeployCrew.Images.Bases;
using DeployCrew.Images.Oci;
using DeployCrew.Images.SupplyChain;

namespace DeployCrew.Building;

/// <summary>What an image stands on, as far as that is known without asking a registry.</summary>
internal static class BaseOfImage
{
    /// <summary>Finds it. What was made here says what it stands on; elsewhere such a label may be the base's own, and the Dockerfile is
    /// asked: it knows a digest if it has one.</summary>
    /// <param name="home">Where the build cache is.</param>
    /// <param name="layout">The image.</param>
    /// <param name="named">What its Dockerfile names; null where it was made without one.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task<BaseImageUse?> FindAsync(Home home, OciLayout layout, string? named, CancellationToken cancellationToken)
    {
        if (named is not null)
            return new BaseImageUse(named.Split('@')[0], named.Split('@') is [_, { Length: 71 } pinned] ? pinned : null, null);
        var labels = layout.Config.Config.Labels;
        if (labels?.GetValueOrDefault(ImageLabels.BaseName) is not { } name || labels.GetValueOrDefault(ImageLabels.BaseDigest) is not { } digest)
            return null;
        var below = await BaseImageStore.FindAsync(home.BuildCache, digest, layout.Config.Architecture, cancellationToken);
        return new BaseImageUse(name, digest, DateTimeOffset.TryParse(below?.Config.Created, CultureInfo.InvariantCulture, out var created) ? created : null);
    }
}
