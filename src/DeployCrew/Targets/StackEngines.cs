using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Engines.Pulumi;
using DeployCrew.Infra.Engines.Terraform;
using DeployCrew.Infra.Terraform;

namespace DeployCrew.Targets;

/// <summary>The engines that apply stacks to AWS.</summary>
internal sealed class StackEngines(Home home, IProcessRunner processes)
{
    /// <summary>AWS_ENDPOINT_URL: an emulator instead of AWS; null is AWS.</summary>
    public static Uri? Endpoint => Uri.TryCreate(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL"), UriKind.Absolute, out var address) ? address : null;

    /// <summary>The engine of that name, with its state in the bucket of the requirements.</summary>
    /// <param name="name">pulumi | terraform | tofu; null is pulumi.</param>
    /// <param name="document">Valid requirements.</param>
    public IStackEngine Open(string? name, RequirementsDocument document) => name switch
    {
        null or "pulumi" => new PulumiStackEngine(
            new(Work(document, "pulumi"), $"s3://{StateBackend.Bucket(document)}?region={document.Region}", $"awskms://{StateBackendBlueprint.KeyAlias(document)}?region={document.Region}"),
            processes),
        "terraform" or "tofu" => new TerraformStackEngine(processes, new(Work(document, name))
        {
            Program = name,
            Backend = TerraformBackend.Of(document),
            PluginFolder = PluginFolder,
            PluginCache = PluginCache(),
            Endpoint = Endpoint,
        }),
        _ => throw EngineErrors.UnknownEngine(name),
    };

    /// <summary>The engine of that name for the bootstrap stack, which makes the bucket: its state is in a folder first.</summary>
    /// <param name="name">As for <see cref="Open"/>.</param>
    /// <param name="folder">Where its state is.</param>
    public IStackEngine OpenBootstrap(string? name, string folder) => name switch
    {
        null or "pulumi" => new PulumiStackEngine(new(Path.Combine(folder, "work"), new Uri(StateFolder(folder)).AbsoluteUri, null), processes),
        "terraform" or "tofu" => new TerraformStackEngine(processes, new(StateFolder(folder))
        {
            Program = name,
            PluginFolder = PluginFolder,
            PluginCache = PluginCache(),
            Endpoint = Endpoint,
        }),
        _ => throw EngineErrors.UnknownEngine(name),
    };

    // A mirror of providers, for machines that do not reach the registry.
    private static string? PluginFolder => Environment.GetEnvironmentVariable("DEPLOYCREW_TERRAFORM_PLUGINS") is { Length: > 0 } folder ? folder : null;

    private string PluginCache() => Directory.CreateDirectory(Path.Combine(home.Stacks, "providers")).FullName;

    private string Work(RequirementsDocument document, string engine) => Path.Combine(home.Stacks, engine, document.Region, document.Project);

    private static string StateFolder(string folder) => Directory.CreateDirectory(Path.Combine(folder, "state")).FullName;
}
