using DeployCrew.Core.Errors;
using DeployCrew.Rehearsal.Api;

namespace DeployCrew.Rehearsal.Simulation;

/// <summary>Calls to AWS that may be throttled: tried again after pauses, five times at the most, as the AWS adapters do it.</summary>
internal sealed class SimulatedCalls(SimulatedCloud cloud)
{
    private const int Attempts = 5;

    /// <exception cref="DeployError">DC7001: throttled each time, or refused.</exception>
    public async Task<T> CallAsync<T>(string operation, Func<T> answer, CancellationToken cancellationToken)
    {
        for (var attempt = 1; IsThrottled(); attempt++)
        {
            if (attempt == Attempts)
                throw AwsErrors.CallFailed(operation, "ThrottlingException", "Rate exceeded", null, isTransient: true, new TimeoutException("simulated"));
            await Task.Delay(TimeSpan.FromSeconds(cloud.Random.NextDouble() * Math.Pow(2, attempt - 1)), cloud.Time, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return answer();
        }
        catch (AwsFault fault)
        {
            throw AwsErrors.CallFailed(operation, fault.Code, fault.Message, null, isTransient: false, fault);
        }
    }

    private bool IsThrottled() => cloud.Faults.Any(fault => fault.Kind == FaultKind.Throttle
        && cloud.Now >= cloud.Begun + fault.At && (fault.Length is not { } length || cloud.Now < cloud.Begun + fault.At + length)
        && cloud.Random.NextDouble() < fault.Share);
}
