using System.Text;
using System.Text.Json;
using DeployCrew.Core;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Images.Registry;

namespace DeployCrew.Images.Bases;

/// <summary>Logins for registries, from where <c>docker login</c> leaves them: config.json, or the credential helper that it names.</summary>
/// <param name="processes">Runs credential helpers (https://github.com/docker/docker-credential-helpers: registry on standard input, JSON on standard output).</param>
/// <param name="configFolder">Folder of config.json; null takes DOCKER_CONFIG, or ~/.docker.</param>
public sealed class DockerCredentials(IProcessRunner processes, string? configFolder = null)
{
    // Docker Hub is written down under the address of its first API.
    private const string DockerHubKey = "https://index.docker.io/v1/";

    private readonly string _folder = configFolder ?? Environment.GetEnvironmentVariable("DOCKER_CONFIG")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker");

    /// <summary>The login for a registry; an anonymous one where there is none.</summary>
    /// <param name="registry">Host with port: <c>docker.io</c>.</param>
    /// <param name="cancellationToken">Ends a helper.</param>
    public async Task<RegistryLogin> ForAsync(string registry, CancellationToken cancellationToken)
    {
        var (user, password) = await FindAsync(registry == ImageReference.DockerHub ? DockerHubKey : registry, cancellationToken) ?? ("", "");
        return new RegistryLogin(ImageReference.EndpointOf(registry), user, new Secret(password), DateTimeOffset.MaxValue);
    }

    private async Task<(string User, string Password)?> FindAsync(string key, CancellationToken cancellationToken)
    {
        var file = Path.Combine(_folder, "config.json");
        if (!File.Exists(file))
            return null;
        try
        {
            var config = JsonSerializer.Deserialize<Config>(await File.ReadAllTextAsync(file, cancellationToken), JsonSerializerOptions.Web) ?? new Config();
            if ((config.CredHelpers?.GetValueOrDefault(key) ?? config.CredsStore) is { } helper)
                return await AskAsync(helper, key, cancellationToken);
            if (config.Auths?.GetValueOrDefault(key)?.Auth is not { Length: > 0 } encoded)
                return null;
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(encoded)).Split(':', 2);
            return parts.Length == 2 ? (parts[0], parts[1]) : null;
        }
        catch (Exception cause) when (cause is JsonException or FormatException or IOException or UnauthorizedAccessException)
        {
            throw ImageErrors.DockerConfigUnreadable(file, cause);
        }
    }

    private async Task<(string User, string Password)?> AskAsync(string helper, string key, CancellationToken cancellationToken)
    {
        if (helper.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
            throw ImageErrors.DockerConfigUnreadable(Path.Combine(_folder, "config.json"), new FormatException($"'{helper}' is no name of a credential helper"));
        var result = await processes.RunAsync(new ProcessCommand($"docker-credential-{helper}", ["get"]) { StandardInput = key }, cancellationToken);

        // "credentials not found in native keychain" is an answer too: there are none.
        var found = result.ExitCode == 0 ? JsonSerializer.Deserialize<HelperAnswer>(string.Concat(result.Output)) : null;
        return found is { Username: { } user and not "<token>", Secret: { } password } ? (user, password) : null;
    }

    private sealed record Config(Dictionary<string, Login>? Auths = null, Dictionary<string, string>? CredHelpers = null, string? CredsStore = null);

    private sealed record Login(string? Auth = null);

    private sealed record HelperAnswer(string? Username, string? Secret);
}
