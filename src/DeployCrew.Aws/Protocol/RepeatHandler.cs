using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Util;

namespace DeployCrew.Aws.Protocol;

/// <summary>Makes attempts. In the place of the SDK's own handler, which sends a request again when a connection was cut, whatever the policy says.</summary>
internal sealed class RepeatHandler(RepeatPolicy policy) : PipelineHandler
{
    // The policy writes there when it corrects the clock.
    public override ILogger Logger
    {
        get => base.Logger;
        set => base.Logger = policy.Logger = value;
    }

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        while (true)
        {
            try
            {
                var answer = await base.InvokeAsync<T>(executionContext);
                policy.NotifySuccess(executionContext);
                return answer;
            }
            catch (Exception error) when (IsAttempt(error, executionContext.RequestContext))
            {
                if (!await policy.RetryAsync(executionContext, error))
                    throw;
                executionContext.RequestContext.Retries++;
            }

            await policy.WaitBeforeRetryAsync(executionContext);
        }
    }

    private static bool IsAttempt(Exception error, IRequestContext request) => !request.CancellationToken.IsCancellationRequested
        && (error is AmazonServiceException || Failures.IsOfTransport(error));
}
