namespace DeployCrew.Rehearsal.Api;

/// <summary>An error in AWS's terms: what botocore's models call the shape's error code, and its HTTP status.</summary>
/// <param name="code">Such as <c>ClusterNotFoundException</c>, or <c>TargetGroupNotFound</c> of the query services.</param>
/// <param name="message">For people.</param>
/// <param name="status">HTTP status; by default what the service's model says, mostly 400.</param>
internal sealed class AwsFault(string code, string message, int? status = null) : Exception(message)
{
    public string Code { get; } = code;

    public int? Status { get; } = status;

    public static AwsFault Validation(string message) => new("ValidationException", message);
}
