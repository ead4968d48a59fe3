using System.Globalization;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;
using DeployCrew.Rehearsal.Tls;

namespace DeployCrew.Rehearsal.Stacks;

/// <summary>Parameters of a stack: what other stages and tools read of it.</summary>
internal sealed class StackParameters(StateStore store, SsmApi ssm, LocalAuthority authority, CloudIdentity identity)
{
    // The local cloud has no public DNS: an address of the stack's own domain is written as where its load balancer answers here,
    // and the authority that signed its certificate is written beside it.
    public JsonObject Parameter(string stack, JsonObject inputs)
    {
        var name = inputs.Text("name")!;
        var value = inputs.Text("value") ?? "";
        if (Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme == "https" && IsOwn(stack, name, url.Host)
            && store.Read(state => SecureAddress(state, stack, url.Port)) is { } address)
        {
            value = address + url.AbsolutePath.TrimEnd('/');
            ssm.Writes.Write($"/{stack}/ca-certificate", authority.CertificatePem, "String", "Authority of the local cloud's certificates", overwrite: true, identity.Region);
        }

        var version = ssm.Writes.Write(name, value, inputs.Text("type") ?? "String", inputs.Text("description"), overwrite: true, identity.Region);
        return new JsonObject { ["id"] = name, ["arn"] = CloudIdentity.Arn("ssm", identity.Region, "parameter" + name), ["value"] = value, ["version"] = version };
    }

    // A stack without a certificate of its own uses one that is there already, which only the contract's own addresses tell the name of.
    private bool IsOwn(string stack, string parameter, string host) =>
        store.Read(state => StackCertificates.NamesOf(state, stack).FirstOrDefault()) is { } domain ? host == domain
        : parameter.StartsWith($"/{stack}/", StringComparison.Ordinal) && parameter.EndsWith("url", StringComparison.Ordinal);

    private static string? SecureAddress(CloudState state, string stack, int port)
    {
        var arn = state.Stacks.GetValueOrDefault(stack)?.Resources.Values.FirstOrDefault(one => one.Type == "aws:lb/loadBalancer:LoadBalancer")?.Outputs.Text("arn");
        var listener = arn is null ? null : state.LoadBalancers.GetValueOrDefault(arn)?.Listeners.Find(one => one.Protocol == "HTTPS" && one.RequestedPort == port);
        return listener is null ? null : string.Create(CultureInfo.InvariantCulture, $"https://localhost:{listener.Port}");
    }
}
