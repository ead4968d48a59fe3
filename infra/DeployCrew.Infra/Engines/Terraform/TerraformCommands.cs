using System.Collections;
using DeployCrew.Core.Ports;
using DeployCrew.Infra.Terraform;

namespace DeployCrew.Infra.Engines.Terraform;

/// <summary>The commands of one stack, as values.</summary>
internal sealed class TerraformCommands(TerraformSettings settings, string folder, string environment)
{
    /// <summary>Name of the file that a plan is handed on in.</summary>
    public const string Plan = "stack.tfplan";

    public ProcessCommand Init()
    {
        var arguments = new List<string> { "init", "-input=false", "-no-color", "-reconfigure" };
        if (settings.Backend is not null)
            arguments.Add($"-backend-config={TerraformBackend.Path(environment)}");
        if (settings.HasEmulatedBackend)
        {
            // Its address comes from the environment. An emulator has no host name per bucket, and no instance metadata.
            arguments.AddRange(["-backend-config=use_path_style=true", "-backend-config=skip_credentials_validation=true", "-backend-config=skip_metadata_api_check=true"]);
        }
        if (settings.PluginFolder is { } plugins)
            arguments.Add($"-plugin-dir={plugins}");
        return Command(arguments);
    }

    /// <summary>Plans without a lock, to look at.</summary>
    public ProcessCommand Preview() => Command(["plan", "-input=false", "-json", "-lock=false", .. Planned()]);

    /// <summary>What the world has that the state has not.</summary>
    public ProcessCommand Drift() => Command(["plan", "-refresh-only", "-input=false", "-json", "-lock=false", .. Planned()]);

    /// <summary>Plans what is applied next.</summary>
    public ProcessCommand PlanApply() => Command(["plan", "-input=false", "-json", .. Planned()]);

    public ProcessCommand PlanDestroy() => Command(["plan", "-destroy", "-input=false", "-json", .. Planned()]);

    public ProcessCommand Show() => Command(["show", "-json", Plan]);

    public ProcessCommand Apply() => Command(["apply", "-input=false", "-json", Plan]);

    public ProcessCommand Output() => Command(["output", "-json"]);

    public ProcessCommand ForceUnlock(string id) => Command(["force-unlock", "-force", id]);

    private string[] Planned() => [$"-out={Plan}", $"-var-file={TerraformProject.VariablesPath(environment)}"];

    private ProcessCommand Command(IReadOnlyList<string> arguments) => new(settings.Program, arguments)
    {
        WorkingDirectory = folder,
        Environment = Variables(),
        InterruptGrace = settings.InterruptGrace,
    };

    private Dictionary<string, string?> Variables()
    {
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal);
        // Arguments, variables and workspaces of somebody's shell would change what these commands mean.
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            if (entry.Key is string name && (name.StartsWith("TF_CLI_ARGS", StringComparison.Ordinal)
                || name.StartsWith("TF_VAR_", StringComparison.Ordinal) || name is "TF_WORKSPACE" or "TF_DATA_DIR" or "TF_LOG"))
                variables[name] = null;
        }
        variables["TF_IN_AUTOMATION"] = "1";
        variables["TF_INPUT"] = "0";
        variables["CHECKPOINT_DISABLE"] = "1";
        variables["NO_COLOR"] = "1";
        if (settings.PluginCache is { } cache)
            variables["TF_PLUGIN_CACHE_DIR"] = cache;
        if (settings.Endpoint is { } endpoint)
            variables["AWS_ENDPOINT_URL"] = endpoint.ToString().TrimEnd('/');
        foreach (var (service, address) in settings.ServiceEndpoints) // the backend reads these, and not the provider's block
            variables[$"AWS_ENDPOINT_URL_{service.ToUpperInvariant()}"] = address.ToString().TrimEnd('/');
        foreach (var (name, value) in settings.Environment)
            variables[name] = value;
        return variables;
    }
}
