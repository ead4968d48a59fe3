using DeployCrew.Core.Access;
using DeployCrew.Core.Errors;

namespace DeployCrew.Web.Access;

/// <summary>What has to hold before others than the person at this machine can come.</summary>
internal static class Exposure
{
    /// <exception cref="DeployError">DC9101 with every reason.</exception>
    public static async Task CheckAsync(WebOptions options, AccessTokens tokens, CancellationToken cancellationToken)
    {
        List<Diagnostic> problems = [.. Files(options), .. Oidc(options)];
        if (options.ForOthers)
        {
            if (options.Oidc is null && !await tokens.AnyAsync(cancellationToken))
                problems.Add(AccessErrors.NobodyIsAsked());
            if (options.Certificate is null && options.TrustedProxies.Count == 0)
                problems.Add(AccessErrors.NoEncryption());
            if (options.PublicUrl is null)
                problems.Add(AccessErrors.NoPublicUrl());
            else if (!IsOrigin(options.PublicUrl))
                problems.Add(AccessErrors.PublicUrl(options.PublicUrl.ToString()));
        }

        if (problems.Count > 0)
            throw WebErrors.NotForOthers($"{options.Address}:{options.Port}", problems);
    }

    private static IEnumerable<Diagnostic> Files(WebOptions options) =>
        options.Certificate is { } files && ServerCertificate.Problem(files) is { } problem ? [problem] : [];

    private static IEnumerable<Diagnostic> Oidc(WebOptions options)
    {
        if (options.Oidc is not { } oidc)
            yield break;
        if (oidc.Authority.Scheme != Uri.UriSchemeHttps && !oidc.Authority.IsLoopback)
            yield return AccessErrors.OidcIncomplete("--oidc-authority");
        if (oidc.ClientId.Length == 0)
            yield return AccessErrors.OidcIncomplete("--oidc-client-id");
        if (oidc.Viewers.Count + oidc.Operators.Count + oidc.Approvers.Count == 0)
            yield return AccessErrors.OidcIncomplete("--oidc-approvers");
    }

    private static bool IsOrigin(Uri url) => url is { IsAbsoluteUri: true, Scheme: "https", PathAndQuery: "/", Fragment: "", UserInfo: "" };
}
