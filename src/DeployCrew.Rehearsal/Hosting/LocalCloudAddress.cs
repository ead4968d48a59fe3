using System.Net.Http.Headers;
using System.Text.Json;
using DeployCrew.Core.Json;
using DeployCrew.Core.Ports;

namespace DeployCrew.Rehearsal.Hosting;

/// <summary>How to reach a local cloud that runs.</summary>
/// <param name="Endpoint">Address of every AWS service.</param>
/// <param name="Registry">host:port of the image registry.</param>
/// <param name="Region">Its region.</param>
/// <param name="AccessKeyId">Access key.</param>
/// <param name="SecretAccessKey">Its secret.</param>
/// <param name="ProcessId">Process that serves it.</param>
public sealed record LocalCloudAddress(
    Uri Endpoint, string Registry, string Region, string AccessKeyId, Secret SecretAccessKey, int ProcessId)
{
    /// <summary>A client for the cloud's own paths, below <c>/_deploycrew/</c>.</summary>
    public HttpClient CreateClient()
    {
        var client = new HttpClient { BaseAddress = Endpoint, Timeout = TimeSpan.FromSeconds(30) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", SecretAccessKey.Reveal());
        return client;
    }

    /// <summary>Reads what the cloud in a folder has written when it started; null when none runs there.</summary>
    internal static LocalCloudAddress? Read(string folder)
    {
        var settings = CloudSettings.Load(folder);
        var file = RunningFile(folder);
        if (settings is null || !File.Exists(file))
            return null;
        try
        {
            var running = JsonSerializer.Deserialize<RunningCloud>(File.ReadAllBytes(file), JsonFormat.Compact)!;
            return new LocalCloudAddress(
                new Uri($"http://127.0.0.1:{settings.ApiPort}"), $"127.0.0.1:{settings.RegistryPort}", settings.Region,
                settings.AccessKeyId, new Secret(settings.SecretAccessKey), running.ProcessId);
        }
        catch (JsonException)
        {
            return null; // it is being written right now
        }
    }

    internal static string RunningFile(string folder) => Path.Combine(folder, "running.json");
}

/// <summary>Written when the cloud answers, removed when it goes.</summary>
/// <param name="ProcessId">Its process.</param>
internal sealed record RunningCloud(int ProcessId);
