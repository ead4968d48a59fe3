using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace DeployCrew.Aws.Protocol;

/// <summary>
/// The SDK's standard mode (retry quota, clock skew) with one rule more: what may have been done is not done again, unless the call says that it
/// can be.
/// </summary>
internal sealed class RepeatPolicy(IClientConfig config, AwsRetries retries, TimeProvider time) : StandardRetryPolicy(config)
{
    public override Task<bool> RetryForExceptionAsync(IExecutionContext executionContext, Exception exception) =>
        Task.FromResult(RetryForException(executionContext, exception));

    public override bool RetryForException(IExecutionContext executionContext, Exception exception)
    {
        var call = (AwsRequest)executionContext.RequestContext.OriginalRequest;
        var failure = Failures.Of(exception);
        return failure is Failure.Throttled or Failure.NotSent || (failure == Failure.Unknown && call.Effect == Effect.Repeatable);
    }

    // A pause that goes past the call's deadline would only hide the failure that is known now behind one that says less.
    public override bool OnRetry(IExecutionContext executionContext, bool bypassAcquireCapacity, bool isThrottlingError)
    {
        var call = (AwsRequest)executionContext.RequestContext.OriginalRequest;
        call.Pause = retries.Pause(executionContext.RequestContext.Retries + 1, Random.Shared.NextDouble());
        return time.GetElapsedTime(call.Started) + call.Pause < retries.Deadline
            && base.OnRetry(executionContext, bypassAcquireCapacity, isThrottlingError);
    }

    public override Task WaitBeforeRetryAsync(IExecutionContext executionContext) => Task.Delay(
        ((AwsRequest)executionContext.RequestContext.OriginalRequest).Pause, time, executionContext.RequestContext.CancellationToken);
}
