using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Configuration;

/// <summary>What the AWS CLI's two files say: <c>config</c> and <c>credentials</c>.</summary>
internal sealed class ProfileFiles
{
    private readonly Dictionary<string, Profile> profiles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> services = new(StringComparer.Ordinal);

    /// <param name="configFile">Path of <c>config</c>; one that is not there is empty.</param>
    /// <param name="credentialsFile">Path of <c>credentials</c>; what it says of a profile goes before what <c>config</c> says.</param>
    /// <exception cref="DeployError">DC7022: one of them cannot be read. DC7028: a line of it is no setting.</exception>
    public ProfileFiles(string configFile, string credentialsFile)
    {
        foreach (var (name, values) in IniFile.Read(configFile))
        {
            var (kind, title) = Heading(name);
            if (kind == "sso-session")
                sessions[title] = values;
            else if (kind == "services")
                services[title] = values;
            else if (kind == "profile" || name == "default")
                profiles[title] = new Profile(title, configFile, values);
        }

        foreach (var (name, values) in IniFile.Read(credentialsFile))
        {
            var merged = new Dictionary<string, string>(profiles.TryGetValue(name, out var known) ? known.Values : new Dictionary<string, string>(), StringComparer.Ordinal);
            foreach (var (key, value) in values)
                merged[key] = value;
            profiles[name] = new Profile(name, credentialsFile, merged) { HasKeysOfItsOwn = values.ContainsKey("aws_access_key_id") };
        }
    }

    /// <summary>A profile; null when neither file has it.</summary>
    public Profile? Find(string name) => profiles.GetValueOrDefault(name);

    /// <summary>A section <c>[sso-session NAME]</c>.</summary>
    public IReadOnlyDictionary<string, string>? SsoSession(string name) => sessions.GetValueOrDefault(name);

    /// <summary>A value of a section <c>[services NAME]</c>.</summary>
    public string? OfService(string name, string service, string key) => services.GetValueOrDefault(name)?.GetValueOrDefault($"{service}.{key}");

    /// <summary>Services that a section <c>[services NAME]</c> has an address for.</summary>
    public IEnumerable<string> ServicesOf(string name) => services.TryGetValue(name, out var values)
        ? values.Keys.Where(key => key.EndsWith(".endpoint_url", StringComparison.Ordinal)).Select(key => key[..key.IndexOf('.', StringComparison.Ordinal)]) : [];

    // [default], [profile dev], [profile "my team"], [sso-session x], [services x]
    private static (string Kind, string Title) Heading(string section)
    {
        var space = section.IndexOfAny([' ', '\t']);
        return space < 0 ? ("profile-less", section) : (section[..space], section[space..].Trim().Trim('"', '\''));
    }
}

/// <summary>A profile.</summary>
/// <param name="Name">Its name.</param>
/// <param name="File">File that it stands in; the credentials file, when it stands in both.</param>
/// <param name="Values">What it says, by key.</param>
internal sealed record Profile(string Name, string File, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>Whether the credentials file has its access key.</summary>
    public bool HasKeysOfItsOwn { get; init; }

    public string? this[string key] => Values.TryGetValue(key, out var value) && value.Length > 0 ? value : null;

    public bool HasKeys => this["aws_access_key_id"] is not null;

    /// <summary>Where it is, for people.</summary>
    public string Place => $"profile {Name} of {File}";
}
