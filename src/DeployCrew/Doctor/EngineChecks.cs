using DeployCrew.Preflight;

namespace DeployCrew.Doctor;

/// <summary>Looks for the program that applies stacks.</summary>
internal sealed class EngineChecks(ProgramVersions programs)
{
    /// <param name="target">local or aws.</param>
    /// <param name="engine">pulumi, terraform or tofu; null is pulumi.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<IReadOnlyList<PreflightResult>> RunAsync(string target, string? engine, CancellationToken cancellationToken)
    {
        if (target == "local")
            return [PreflightResult.Skip("stack engine", "the local cloud has its own")];
        return engine switch
        {
            "terraform" => [await OneAsync("Terraform", "terraform", ["version", "-json"], new(1, 11), cancellationToken)],
            "tofu" => [await OneAsync("OpenTofu", "tofu", ["version", "-json"], new(1, 6), cancellationToken)],
            _ => [
                await OneAsync("Pulumi", "pulumi", ["version"], new(3, 229), cancellationToken),
                await OneAsync(".NET SDK", "dotnet", ["--version"], new(8, 0), cancellationToken),
            ],
        };
    }

    private async Task<PreflightResult> OneAsync(string name, string program, string[] arguments, Version least, CancellationToken cancellationToken)
    {
        var remedy = $"Install {name} {least} or newer, or choose another engine with --engine.";
        return await programs.FindAsync(program, arguments, cancellationToken) switch
        {
            null => PreflightResult.Fail(name, $"'{program}' is not on PATH", remedy),
            var version when version < least => PreflightResult.Fail(name, $"{version} is too old", remedy),
            var version => PreflightResult.Ok(name, $"{version}"),
        };
    }
}
