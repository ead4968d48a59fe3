using System.Text.Json.Nodes;

namespace DeployCrew.Infra.Review.Changes;

/// <summary>A resource as it is compared: by its inputs, as far as they are known before anything is applied.</summary>
/// <param name="Type">Type token.</param>
/// <param name="Inputs">Its inputs.</param>
internal sealed record ComparedResource(string Type, JsonObject Inputs);
