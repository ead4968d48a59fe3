using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Preflight;

/// <summary>A check, not yet made.</summary>
/// <param name="Name">What it looks at.</param>
/// <param name="LookAsync">Looks.</param>
internal sealed record PreflightCheck(string Name, Func<PreflightFacts, CancellationToken, Task<PreflightResult>> LookAsync)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>Makes it. What cannot be found out is skipped, with the reason, and never taken for a yes.</summary>
    public async Task<PreflightResult> RunAsync(PreflightFacts facts, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await LookAsync(facts, linked.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return PreflightResult.Skip(Name, $"no answer within {Timeout.TotalSeconds:0} s");
        }
        catch (AwsCallError error) when (error.IsUnknownOperation)
        {
            return PreflightResult.Skip(Name, "the target does not have this API");
        }
        catch (AwsCallError error) when (error.IsDenied)
        {
            return PreflightResult.Skip(Name, $"not allowed: {error.Message}") with { Remedy = error.Remedy };
        }
        catch (DeployError error)
        {
            return PreflightResult.Skip(Name, error.Message);
        }
    }
}

/// <summary>Where checks look.</summary>
internal sealed record PreflightFacts(IAccountFacts Account, IHostedZones Zones, IDnsLookup Dns);
