using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements.Parsing;
using DeployCrew.Core.Requirements.Schema;

namespace DeployCrew.Core.Requirements.Flat;

/// <summary>
/// The flat shape of the older tool, turned into the tree of a version 1 file whose nodes keep their names and places in the flat one:
/// schema and rules then speak of <c>dev/vpc_cidr</c>. A sample:
/// <code>
/// { "project": "shop", "region": "eu-west-1", "dev": { "domain_name": "dev.shop.test", "vpc_cidr": "10.0.0.0/16", "min_size": 1 } }
/// </code>
/// </summary>
internal static class FlatRequirements
{
    private static readonly string[] Shared = ["$schema", "project", "region"];

    /// <summary>Whether a root is flat: environments stand in it by name, with fields that only the older tool has or under its
    /// names.</summary>
    public static bool Recognises(SourceNode root) =>
        root.Kind == JsonValueKind.Object && !root.Members.ContainsKey("services") && !root.Members.ContainsKey("environments")
        && root.Members.Any(member => member.Value.Kind == JsonValueKind.Object
            && (member.Key is "dev" or "prod" || member.Value.Members.Keys.Any(FlatEnvironment.Knows)));

    /// <summary>The equivalent version 1 tree. What has no counterpart is reported and left out.</summary>
    public static SourceNode Convert(SourceNode root, List<Diagnostic> problems)
    {
        var document = Synthetic(root, "");
        var services = Synthetic(root, "services");
        services.Members.Add("web", Synthetic(root, "services/web"));
        var environments = Synthetic(root, "");
        document.Members.Add("services", services);
        document.Members.Add("environments", environments);
        foreach (var (name, member) in root.Members)
        {
            if (Shared.Contains(name))
                document.Members.Add(name, member);
            else if (member.Kind == JsonValueKind.Object)
                environments.Members.Add(name, FlatEnvironment.Convert(member, problems));
            else
                problems.Add(RequirementsErrors.UnknownProperty(member.Path, member.KeyPosition, NearestName.Of(name, Shared),
                    Shared.Append("dev").Append("prod")));
        }

        return document;
    }

    private static SourceNode Synthetic(SourceNode root, string path) => new(path, JsonValueKind.Object, root.Position);
}
