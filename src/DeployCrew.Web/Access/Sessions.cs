using System.Globalization;
using DeployCrew.Core.Access;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Web.Access;

/// <summary>What begins with signing in: a cookie that ends when it is not used, and in any case after half a day, so that who lost a group loses what it gave.</summary>
internal static class Sessions
{
    private const string Begun = "begun";
    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public static void Add(AuthenticationBuilder builder, WebOptions options, OidcSettings settings)
    {
        builder.AddCookie(AccessSchemes.Session, cookie =>
        {
            cookie.Cookie.Name = options.ForOthers ? "__Host-dc-session" : "dc-session";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax; // who comes from the provider has it with them
            cookie.Cookie.Path = "/";
            cookie.Cookie.SecurePolicy = options.ForOthers ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (Idle, true);
            cookie.Events.OnValidatePrincipal = EndOldAsync;
        });
        builder.AddOAuth<SignInOptions, SignInHandler>(AccessSchemes.SignIn, signIn =>
        {
            signIn.Use(settings, options.ForOthers);
            signIn.Events.OnTicketReceived = received =>
            {
                received.Properties!.Items[Begun] = Now(received.HttpContext).ToString("O", CultureInfo.InvariantCulture);
                received.Properties.IsPersistent = false;
                return RecordAsync(received.HttpContext, received.Principal!, "sign-in");
            };
            signIn.Events.OnRemoteFailure = failed => throw failed.Failure as DeployError ?? failed.Failure?.InnerException as DeployError ?? AccessErrors.SignInFailed(Reason(failed.Failure));
        });
    }

    /// <summary>A line of the audit trail about a session.</summary>
    public static Task RecordAsync(HttpContext context, System.Security.Claims.ClaimsPrincipal person, string what) => context.RequestServices.GetRequiredService<IAccessStore>().RecordAsync(
        new AuditEntry(Now(context), person.Who(), person.Scope(), what, new Dictionary<string, string>(), context.Connection.RemoteIpAddress?.ToString(), "done"), CancellationToken.None);

    private static async Task EndOldAsync(CookieValidatePrincipalContext context)
    {
        if (context.Properties.Items.TryGetValue(Begun, out var text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var begun) && Now(context.HttpContext) - begun < Longest)
            return;
        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(AccessSchemes.Session);
    }

    // A stranger can make the callback fail with words of their own: only ours are shown.
    private static string Reason(Exception? failure) => failure?.Message switch
    {
        { } text when text.Contains("state", StringComparison.OrdinalIgnoreCase) => "the answer does not belong to an attempt that was begun here.",
        { } text when text.Contains("orrelation", StringComparison.Ordinal) => "the attempt was not begun in this browser, or too long ago.",
        { } text when text.Contains("access_denied", StringComparison.Ordinal) => "the provider says no.",
        "the answer is another provider's" => "the answer is another provider's.",
        _ => "the provider has not answered as it should.",
    };

    private static DateTimeOffset Now(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
}
