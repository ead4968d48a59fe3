namespace DeployCrew.Core.Errors;

/// <summary>DC7xxx: calls to AWS.</summary>
public static class AwsErrors
{
    /// <summary>AWS answered with an error.</summary>
    /// <param name="operation">Service and operation: <c>ecs:DescribeServices</c>.</param>
    /// <param name="code">AWS's error code.</param>
    /// <param name="message">AWS's words.</param>
    /// <param name="requestId">AWS's request id, for its support.</param>
    /// <param name="isTransient">Whether the service's own classes say that it may pass.</param>
    /// <param name="cause">The SDK's exception.</param>
    public static AwsCallError CallFailed(string operation, string code, string message, string? requestId, bool isTransient, Exception cause) =>
        new(code, $"{operation} failed: {code}: {message}", RemedyFor(code, operation),
            requestId is null ? null : [$"request id {requestId}"], isTransient, cause);

    /// <summary>No answer at all.</summary>
    public static DeployError Unreachable(string operation, string endpoint, Exception cause) => new("DC7002",
        $"{operation}: no answer from {endpoint}: {cause.Message}", "Check the network and the endpoint, then resume the run.", isTransient: true, cause: cause);

    /// <summary>The credential chain is empty.</summary>
    /// <param name="why">Where was looked.</param>
    /// <param name="cause">The exception that this one explains.</param>
    public static DeployError NoCredentials(string why, Exception? cause = null) => new("DC7003",
        $"No AWS credentials were found: {why}",
        "Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run where a role is attached; or use --target local.", cause: cause);

    /// <summary>An answer does not have what the API promises.</summary>
    public static DeployError UnexpectedAnswer(string operation, string problem) => new("DC7004",
        $"{operation} gave an answer that cannot be read: {problem}.", "Try again; if it stays so, report it with the run's journal.");

    /// <summary>A call that must not be made twice was cut off: whether it was done is not known.</summary>
    /// <param name="operation">Service and operation.</param>
    /// <param name="why">What happened instead of an answer.</param>
    /// <param name="requestId">AWS's request id; null where there was no answer.</param>
    /// <param name="cause">The exception that this one explains.</param>
    public static AnswerLostError AnswerLost(string operation, string why, string? requestId, Exception cause) => new(
        $"{operation}: it is not known whether AWS did it: {why}.", "Resume the run: it looks first, and does it only where it was not done.",
        requestId is null ? null : [$"request id {requestId}"], cause);

    /// <summary>No answer within the time that a call may take.</summary>
    public static DeployError TimedOut(string operation, string endpoint, Exception cause) => new("DC7011",
        $"{operation}: no answer from {endpoint} in time.", "Check the network and the endpoint, then resume the run.", isTransient: true, cause: cause);

    private static string RemedyFor(string code, string operation) => code switch
    {
        "AccessDenied" or "AccessDeniedException" or "UnauthorizedOperation" => $"Allow '{operation}' to the identity in use.",
        "ExpiredToken" or "ExpiredTokenException" => "Sign in again: the session's credentials have expired.",
        "UnrecognizedClientException" or "InvalidClientTokenId" or "InvalidSignatureException" =>
            "Check the access key: the endpoint does not know it.",
        "ThrottlingException" or "Throttling" or "RequestLimitExceeded" or "TooManyRequestsException" or "SlowDown" => "Wait a moment and resume the run: the account's request rate is used up.",
        _ => "Read AWS's words above, correct what they name, and resume the run.",
    };
}
