namespace DeployCrew.Rehearsal.Api;

/// <summary>An error in AWS's terms: what botocore's models call the shape's error code, and its HTTP status.</summary>
internal sealed class AwsFault(string code, string message, int status = 400) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    public static AwsFault Validation(string message) => new("ValidationException", message);
}
