using System.Collections;
using Amazon.Runtime;
using DeployCrew.Aws.Credentials;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Configuration;

/// <summary>Environment variables and profiles, read as the AWS CLI reads them.</summary>
/// <param name="variables">Environment variables.</param>
public sealed class AwsConfiguration(IReadOnlyDictionary<string, string> variables)
{
    private const string Prefix = "AWS_ENDPOINT_URL";
    private readonly Lock gate = new();
    private readonly Dictionary<string, ChainCredentials> credentials = new(StringComparer.Ordinal);
    private readonly Lazy<ProfileFiles> files = new(() => new ProfileFiles(
        PathOf(variables, "AWS_CONFIG_FILE", "config"), PathOf(variables, "AWS_SHARED_CREDENTIALS_FILE", "credentials")));

    /// <summary>That of this process, as it is now.</summary>
    public static AwsConfiguration Load() => new(Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => (string?)entry.Value ?? "", StringComparer.Ordinal));

    /// <summary>Name of the profile in use.</summary>
    public string ProfileName => Variable("AWS_DEFAULT_PROFILE") ?? Variable("AWS_PROFILE") ?? "default";

    internal ProfileFiles Files => files.Value;

    /// <summary>The profile in use; null when nobody named one and there is no default.</summary>
    /// <exception cref="DeployError">DC7021: a profile is named and neither file has it.</exception>
    internal Profile? Profile => Files.Find(ProfileName)
        ?? ((Variable("AWS_DEFAULT_PROFILE") ?? Variable("AWS_PROFILE")) is { } named ? throw CredentialErrors.ProfileMissing(named) : null);

    /// <summary>Region and where it comes from; null when nothing says one. AWS_REGION goes first, as with version 2 of the CLI; version 1 does not know it.</summary>
    public Sourced<string>? Region()
    {
        foreach (var name in new[] { "AWS_REGION", "AWS_DEFAULT_REGION" })
        {
            if (Variable(name) is { } region)
                return new(region, name);
        }

        return Profile is { } profile && profile["region"] is { } configured ? new(configured, profile.Place) : null;
    }

    /// <summary>Address of a service, where something says that it is not AWS's own.</summary>
    /// <param name="service">Its id as in AWS_ENDPOINT_URL_&lt;ID&gt;, in lower case: <c>elastic_load_balancing_v2</c>.</param>
    /// <exception cref="DeployError">DC7025: what is said is not an address.</exception>
    public Sourced<Uri>? EndpointOf(string service)
    {
        ArgumentNullException.ThrowIfNull(service);
        if (IgnoresEndpoints)
            return null;
        var name = $"{Prefix}_{service.ToUpperInvariant()}";
        if (Variable(name) is { } address)
            return Parse(address, name);
        if (Variable(Prefix) is null && Profile is { } profile && profile["services"] is { } section
            && Files.OfService(section, service, "endpoint_url") is { Length: > 0 } own)
            return Parse(own, $"services {section} of {profile.File}");
        return GlobalEndpoint();
    }

    /// <summary>Address of all services that have none of their own; null is AWS.</summary>
    /// <exception cref="DeployError">DC7025: what is said is not an address.</exception>
    public Sourced<Uri>? GlobalEndpoint()
    {
        if (IgnoresEndpoints)
            return null;
        if (Variable(Prefix) is { } address)
            return Parse(address, Prefix);
        return Profile is { } profile && profile["endpoint_url"] is { } configured ? Parse(configured, profile.Place) : null;
    }

    /// <summary>Services that have an address of their own, by their id.</summary>
    /// <exception cref="DeployError">DC7025: what is said is not an address.</exception>
    public IReadOnlyDictionary<string, Sourced<Uri>> ServiceEndpoints()
    {
        var global = GlobalEndpoint();
        var named = variables.Keys.Where(name => name.StartsWith(Prefix + "_", StringComparison.Ordinal)).Select(name => name[(Prefix.Length + 1)..].ToLowerInvariant())
            .Concat(Profile?["services"] is { } section ? Files.ServicesOf(section) : []);
        return named.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(service => (service, Endpoint: EndpointOf(service)))
            .Where(one => one.Endpoint is { } endpoint && endpoint != global).ToDictionary(one => one.service, one => one.Endpoint!, StringComparer.Ordinal);
    }

    /// <summary>Where credentials come from.</summary>
    /// <exception cref="DeployError">DC7003, DC7020-7024: there are none, or what says where is wrong.</exception>
    public CredentialSource CredentialSource() => CredentialChain.Find(this);

    /// <summary>Gets credentials from where they come from, and tells what may be told of them.</summary>
    /// <param name="region">Region that roles are assumed in.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="DeployError">As <see cref="CredentialSource"/>, and DC7024-7027: the source gave none.</exception>
    public async Task<CredentialFacts> CredentialFactsAsync(string region, CancellationToken cancellationToken)
    {
        var source = CredentialSource();
        var found = new ChainCredentials(this, region);
        var key = (await found.GetCredentialsAsync().WaitAsync(cancellationToken)).AccessKey;
        return new(source.Description, key.Length > 8 ? key[^4..] : "", found.Ends);
    }

    /// <summary>Credentials, found when they are first needed and kept: roles are assumed once for all clients of a region.</summary>
    internal AWSCredentials CredentialsFor(string region)
    {
        lock (gate)
            return credentials.TryGetValue(region, out var known) ? known : credentials[region] = new ChainCredentials(this, region);
    }

    private bool IgnoresEndpoints => IsTrue(Variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") ?? Profile?["ignore_configured_endpoint_urls"]);

    internal string? Variable(string name) => variables.TryGetValue(name, out var value) && value.Trim().Length > 0 ? value : null;

    private static Sourced<Uri> Parse(string address, string place) =>
        Uri.TryCreate(address, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https"
            ? new(parsed, place) : throw CredentialErrors.EndpointInvalid(address, place);

    private static bool IsTrue(string? text) => string.Equals(text, "true", StringComparison.OrdinalIgnoreCase);

    private static string PathOf(IReadOnlyDictionary<string, string> variables, string name, string file)
    {
        var home = variables.GetValueOrDefault("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var configured = variables.GetValueOrDefault(name);
        if (string.IsNullOrWhiteSpace(configured))
            return Path.Combine(home, ".aws", file);
        return configured.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(home, configured[2..]) : configured;
    }
}
