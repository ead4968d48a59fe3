using Amazon.Runtime;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Protocol;

/// <summary>What came of a call that failed, as a DC70xx error.</summary>
internal static class AwsFailure
{
    public static DeployError Of(AwsRequest request, AwsServiceConfig config, Exception error)
    {
        var failure = Failures.Of(error);
        if (failure == Failure.Unknown && request.Effect == Effect.Once)
            return AwsErrors.AnswerLost(request.Operation, Words(error), (error as AmazonServiceException)?.RequestId, error);
        return error switch
        {
            AmazonServiceException answer when Failures.IsAnswer(answer) => Of(request.Operation, answer),
            OperationCanceledException => AwsErrors.TimedOut(request.Operation, config.Address, error),
            _ when Failures.IsOfTransport(error) => AwsErrors.Unreachable(request.Operation, config.Address, error),
            _ => AwsErrors.NoCredentials(error.Message, error),
        };
    }

    /// <summary>An answer that is an error, also of the SDK's own clients.</summary>
    public static AwsCallError Of(string operation, AmazonServiceException answer)
    {
        var code = answer.ErrorCode is { Length: > 0 } given ? given : answer.StatusCode.ToString();
        return AwsErrors.CallFailed(
            operation, code, answer.Message, answer.RequestId, Failures.Of(code, (int)answer.StatusCode) is not Failure.Final, answer);
    }

    private static string Words(Exception error) => error switch
    {
        AmazonServiceException answer when Failures.IsAnswer(answer) => $"HTTP {(int)answer.StatusCode} {answer.ErrorCode}: {answer.Message}",
        OperationCanceledException => "no answer in time",
        _ => error.GetBaseException().Message,
    };
}
