namespace DeployCrew.Images.SupplyChain;

/// <summary>A package of some ecosystem, in the version that is used.</summary>
/// <param name="Type">Type of its package URL: npm | pypi | golang | cargo | gem | composer | nuget | deb | apk.</param>
/// <param name="Name">Its name, with the namespace in front where the ecosystem has one: <c>@angular/core</c>, <c>symfony/http-kernel</c>.</param>
/// <param name="Version">Its version.</param>
/// <param name="FoundIn">File that says so.</param>
public sealed record Package(string Type, string Name, string Version, string FoundIn)
{
    /// <summary>Licence as the file states it: an SPDX expression, or the ecosystem's own words.</summary>
    public string? License { get; init; }

    /// <summary>required | optional | excluded (only for development and tests), as CycloneDX calls it.</summary>
    public string Scope { get; init; } = "required";

    /// <summary>Algorithm (as CycloneDX writes it) and hex digits of the package's archive.</summary>
    public (string Algorithm, string Hex)? Hash { get; init; }

    /// <summary>Qualifiers of the package URL, such as the architecture.</summary>
    public IReadOnlyDictionary<string, string> Qualifiers { get; init; } = new Dictionary<string, string>();

    /// <summary>Its package URL.</summary>
    public string Purl => PackageUrl.Of(Type, Name, Version, Qualifiers);
}
