using System.Net.Sockets;
using Amazon.Runtime;

namespace DeployCrew.Aws.Protocol;

/// <summary>What a failed attempt says about whether the service did anything.</summary>
internal enum Failure
{
    /// <summary>The service said no, and would say it again.</summary>
    Final,

    /// <summary>The service refused for now: nothing was done.</summary>
    Throttled,

    /// <summary>The service was never reached: nothing was done.</summary>
    NotSent,

    /// <summary>No answer, or one that does not say: it may have been done.</summary>
    Unknown,
}

/// <summary>Tells failures apart by the service's own classes: the codes of botocore's standard retry mode, and HTTP statuses.</summary>
internal static class Failures
{
    /// <summary>Codes by which services say that there were too many requests.</summary>
    public static readonly IReadOnlySet<string> Throttling = new HashSet<string>(StringComparer.Ordinal)
    {
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException", "TooManyRequestsException",
        "ProvisionedThroughputExceededException", "TransactionInProgressException", "RequestLimitExceeded", "BandwidthLimitExceeded",
        "LimitExceededException", "RequestThrottled", "SlowDown", "PriorRequestNotComplete", "EC2ThrottledException",
    };

    /// <summary>Codes of failures that pass.</summary>
    public static readonly IReadOnlySet<string> Transient = new HashSet<string>(StringComparer.Ordinal)
    {
        "RequestTimeout", "RequestTimeoutException", "PriorRequestNotComplete",
    };

    /// <summary>The class of an answer.</summary>
    public static Failure Of(string? code, int status) =>
        status == 429 || (code is not null && Throttling.Contains(code)) ? Failure.Throttled
        : status >= 500 || (code is not null && Transient.Contains(code)) ? Failure.Unknown
        : Failure.Final;

    /// <summary>The class of what an attempt threw; cancelling it is not a failure, and is not asked about.</summary>
    public static Failure Of(Exception error) => error switch
    {
        _ when IsAnswer(error) => Of(((AmazonServiceException)error).ErrorCode, (int)((AmazonServiceException)error).StatusCode),
        _ when WasNotSent(error) => Failure.NotSent,
        _ when IsOfTransport(error) => Failure.Unknown,
        _ => Failure.Final,
    };

    /// <summary>Whether the service has answered. One whose answer broke off after its status has not: the SDK tells of that as of an answer that
    /// it cannot read, with the status that had come.</summary>
    public static bool IsAnswer(Exception error) =>
        error is AmazonServiceException { StatusCode: > 0 } && !(error is AmazonUnmarshallingException && IsOfTransport(error));

    /// <summary>Whether it is the network's, not an answer.</summary>
    public static bool IsOfTransport(Exception error) =>
        Chain(error).Any(inner => inner is HttpRequestException or SocketException or IOException or TimeoutException or OperationCanceledException);

    private static bool WasNotSent(Exception error) => Chain(error).Any(inner => inner
        is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError }
        or SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound or SocketError.NetworkUnreachable or SocketError.HostUnreachable });

    private static IEnumerable<Exception> Chain(Exception error)
    {
        for (var at = error; at is not null; at = at.InnerException)
            yield return at;
    }
}
