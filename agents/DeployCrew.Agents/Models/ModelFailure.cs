using System.ClientModel;
using System.Globalization;
using System.Text.Json;
using DeployCrew.Core.Errors;

namespace DeployCrew.Agents.Models;

/// <summary>Why an endpoint did not answer, and whether it may if it is asked again.</summary>
/// <param name="Reason">In words.</param>
/// <param name="IsTransient">Whether asking again may help.</param>
/// <param name="Wait">How long the endpoint asks to be left alone.</param>
internal sealed record ModelFailure(string Reason, bool IsTransient, TimeSpan? Wait)
{
    /// <summary>Whether an exception is a failure of the endpoint, the way to it, or its answer.</summary>
    public static bool IsOne(Exception error) => error is ClientResultException or HttpRequestException or IOException or JsonException or InvalidOperationException or FormatException or TimeoutException;

    public static ModelFailure Of(Exception error, DateTimeOffset now) => error switch
    {
        ClientResultException { Status: > 0 } answered => Answered(answered, now),
        // An event that is no JSON, or a field of another type than the API's.
        JsonException or InvalidOperationException or FormatException => new($"its answer cannot be read: {error.Message}", true, null),
        _ => new((error.InnerException ?? error).Message, true, null),
    };

    private static ModelFailure Answered(ClientResultException error, DateTimeOffset now)
    {
        var transient = error.Status is 408 or 409 or 429 or >= 500;
        var response = error.GetRawResponse();
        return new($"{error.Status} {Said(response?.Content) ?? error.Message.ReplaceLineEndings(" ")}", transient && !IsOutOfMoney(response?.Content), response is null ? null : WaitOf(response, now));
    }

    // {"error":{"message":"Rate limit reached …","type":"tokens","code":"rate_limit_exceeded"}}
    private static string? Said(BinaryData? body) => Field(body, "message");

    // OpenAI answers 429 when nothing is left on the account, too; waiting does not help then.
    private static bool IsOutOfMoney(BinaryData? body) => Field(body, "code") == "insufficient_quota";

    private static string? Field(BinaryData? body, string name)
    {
        try
        {
            return body is not null && JsonDocument.Parse(body).RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("error", out var error)
                && error.ValueKind == JsonValueKind.Object && error.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // RFC 9110, 10.2.3: seconds or a date.
    private static TimeSpan? WaitOf(System.ClientModel.Primitives.PipelineResponse response, DateTimeOffset now)
    {
        if (!response.Headers.TryGetValue("Retry-After", out var text))
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds >= 0)
            return TimeSpan.FromSeconds(Math.Min(seconds, 86_400));
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) && date > now ? date - now : null;
    }
}
