namespace DeployCrew.Infra.Engines.Pulumi;

/// <summary>What a URN names: <c>urn:pulumi:dev::hello::aws:ec2/vpc:Vpc::vpc</c> is type <c>aws:ec2/vpc:Vpc</c>, name <c>vpc</c>.</summary>
/// <param name="Type">Type token, without the types of its parents.</param>
/// <param name="Name">Logical name.</param>
internal sealed record PulumiUrn(string Type, string Name)
{
    /// <summary>Whether it is a resource of the model: not the stack itself, not a provider.</summary>
    public bool IsModelled => !Type.StartsWith("pulumi:", StringComparison.Ordinal);

    /// <summary>Reads a URN; null when it is none.</summary>
    public static PulumiUrn? Parse(string? urn)
    {
        // urn:pulumi:<stack>::<project>::<parent types, each with a $><type>::<name>; a name may have :: in it.
        var parts = urn?.Split("::", 4) ?? [];
        return parts.Length == 4 && parts[0].StartsWith("urn:pulumi:", StringComparison.Ordinal)
            ? new(parts[2][(parts[2].LastIndexOf('$') + 1)..], parts[3]) : null;
    }
}
