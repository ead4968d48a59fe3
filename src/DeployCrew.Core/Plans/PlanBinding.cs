using System.Security.Cryptography;
using System.Text.Json;
using DeployCrew.Core.Json;

namespace DeployCrew.Core.Plans;

/// <summary>Everything that an approval is bound to. What is applied later has to be the same in every part.</summary>
/// <param name="Project">Project.</param>
/// <param name="Environment">Environment.</param>
/// <param name="Target">local | aws.</param>
/// <param name="Engine">Stack engine.</param>
/// <param name="Account">AWS account that the credentials belong to.</param>
/// <param name="Region">AWS region.</param>
/// <param name="Strategy">Deploy strategy.</param>
/// <param name="Requirements">SHA-256 of the requirements file, as lower-case hex.</param>
/// <param name="Bundle">Hash of the bundle.</param>
/// <param name="Preview">SHA-256 of what the engine would change.</param>
/// <param name="Images">Digest of each service's image.</param>
/// <param name="AcceptedLosses">Stateful resources whose deletion or replacement is accepted.</param>
public sealed record PlanBinding(
    string Project, string Environment, string Target, string Engine, string Account, string Region, string Strategy, string Requirements,
    string Bundle, string Preview, IReadOnlyDictionary<string, string> Images, IReadOnlyList<string> AcceptedLosses)
{
    /// <summary>SHA-256 over all parts, as lower-case hex. The same plan has the same hash, whenever and wherever it is made.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Sorted(), JsonFormat.Compact)));

    /// <summary>What differs: one line per part, with what was approved and what is now.</summary>
    public IReadOnlyList<string> DifferencesTo(PlanBinding now)
    {
        ArgumentNullException.ThrowIfNull(now);
        return [.. Parts().Zip(now.Parts()).Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => $"{pair.First.Name}: approved {Short(pair.First.Value)}, now {Short(pair.Second.Value)}")];
    }

    private IEnumerable<(string Name, string Value)> Parts() =>
    [
        ("project", Project), ("environment", Environment), ("target", Target), ("engine", Engine), ("account", Account), ("region", Region),
        ("strategy", Strategy), ("requirements", Requirements), ("bundle", Bundle), ("preview", Preview),
        ("images", string.Join(", ", Images.OrderBy(image => image.Key, StringComparer.Ordinal).Select(image => $"{image.Key}={image.Value}"))),
        ("accepted losses", string.Join(", ", AcceptedLosses.Order(StringComparer.Ordinal))),
    ];

    private PlanBinding Sorted() => this with
    {
        Images = new SortedDictionary<string, string>(Images.ToDictionary(), StringComparer.Ordinal),
        AcceptedLosses = [.. AcceptedLosses.Order(StringComparer.Ordinal)],
    };

    private static string Short(string value) => value.Length == 64 && value.All(char.IsAsciiHexDigit) ? value[..12] : value.Length == 0 ? "none" : value;
}
