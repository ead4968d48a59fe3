using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Processes;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building;

/// <summary>Images of earlier builds, by everything that they were made of.</summary>
/// <param name="folder">Where they are kept. Any of it may be deleted at any time; it is then built again.</param>
public sealed class ImageBuildCache(string folder)
{
    /// <summary>Goes up when a builder makes something else of the same input.</summary>
    private const string RecipeVersion = "3";

    /// <summary>Folder of the image with this key; when it is there, it is whole.</summary>
    public string FolderOf(string key) => Path.Combine(folder, "images", key);

    /// <summary>Folder of the compressed base layers.</summary>
    public static string LayersOf(string folder) => Path.Combine(folder, "layers");

    /// <summary>The key: source, detection, the requirements that matter to an image, the builder and its world.</summary>
    public static string Key(BuilderChoice choice)
    {
        var request = choice.Request;
        var app = request.App!;
        var parts = new List<string?>
        {
            RecipeVersion, request.SourceSha256, choice.Builder.Name, choice.Fingerprint, request.Platform.ToString(), request.AppOnly ? "app" : "image", request.Requirements.Build.Compression, app.Kind.ToString(),
            request.Requirements.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), request.Requirements.Health.Path,
            request.Requirements.Command is { } command ? string.Join('\0', command) : null,
            string.Join('\0', app.StartCommand),
            JsonSerializer.Serialize(app),
            Environment.GetEnvironmentVariable("SOURCE_DATE_EPOCH"),
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join("\0\0", parts))));
    }

    /// <summary>Waits until nobody else on this machine builds the image with this key. Two who do would each put theirs in the place of the other's, while a third
    /// reads it.</summary>
    public async Task<IDisposable> TakeAsync(string key, TimeProvider time, CancellationToken cancellationToken)
    {
        var locks = Directory.CreateDirectory(Path.Combine(folder, "locks")).FullName;
        return await FileLock.TakeAsync(Path.Combine(locks, key), time, deadline: null, cancellationToken);
    }

    /// <summary>The image with this key, or null. A damaged one counts as not there.</summary>
    public async Task<OciLayout?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(FolderOf(key)))
            return null;
        try
        {
            var layout = await OciLayout.OpenAsync(FolderOf(key), cancellationToken);
            return layout.IsWhole ? layout : null;
        }
        catch (DeployError)
        {
            return null;
        }
    }
}
