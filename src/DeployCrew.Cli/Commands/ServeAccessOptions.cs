using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Web;
using DeployCrew.Web.Access;

namespace DeployCrew.Cli.Commands;

/// <summary>What <c>serve</c> needs before others can come: who they are, under which name, and how it is encrypted.</summary>
internal sealed class ServeAccessOptions
{
    private readonly Option<string?> publicUrl = new("--public-url") { Description = "how others reach it, such as https://deploy.example.com; no other host is answered" };
    private readonly Option<string?> certificate = new("--certificate") { Description = "PEM file for TLS: the certificate, then those up to its authority; read again when it changes" };
    private readonly Option<string?> key = new("--key") { Description = "PEM file of its private key" };
    private readonly Option<IPNetwork[]> proxies = new("--trusted-proxy")
    {
        Description = "network of the proxy that does TLS, such as 10.0.0.0/24; its X-Forwarded-Proto, -For and -Host count",
        CustomParser = result => [.. result.Tokens.Select(token => Network(token.Value, result))],
    };

    private readonly Option<string?> authority = new("--oidc-authority") { Description = "issuer of your OpenID provider: people sign in there" };
    private readonly Option<string?> clientId = new("--oidc-client-id") { Description = "what it calls us" };
    private readonly Option<string?> secretFile = new("--oidc-client-secret-file") { Description = "file with the secret that it gave us; default: DEPLOYCREW_OIDC_CLIENT_SECRET" };
    private readonly Option<string> roleClaim = new("--oidc-role-claim") { Description = "claim that holds somebody's groups", DefaultValueFactory = _ => "groups" };
    private readonly Option<string[]> viewers = new("--oidc-viewers") { Description = "group that may look" };
    private readonly Option<string[]> operators = new("--oidc-operators") { Description = "group that may upload, start, cancel and resume, too" };
    private readonly Option<string[]> approvers = new("--oidc-approvers") { Description = "group that may approve and destroy, too" };
    private readonly Option<int?> streams = new("--streams-of-each") { Description = "event streams that one person or token may have open" };

    public void AddTo(Command command)
    {
        certificate.Validators.Add(result => Together(result, key));
        key.Validators.Add(result => Together(result, certificate));
        foreach (var option in new Option[] { publicUrl, certificate, key, proxies, authority, clientId, secretFile, roleClaim, viewers, operators, approvers, streams })
            command.Options.Add(option);
    }

    /// <summary>What was typed, on top of where it is served.</summary>
    public WebOptions Apply(WebOptions options, ParseResult parsed) => options with
    {
        PublicUrl = parsed.GetValue(publicUrl) is { } url ? Absolute(url, AccessErrors.PublicUrl(url)) : null,
        Certificate = parsed.GetValue(certificate) is { } file ? new CertificateFiles(file, parsed.GetValue(key)!) : null,
        TrustedProxies = parsed.GetValue(proxies) ?? [],
        Oidc = Oidc(parsed),
        Limits = parsed.GetValue(streams) is { } most ? options.Limits with { StreamsOfEach = most, Streams = Math.Max(most, options.Limits.Streams) } : options.Limits,
    };

    private OidcSettings? Oidc(ParseResult parsed)
    {
        if (parsed.GetValue(authority) is not { } issuer)
            return null;
        return new OidcSettings(Absolute(issuer, AccessErrors.OidcIncomplete("--oidc-authority")), parsed.GetValue(clientId) ?? "", ClientSecret(parsed), parsed.GetValue(roleClaim)!)
        {
            Viewers = parsed.GetValue(viewers) ?? [],
            Operators = parsed.GetValue(operators) ?? [],
            Approvers = parsed.GetValue(approvers) ?? [],
        };
    }

    // Never an argument: those are for everybody on the machine to read.
    private Secret? ClientSecret(ParseResult parsed)
    {
        var text = parsed.GetValue(secretFile) is { } file ? Read(file) : Environment.GetEnvironmentVariable("DEPLOYCREW_OIDC_CLIENT_SECRET");
        return string.IsNullOrEmpty(text) ? null : new Secret(text);
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputError("serve", [AccessErrors.ClientSecretFile(file, error.Message)]);
        }
    }

    private static Uri Absolute(string text, Diagnostic problem) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) ? url : throw new InvalidInputError("serve", [problem]);

    private static void Together(OptionResult result, Option other)
    {
        if (result.Parent is CommandResult command && command.GetResult(other) is null)
            result.AddError($"{result.Option.Name} and {other.Name} go together.");
    }

    private static IPNetwork Network(string text, ArgumentResult result)
    {
        if (!IPNetwork.TryParse(text, out var network))
            result.AddError($"'{text}' is no network such as 10.0.0.0/24.");
        return network;
    }
}
