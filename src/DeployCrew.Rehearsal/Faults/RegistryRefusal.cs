using DeployCrew.Rehearsal.Registry;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Faults;

/// <summary>How the registry says that a call is refused: ECR's words in the shape of the OCI distribution specification.</summary>
internal static class RegistryRefusal
{
    public static Task WriteAsync(HttpContext context, FaultKind kind)
    {
        if (kind == FaultKind.Throttle)
            context.Response.Headers.RetryAfter = "1";
        return RegistryEndpoint.RefuseAsync(context, kind switch
        {
            FaultKind.Throttle => new("TOOMANYREQUESTS", "Rate exceeded", StatusCodes.Status429TooManyRequests),
            FaultKind.Unavailable => new("UNAVAILABLE", "The service is temporarily unavailable.", StatusCodes.Status503ServiceUnavailable),
            FaultKind.Denied => new("DENIED", "User is not authorized to perform this action", StatusCodes.Status403Forbidden),
            FaultKind.Expired => new("DENIED", "Your authorization token has expired. Reauthenticate and try again.", StatusCodes.Status403Forbidden),
            _ => new("UNKNOWN", "Internal error", StatusCodes.Status500InternalServerError),
        });
    }
}
