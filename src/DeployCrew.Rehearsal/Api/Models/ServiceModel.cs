namespace DeployCrew.Rehearsal.Api.Models;

/// <summary>What AWS's own model says about a service, cut down to the operations that the local cloud has.</summary>
/// <param name="Protocol">json | query.</param>
/// <param name="SigningName">Service in the scope of a signature, such as <c>elasticloadbalancing</c>.</param>
/// <param name="Version">API version, such as <c>2014-11-13</c>.</param>
/// <param name="All">How many operations the service has on AWS.</param>
/// <param name="Operations">By name.</param>
/// <param name="Statuses">HTTP status of the errors that do not have 400, by code.</param>
/// <param name="Shapes">By name.</param>
/// <param name="TargetPrefix">Prefix of X-Amz-Target; of the JSON services.</param>
/// <param name="XmlNamespace">Namespace of the answers; of the query services.</param>
internal sealed record ServiceModel(
    string Protocol, string SigningName, string Version, int All, IReadOnlyDictionary<string, OperationModel> Operations,
    IReadOnlyDictionary<string, int> Statuses, IReadOnlyDictionary<string, ShapeModel> Shapes, string? TargetPrefix = null, string? XmlNamespace = null)
{
    /// <summary>Whether its newest clients speak Smithy's RPC v2 CBOR instead.</summary>
    public bool Cbor { get; init; }
}

/// <summary>An operation: the names of its shapes, and the codes of its errors.</summary>
internal sealed record OperationModel(IReadOnlyList<string> Errors, string? Input = null, string? Output = null);

/// <summary>A shape: structure, list, map, string, integer, long, double, float, boolean, timestamp or blob.</summary>
internal sealed record ShapeModel(string Type)
{
    /// <summary>Shapes of a structure's members by the member's name, in the model's order.</summary>
    public IReadOnlyDictionary<string, string> Members { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Shape of a list's items.</summary>
    public string? Member { get; init; }

    /// <summary>Shape of a map's values.</summary>
    public string? Value { get; init; }

    public IReadOnlyList<string> Enum { get; init; } = [];

    /// <summary>Of a string or list its least length, of a number its least value.</summary>
    public long? Min { get; init; }

    public long? Max { get; init; }

    public string? Pattern { get; init; }
}
