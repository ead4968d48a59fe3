using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Stacks;

/// <summary>Certificates of a stack: issued at once, and known by their names.</summary>
internal static class StackCertificates
{
    public static JsonObject Outputs(JsonObject inputs)
    {
        var domain = inputs.Text("domainName") ?? "localhost";
        return new JsonObject
        {
            ["domainValidationOptions"] = new JsonArray(new JsonObject
            {
                ["domainName"] = domain,
                ["resourceRecordName"] = $"_validation.{domain}.",
                ["resourceRecordType"] = "CNAME",
                ["resourceRecordValue"] = "_local.acm-validations.aws.",
            }),
            ["status"] = "ISSUED",
        };
    }

    /// <summary>Names that a stack's certificates are for.</summary>
    public static IEnumerable<string> NamesOf(CloudState state, string stack) => (state.Stacks.GetValueOrDefault(stack)?.Resources.Values ?? Enumerable.Empty<StackResourceState>())
        .Where(one => one.Type == "aws:acm/certificate:Certificate")
        .SelectMany(one => one.Inputs.Texts("subjectAlternativeNames").Prepend(one.Inputs.Text("domainName") ?? ""))
        .Where(name => name.Length > 0);
}
