using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Documents that requests carry as texts: policies.</summary>
internal static class JsonText
{
    public static bool IsObject(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
