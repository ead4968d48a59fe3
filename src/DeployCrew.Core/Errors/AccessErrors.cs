using DeployCrew.Core.Access;

namespace DeployCrew.Core.Errors;

/// <summary>DC914x-DC916x: who may do what on the web page and its API.</summary>
public static class AccessErrors
{
    /// <summary>Others could reach it, and nobody would be asked who they are.</summary>
    public static Diagnostic NobodyIsAsked() => Of("DC9140", "--oidc-authority",
        "nobody would be asked who they are.", "Name your OpenID provider with --oidc-authority and --oidc-client-id, or make a token: 'deploycrew access create NAME --scope operator'.");

    /// <summary>What is said could be read on its way.</summary>
    public static Diagnostic NoEncryption() => Of("DC9141", "--certificate",
        "what is said could be read on its way.", "Give --certificate and --key, or name the proxy that does TLS with --trusted-proxy CIDR.");

    /// <summary>Nobody knows under which name it is reached.</summary>
    public static Diagnostic NoPublicUrl() => Of("DC9142", "--public-url",
        "requests for another host could not be told from ours.", "Say how people reach it: --public-url https://deploy.example.com.");

    /// <summary>The public address is none that can be served.</summary>
    public static Diagnostic PublicUrl(string url) => Of("DC9143", "--public-url",
        $"'{url}' is not the address of a host over https, without a path.", "Such as --public-url https://deploy.example.com.");

    /// <summary>Certificate and key cannot be used.</summary>
    public static Diagnostic Certificate(string file, string why) => Of("DC9156", "--certificate",
        $"{file} cannot be used: {why}", "Give a PEM file with the certificate and those between it and its authority, and the PEM file of its private key without a password.");

    /// <summary>Half of what is needed for signing in.</summary>
    public static Diagnostic OidcIncomplete(string option) => Of("DC9157", option,
        "it is needed for signing people in.", "Give --oidc-authority, --oidc-client-id, and at least one of --oidc-viewers, --oidc-operators, --oidc-approvers.");

    /// <summary>The provider's secret cannot be read.</summary>
    public static Diagnostic ClientSecretFile(string file, string why) => Of("DC9158", "--oidc-client-secret-file",
        $"{file} cannot be read: {why}", "Name a file with the secret and nothing else, or set DEPLOYCREW_OIDC_CLIENT_SECRET.");

    /// <summary>Nobody is known by what was sent.</summary>
    public static DeployError NotSignedIn() => new("DC9144",
        "Nobody knows who asks: there is no token, or it is forged, expired or revoked.", "Send 'Authorization: Bearer TOKEN' with a token from 'deploycrew access create', or sign in at /sign-in where a provider is set up.");

    /// <summary>Somebody may not do this.</summary>
    public static DeployError ScopeMissing(string who, AccessScope has, AccessScope needs) => new("DC9145",
        $"{who} is {Word(has)}; this is for {Word(needs)}s.", $"Ask somebody who may for it, or for the scope {Word(needs)}.");

    /// <summary>A browser asks for a change, and none of our pages has told it to.</summary>
    public static DeployError Forged() => new("DC9146",
        "The request changes something, and does not come from a page of ours that was shown to you.", "Load the page again. Scripts send 'Authorization: Bearer TOKEN' and no cookie.");

    /// <summary>Too many requests.</summary>
    public static DeployError TooMany(int seconds) => new("DC9147",
        "There are too many requests.", $"Wait {seconds} s, and ask less often.", isTransient: true);

    /// <summary>A request that was not encrypted.</summary>
    public static DeployError NotEncrypted() => new("DC9148",
        "The request did not come over https.", "Use the address of --public-url. A proxy that does TLS is named with --trusted-proxy and sends X-Forwarded-Proto.");

    /// <summary>There is a token of that name.</summary>
    public static DeployError TokenNameTaken(string name) => new("DC9149",
        $"There is a token '{name}' already.", $"Take another name, or end it first: 'deploycrew access revoke {name}'.");

    /// <summary>It is no name for a token.</summary>
    public static DeployError TokenName(string name) => new("DC9150",
        $"'{name}' is no name for a token.", "Use up to 63 of a-z, 0-9, '.', '_' and '-', a letter or digit first.");

    /// <summary>There is no token of that name.</summary>
    public static DeployError TokenUnknown(string name) => new("DC9151",
        $"There is no token '{name}'.", "List them with 'deploycrew access list'.");

    /// <summary>What is kept about access cannot be read or written.</summary>
    public static DeployError StoreUnusable(string file, string why) => new("DC9152",
        $"{file} cannot be used: {why}", "Look at the file and its permissions; nobody is let in until it can be read.");

    /// <summary>An upload takes too long.</summary>
    public static DeployError UploadTooSlow(TimeSpan limit) => new("DC9153",
        $"The upload did not end within {limit.TotalMinutes:0} min.", "Upload again over a faster connection, or leave out of the zip what is installed or built.");

    /// <summary>Somebody is known, and has no role here.</summary>
    public static DeployError NoRole(string who) => new("DC9154",
        $"{who} has no role here.", "Ask whoever runs this page to add one of your groups to --oidc-viewers, --oidc-operators or --oidc-approvers.");

    /// <summary>Signing in did not work.</summary>
    public static DeployError SignInFailed(string why) => new("DC9155",
        $"Signing in did not work: {why}", "Begin again at /sign-in. When it stays so, whoever runs this page finds the reason in the audit trail.");

    /// <summary>A word for a scope.</summary>
    public static string Word(AccessScope scope) => scope switch { AccessScope.Viewer => "viewer", AccessScope.Operator => "operator", _ => "approver" };

    private static Diagnostic Of(string code, string option, string message, string remedy) => new(code, Severity.Error, option, null, message, remedy);
}
