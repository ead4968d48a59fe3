using System.Text.Json;
using DeployCrew.Core.Json;

namespace DeployCrew.Rehearsal.Api.Models;

/// <summary>The models of the services that the local cloud has, by the names that AWS's clients have for them. Made by generate.py.</summary>
internal static class ServiceModels
{
    private static readonly Lazy<IReadOnlyDictionary<string, ServiceModel>> Loaded = new(Load);

    public static IReadOnlyDictionary<string, ServiceModel> All => Loaded.Value;

    private static Dictionary<string, ServiceModel> Load()
    {
        using var content = typeof(ServiceModels).Assembly.GetManifestResourceStream("services.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, ServiceModel>>(content, JsonFormat.Compact)!;
    }
}
