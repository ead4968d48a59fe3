using DeployCrew.Aws.Configuration;
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
internal sealed class StackEngines(Home home, IProcessRunner processes, AwsConfiguration aws)
{
    /// <summary>The engine of that name, with its state in the bucket of the requirements.</summary>
    /// <param name="name">pulumi | terraform | tofu; null is pulumi.</param>
    /// <param name="document">Valid requirements.</param>
    public IStackEngine Open(string? name, RequirementsDocument document) => name switch
    {
        null or "pulumi" => new PulumiStackEngine(
            new(Work(document, "pulumi"), $"s3://{StateBackend.Bucket(document)}?region={document.Region}", $"awskms://{StateBackendBlueprint.KeyAlias(document)}?region={document.Region}"),
            processes),
        "terraform" or "tofu" => new TerraformStackEngine(processes, Settings(name, Work(document, name)) with { Backend = TerraformBackend.Of(document) }),
        _ => throw EngineErrors.UnknownEngine(name),
    };

    /// <summary>The engine of that name for the bootstrap stack, which makes the bucket: its state is in a folder first.</summary>
    /// <param name="name">As for <see cref="Open"/>.</param>
    /// <param name="folder">Where its state is.</param>
    public IStackEngine OpenBootstrap(string? name, string folder) => name switch
    {
        null or "pulumi" => new PulumiStackEngine(new(Path.Combine(folder, "work"), new Uri(StateFolder(folder)).AbsoluteUri, null), processes),
        "terraform" or "tofu" => new TerraformStackEngine(processes, Settings(name, StateFolder(folder))),
        _ => throw EngineErrors.UnknownEngine(name),
    };

    // A mirror of providers, for machines that do not reach the registry.
    private static string? PluginFolder => Environment.GetEnvironmentVariable("DEPLOYCREW_TERRAFORM_PLUGINS") is { Length: > 0 } folder ? folder : null;

    private TerraformSettings Settings(string program, string folder) => new(folder)
    {
        Program = program,
        PluginFolder = PluginFolder,
        PluginCache = PluginCache(),
        Endpoint = aws.GlobalEndpoint()?.Value,
        ServiceEndpoints = aws.ServiceEndpoints().ToDictionary(one => one.Key, one => one.Value.Value, StringComparer.Ordinal),
    };

    private string PluginCache() => Directory.CreateDirectory(Path.Combine(home.Stacks, "providers")).FullName;

    private string Work(RequirementsDocument document, string engine) => Path.Combine(home.Stacks, engine, document.Region, document.Project);

    private static string StateFolder(string folder) => Directory.CreateDirectory(Path.Combine(folder, "state")).FullName;
}
