using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Model;

namespace DeployCrew.Targets;

/// <summary>
/// Locks of Pulumi's own backends: <c>.pulumi/locks/organization/&lt;project&gt;/&lt;stack&gt;/&lt;uuid&gt;.json</c> with
/// <c>{pid, username, hostname, timestamp}</c>. They have no end of their own. <c>pulumi cancel</c> removes whatever locks there are; here the one
/// goes that was shown, so that a lock taken meanwhile stays.
/// </summary>
internal sealed class PulumiLocks(IStateArchive archive, string bucket) : IStackLocks
{
    public async Task<StackLock?> FindAsync(StackModel model, StackConfiguration configuration, CancellationToken cancellationToken)
    {
        foreach (var key in await archive.ListAsync(bucket, Prefix(model, configuration), cancellationToken))
        {
            if (await archive.ReadAsync(bucket, key, cancellationToken) is { } content)
                return Read(Path.GetFileNameWithoutExtension(key), content);
        }

        return null;
    }

    public async Task BreakAsync(StackModel model, StackConfiguration configuration, string id, CancellationToken cancellationToken)
    {
        var key = $"{Prefix(model, configuration)}{id}.json";
        if (await archive.ReadAsync(bucket, key, cancellationToken) is null)
            throw EngineErrors.EngineFailed("pulumi", "unlock", $"there is no lock {id}", []);
        await archive.DeleteAsync(bucket, key, cancellationToken);
    }

    private static string Prefix(StackModel model, StackConfiguration configuration) =>
        $".pulumi/locks/organization/{model.Project}/{configuration.Environment}/";

    private static StackLock Read(string id, byte[] content)
    {
        try
        {
            var written = JsonNode.Parse(content) as JsonObject ?? [];
            var created = DateTimeOffset.TryParse(written["timestamp"]?.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var at) ? at : (DateTimeOffset?)null;
            return new(id, $"{written["username"]}@{written["hostname"]} (pid {written["pid"]})", "an operation", created);
        }
        catch (JsonException)
        {
            return new(id, "an owner that cannot be read", "an operation", null);
        }
    }
}
