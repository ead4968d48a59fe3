namespace DeployCrew.Core.Errors;

/// <summary>AWS answered a call with an error: DC7001, with AWS's own code as data, for those who expect one of them.</summary>
public sealed class AwsCallError(
    string awsCode, string message, string remedy, IReadOnlyList<string>? details, bool isTransient, Exception? cause)
    : DeployError("DC7001", message, remedy, details, isTransient, cause)
{
    /// <summary>AWS's error code, such as <c>RepositoryNotFoundException</c>.</summary>
    public string AwsCode { get; } = awsCode;

    /// <summary>Whether whatever answered does not have the operation at all, as an emulator may not.</summary>
    public bool IsUnknownOperation => AwsCode is "UnknownOperationException" or "UnknownOperation" or "InvalidAction" or "NotImplemented" or "404" or "501" or "NotFound";

    /// <summary>Whether the identity may not make the call.</summary>
    public bool IsDenied => AwsCode is "AccessDenied" or "AccessDeniedException" or "UnauthorizedOperation" or "AuthorizationError";
}
