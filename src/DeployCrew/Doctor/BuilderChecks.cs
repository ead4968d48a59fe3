using DeployCrew.Aws;
using DeployCrew.Aws.Builds;
using DeployCrew.Aws.Configuration;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Preflight;
using DeployCrew.Targets;

namespace DeployCrew.Doctor;

/// <summary>Looks at the builders on other machines that are named: whether a build could start there.</summary>
/// <param name="configuration">Credentials and endpoints.</param>
/// <param name="settings">What is named, given the bucket where nothing else is.</param>
internal sealed class BuilderChecks(AwsConfiguration configuration, Func<string?, BuildSettings> settings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A result for each that is named.</summary>
    public async Task<IReadOnlyList<PreflightResult>> RunAsync(string region, RequirementsDocument? document, CancellationToken cancellationToken)
    {
        var named = settings(document is null ? null : StateBackend.Bucket(document));
        var connection = new AwsConnection(region) { Configuration = configuration };
        var results = new List<PreflightResult>();
        if (named.Project is not null)
            results.Add(await CheckAsync("CodeBuild builder", new CodeBuildRunner(connection, named), BuildSettings.ProjectVariable, cancellationToken));
        if (named.Instance is not null)
            results.Add(await CheckAsync("EC2 builder", new Ec2Runner(connection, named), BuildSettings.InstanceVariable, cancellationToken));
        return results;
    }

    private static async Task<PreflightResult> CheckAsync(string check, IBuildRunner runner, string variable, CancellationToken cancellationToken)
    {
        using var owned = runner as IDisposable;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var found = await runner.CheckAsync(limit.Token);
            return found.IsAvailable ? PreflightResult.Ok(check, found.Reason) : PreflightResult.Fail(check, found.Reason, $"Correct it, or clear {variable}: images are built here then.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return PreflightResult.Fail(check, $"no answer within {Patience.TotalSeconds:0} s", "Check the network and the endpoint.");
        }
    }
}
