using DeployCrew.Core.Ports;

namespace DeployCrew.Infra.Engines.Pulumi;

/// <summary>The commands of the Pulumi CLI that are in use, as values. <c>--stack</c> everywhere: the selected stack is shared by all who use
/// this machine. Source: pulumi.com/docs/iac/cli/commands (3.263).</summary>
internal sealed class PulumiCommands(PulumiSettings settings, string folder)
{
    public string Folder => folder;

    public ProcessCommand Version() => new(settings.Program, ["version"]);

    public ProcessCommand ListStacks() => Command(["stack", "ls", "--json"], null);

    public ProcessCommand InitStack(string stack) => Command(
        settings.SecretsProvider is { } provider ? ["stack", "init", stack, "--no-select", "--secrets-provider", provider] : ["stack", "init", stack, "--no-select"], null);

    public ProcessCommand Preview(string stack) => Command(["preview", "--json"], stack);

    public ProcessCommand Up(string stack) => Interruptible(["up", "--yes", "--skip-preview", "--json"], stack);

    public ProcessCommand Destroy(string stack) => Interruptible(["destroy", "--yes", "--skip-preview", "--json"], stack);

    /// <summary>Deletes the state of a stack that has no resources any more; its configuration file is not the engine's to delete.</summary>
    public ProcessCommand RemoveStack(string stack) => Command(["stack", "rm", "--yes", "--preserve-config"], stack);

    public ProcessCommand Refresh(string stack) => Command(["refresh", "--preview-only", "--json"], stack);

    public ProcessCommand Outputs(string stack) => Command(["stack", "output", "--json"], stack);

    public ProcessCommand Cancel(string stack) => Command(["cancel", stack, "--yes"], null);

    private ProcessCommand Interruptible(IReadOnlyList<string> arguments, string stack) =>
        Command(arguments, stack) with { InterruptGrace = settings.InterruptGrace };

    private ProcessCommand Command(IReadOnlyList<string> arguments, string? stack) => new(
        settings.Program, [.. arguments, .. stack is null ? (string[])[] : ["--stack", stack], "--cwd", folder, "--non-interactive", "--color", "never"])
    {
        Environment = new Dictionary<string, string?>(settings.Environment)
        {
            ["PULUMI_BACKEND_URL"] = settings.Backend,
            ["PULUMI_SKIP_UPDATE_CHECK"] = "true",
            // Engine events instead of one document at the end: the same reader for preview, refresh, up and destroy.
            ["PULUMI_ENABLE_STREAMING_JSON_PREVIEW"] = "true",
            ["PULUMI_CONFIG_PASSPHRASE"] = settings.SecretsProvider is null ? "" : null,
        },
    };
}
