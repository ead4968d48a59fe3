using DeployCrew.Infra.Terraform;

namespace DeployCrew.Infra.Engines.Terraform;

/// <summary>How the Terraform engine works.</summary>
/// <param name="WorkFolder">Where programs and plans are written, a folder per stack; without a backend, the state as well.</param>
public sealed record TerraformSettings(string WorkFolder)
{
    /// <summary>terraform or tofu: name on PATH, or a path.</summary>
    public string Program { get; init; } = "terraform";

    /// <summary>Where the state is kept; null keeps it in the work folder.</summary>
    public TerraformBackend? Backend { get; init; }

    /// <summary>Folder that providers are taken from instead of the registry.</summary>
    public string? PluginFolder { get; init; }

    /// <summary>Folder that providers from the registry are kept in for the next time.</summary>
    public string? PluginCache { get; init; }

    /// <summary>An emulator of AWS instead of AWS: for the provider and for the backend.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>Addresses of single services, by their id as in AWS_ENDPOINT_URL_&lt;ID&gt;, in lower case; they go before <see cref="Endpoint"/>.</summary>
    public IReadOnlyDictionary<string, Uri> ServiceEndpoints { get; init; } = new Dictionary<string, Uri>();

    /// <summary>Whether the state's bucket is not AWS's.</summary>
    public bool HasEmulatedBackend => Backend is not null && (Endpoint is not null || ServiceEndpoints.ContainsKey("s3"));

    /// <summary>Whether anything is not AWS's.</summary>
    public bool IsEmulated => Endpoint is not null || ServiceEndpoints.Count > 0;

    /// <summary>Credentials and region, as the AWS SDKs read them from the environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>How long an interrupted operation may take to come to its end: it writes its state then.</summary>
    public TimeSpan InterruptGrace { get; init; } = TimeSpan.FromMinutes(5);
}
