using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using DeployCrew.Core.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace DeployCrew.Web.Access;

/// <summary>How often each may ask, and how many event streams may be open.</summary>
internal static class RequestRates
{
    private const string Uploads = "uploads";
    private const string SignIns = "sign-ins";
    private const string Streams = "streams";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StreamAgain = TimeSpan.FromSeconds(5);

    /// <summary>An endpoint that takes an upload.</summary>
    public static TBuilder AsUpload<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireRateLimiting(Uploads);

    /// <summary>An endpoint for signing in or out.</summary>
    public static TBuilder AsSignIn<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireRateLimiting(SignIns);

    /// <summary>An endpoint whose answer stays open.</summary>
    public static TBuilder AsStream<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.RequireRateLimiting(Streams);

    public static void Configure(RateLimiterOptions options, WebLimits limits)
    {
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(context => Bucket(Caller(context), IsKnown(context) ? limits.RequestsPerMinute : limits.StrangersPerMinute)),
            PartitionedRateLimiter.Create<HttpContext, string>(context => IsStream(context) ? Open("all", limits.Streams) : RateLimitPartition.GetNoLimiter("")));
        options.AddPolicy(Uploads, context => Bucket(Caller(context), limits.UploadsPerMinute));
        options.AddPolicy(SignIns, context => Bucket(Address(context), limits.SignInsPerMinute));
        options.AddPolicy(Streams, context => Open(Caller(context), limits.StreamsOfEach));
        options.OnRejected = (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : StreamAgain;
            var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
            rejected.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            throw AccessErrors.TooMany(seconds);
        };
    }

    /// <summary>Who is counted: a person or a token, else an address.</summary>
    public static string Caller(HttpContext context) => context.User.Id() ?? Address(context);

    private static bool IsKnown(HttpContext context) => context.User.Id() is not null;

    /// <summary>Whether a request's answer stays open.</summary>
    public static bool IsStream(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == Streams;

    // A household has a whole /64 of IPv6.
    private static string Address(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return "address:" + (address.GetAddressBytes() is { Length: 16 } bytes && !IPAddress.IsLoopback(address) ? Convert.ToHexString(bytes, 0, 8) : address.ToString());
    }

    private static RateLimitPartition<string> Bucket(string key, int perMinute) => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / 60),
        ReplenishmentPeriod = perMinute >= 60 ? TimeSpan.FromSeconds(1) : Minute / perMinute,
        QueueLimit = 0,
    });

    private static RateLimitPartition<string> Open(string key, int most) => RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = 0 });
}
