using DeployCrew.Images.Oci;
using DeployCrew.Images.SupplyChain.ImageContents;

namespace DeployCrew.Images.SupplyChain;

/// <summary>What an image, or the source of one, consists of.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Packages">Each package once, in the order of their package URLs.</param>
/// <param name="Unread">What names packages too and could not be read, with the reason: the bill is not complete then.</param>
public sealed record SoftwareBill(BillSubject Subject, IReadOnlyList<Package> Packages, IReadOnlyList<string> Unread)
{
    /// <summary>The image below, where it is known.</summary>
    public BaseImageUse? Base { get; init; }

    /// <summary>Of a service's source, before there is an image.</summary>
    public static SoftwareBill OfSource(string service, string sourceFolder, string sourceSha256)
    {
        var source = SourcePackages.Read(sourceFolder);
        return new SoftwareBill(new BillSubject("application", service, sourceSha256, null), Merged(source.Packages), source.Unread);
    }

    /// <summary>Of an image: the lock files of its source, and what its layers tell of; of several platforms together.</summary>
    /// <param name="service">Name of the service.</param>
    /// <param name="sourceFolder">Its source; null where only the image is there.</param>
    /// <param name="image">The image.</param>
    /// <param name="below">What it stands on, where that is known.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<SoftwareBill> OfImageAsync(
        string service, string? sourceFolder, OciLayout image, BaseImageUse? below, CancellationToken cancellationToken)
    {
        var source = sourceFolder is null ? new SourcePackages([], []) : SourcePackages.Read(sourceFolder);
        var (packages, unread) = (source.Packages.ToList(), source.Unread.ToList());
        foreach (var one in image.Images)
        {
            var contents = await ImagePackages.ReadAsync(one, cancellationToken);
            packages.AddRange(contents.Packages);
            unread.AddRange(contents.Unread);
        }

        return new SoftwareBill(new BillSubject("container", service, OciLayout.Hex(image.Digest), TimeOf(image)), Merged(packages), [.. unread.Distinct()])
        {
            Base = below,
        };
    }

    private static DateTimeOffset? TimeOf(OciLayout image) =>
        DateTimeOffset.TryParse(image.Config.Created, System.Globalization.CultureInfo.InvariantCulture, out var created) ? created : null;

    // The same package may stand in several files; what one says it is needed for counts.
    private static IReadOnlyList<Package> Merged(IEnumerable<Package> packages) =>
    [
        .. packages.GroupBy(package => package.Purl, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.First() with
        {
            Scope = group.Any(one => one.Scope == "required") ? "required" : group.Any(one => one.Scope == "optional") ? "optional" : "excluded",
            License = group.Select(one => one.License).FirstOrDefault(license => license is not null),
            Hash = group.Select(one => one.Hash).FirstOrDefault(hash => hash is not null),
            FoundIn = string.Join(", ", group.Select(one => one.FoundIn).Distinct().Order(StringComparer.Ordinal)),
        }),
    ];
}
