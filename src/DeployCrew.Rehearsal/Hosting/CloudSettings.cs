using System.Security.Cryptography;
using System.Text.Json;
using DeployCrew.Core.Json;
using DeployCrew.Rehearsal.State;
using DeployCrew.Rehearsal.Tasks;

namespace DeployCrew.Rehearsal.Hosting;

/// <summary>What a local cloud keeps over restarts: its credentials and, when they are free, its ports. Readable by this user only.</summary>
internal sealed record CloudSettings(
    string Region, string AccessKeyId, string SecretAccessKey, string RegistryPassword, int ApiPort, int RegistryPort)
{
    public static CloudSettings? Load(string folder) => File.Exists(FileOf(folder))
        ? JsonSerializer.Deserialize<CloudSettings>(File.ReadAllBytes(FileOf(folder)), JsonFormat.Compact)
        : null;

    /// <summary>The folder's settings, made anew where there are none, with ports that are free now.</summary>
    public static CloudSettings LoadOrCreate(string folder, string region)
    {
        var settings = Load(folder) ?? new CloudSettings(
            region, "LKIA" + RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16), RandomNumberGenerator.GetHexString(40, true),
            RandomNumberGenerator.GetHexString(40, true), 0, 0);
        settings = settings with { ApiPort = FreePort.Take(settings.ApiPort), RegistryPort = FreePort.Take(settings.RegistryPort) };
        PrivateFile.Write(FileOf(folder), JsonSerializer.SerializeToUtf8Bytes(settings, JsonFormat.Indented));
        return settings;
    }

    private static string FileOf(string folder) => Path.Combine(folder, "settings.json");
}
