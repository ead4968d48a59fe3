using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Model;

namespace DeployCrew.Preflight;

/// <summary>Everything that is looked at before something is created.</summary>
internal static class PreflightChecks
{
    /// <summary>Makes all checks, several at a time; the results are in the order of the checks.</summary>
    public static async Task<IReadOnlyList<PreflightResult>> RunAsync(
        PreflightFacts facts, RequirementsDocument document, StackModel model, StackConfiguration configuration, StackPreview preview, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var environment = document.Environments[configuration.Environment];
        PreflightCheck[] checks =
        [
            .. QuotaChecks.For(document, model, configuration, preview), .. NameChecks.For(model, configuration, preview),
            .. DomainChecks.For(environment), .. NetworkChecks.For(document.Project, configuration.Environment, environment.Cidr, preview),
        ];
        return await Task.WhenAll(checks.Select(check => check.RunAsync(facts, time, cancellationToken)));
    }
}
