using System.Globalization;
using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements.Parsing;
using DeployCrew.Core.Requirements.Schema;

namespace DeployCrew.Core.Requirements.Flat;

/// <summary>One environment of a flat file.</summary>
internal static class FlatEnvironment
{
    private static readonly Dictionary<string, string> Direct = new(StringComparer.Ordinal)
    {
        ["domain_name"] = "domain",
        ["hosted_zone_id"] = "hostedZoneId",
        ["alarm_email"] = "alarmEmail",
        ["vpc_cidr"] = "cidr",
        ["public_subnets"] = "publicSubnets",
        ["private_subnets"] = "privateSubnets",
    };

    private static readonly string[] Sizing = ["instance_type", "min_size", "max_size", "desired_capacity"];

    private static readonly Dictionary<string, string> LeftOut = new(StringComparer.Ordinal)
    {
        ["ami_id"] = "services run as containers on Fargate, which has no machine images",
        ["enable_bastion"] = "Fargate has no hosts to log in to, so there is no bastion",
        ["key_name"] = "Fargate has no hosts to log in to, so there are no SSH keys",
        ["allowed_bastion_cidr"] = "Fargate has no hosts to log in to, so there is no bastion",
    };

    private static readonly Dictionary<string, string> ToFlat =
        Direct.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static bool Knows(string field) => Direct.ContainsKey(field) || LeftOut.ContainsKey(field) || Sizing.Contains(field);

    public static SourceNode Convert(SourceNode flat, List<Diagnostic> problems)
    {
        var environment = Synthetic(flat, ToFlat);
        foreach (var (name, member) in flat.Members)
        {
            if (Direct.TryGetValue(name, out var property))
                environment.Members.Add(property, member);
            else if (LeftOut.TryGetValue(name, out var reason))
                problems.Add(RequirementsErrors.NoCounterpart(member.Path, member.KeyPosition, reason));
            else if (!Sizing.Contains(name))
                problems.Add(Unknown(name, member));
        }

        var web = Synthetic(flat);
        AddSize(web, flat, problems);
        AddScaling(web, flat, problems);
        if (web.Members.Count > 0)
        {
            var services = Synthetic(flat);
            services.Members.Add("web", web);
            environment.Members.Add("services", services);
        }

        return environment;
    }

    /// <summary>A field that looks mistyped would silently fall back to a default: that is an error. Any other one is only left
    /// out.</summary>
    private static Diagnostic Unknown(string name, SourceNode member)
    {
        string[] known = [.. Direct.Keys, .. Sizing, .. LeftOut.Keys];
        return NearestName.Of(name, known) is { } nearest
            ? RequirementsErrors.UnknownProperty(member.Path, member.KeyPosition, nearest, known)
            : RequirementsErrors.NoCounterpart(member.Path, member.KeyPosition, "it is not known");
    }

    private static void AddSize(SourceNode web, SourceNode flat, List<Diagnostic> problems)
    {
        if (flat.Members.GetValueOrDefault("instance_type") is not { } type)
            return;
        if (type.Kind != JsonValueKind.String)
        {
            problems.Add(RequirementsErrors.WrongType(type.Path, type.Position, ValueText.OfType("string"),
                ValueText.Of(type, sensitive: false)));
            return;
        }

        if (InstanceTypes.TaskSize(type.Text) is not var (cpu, memory))
        {
            (cpu, memory) = InstanceTypes.Fallback;
            problems.Add(RequirementsErrors.UnknownInstanceType(type.Path, type.Position, type.Text, cpu, memory));
        }

        web.Members.Add("cpu", Number(type, cpu));
        web.Members.Add("memory", Number(type, memory));
    }

    private static void AddScaling(SourceNode web, SourceNode flat, List<Diagnostic> problems)
    {
        var least = flat.Members.GetValueOrDefault("min_size");
        var most = flat.Members.GetValueOrDefault("max_size");
        var desired = flat.Members.GetValueOrDefault("desired_capacity");
        if (least is not null && desired is not null && Value(desired) is { } wanted && Value(least) is { } start && wanted != start)
            problems.Add(RequirementsErrors.DesiredCapacity(desired.Path, desired.Position, wanted, start));
        least ??= desired;
        if (least is null && most is null)
            return;
        var scaling = Synthetic(web, new() { ["min"] = "min_size", ["max"] = "max_size" });
        if (least is not null)
            scaling.Members.Add("min", least);
        // Without max_size, the number of instances was fixed.
        if ((most ?? least) is { } limit)
            scaling.Members.Add("max", limit);
        web.Members.Add("scaling", scaling);
    }

    private static int? Value(SourceNode node) =>
        node.Kind == JsonValueKind.Number && int.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : null;

    private static SourceNode Number(SourceNode origin, int value) =>
        new(origin.Path, JsonValueKind.Number, origin.Position, origin.KeyPosition) { Text = value.ToString(CultureInfo.InvariantCulture) };

    private static SourceNode Synthetic(SourceNode origin, Dictionary<string, string>? renamed = null) =>
        new(origin.Path, JsonValueKind.Object, origin.Position, origin.KeyPosition) { Renamed = renamed ?? [] };
}
