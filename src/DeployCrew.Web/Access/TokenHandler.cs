using System.Text.Encodings.Web;
using DeployCrew.Core.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DeployCrew.Web.Access;

/// <summary><c>Authorization: Bearer dcw_…</c>.</summary>
internal sealed class TokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, AccessTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization is not [{ } sent])
            return AuthenticateResult.NoResult();
        if (!sent.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || await tokens.FindAsync(sent[Bearer.Length..].Trim(), Context.RequestAborted) is not { } token)
            return AuthenticateResult.Fail("it is no live token");
        return AuthenticateResult.Success(new AuthenticationTicket(Person.Create($"token:{token.Name}", $"token {token.Name}", token.Scope, Scheme.Name), Scheme.Name));
    }
}
