namespace DeployCrew.Images.SupplyChain;

/// <summary>The image that another stands on.</summary>
/// <param name="Name">Its name with registry: <c>docker.io/library/node:22-bookworm-slim</c>.</param>
/// <param name="Digest"><c>sha256:…</c>; null where nobody recorded it.</param>
/// <param name="Created">When it was made, by its own word; null where that is not known here.</param>
public sealed record BaseImageUse(string Name, string? Digest, DateTimeOffset? Created)
{
    /// <summary>Its package URL.</summary>
    public string Purl
    {
        get
        {
            var repository = Name.Split('@')[0];
            var colon = repository.LastIndexOf(':');
            var tag = colon > repository.LastIndexOf('/') ? repository[(colon + 1)..] : "";
            repository = tag.Length > 0 ? repository[..colon] : repository;
            return PackageUrl.Of("oci", repository[(repository.LastIndexOf('/') + 1)..], Digest ?? "",
                new Dictionary<string, string> { ["repository_url"] = repository, ["tag"] = tag });
        }
    }
}
