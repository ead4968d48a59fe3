using System.Text.Json.Nodes;

namespace DeployCrew.Rehearsal.Api;

/// <summary>The operations of one JSON 1.1 service.</summary>
/// <param name="TargetPrefix">Prefix of X-Amz-Target.</param>
/// <param name="Service">Signing name.</param>
/// <param name="Operations">What it has; everything else is answered with UnknownOperationException.</param>
internal sealed record JsonOperations(
    string TargetPrefix, string Service, IReadOnlyDictionary<string, Func<JsonObject, AwsCall, JsonObject>> Operations);
