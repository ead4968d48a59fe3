namespace DeployCrew.Infra.Engines;

/// <summary>What happened, or would happen, to one resource.</summary>
/// <param name="Kind">What.</param>
/// <param name="Type">Type token of the model, such as <c>aws:ecs/service:Service</c>.</param>
/// <param name="Name">Logical name.</param>
/// <param name="Properties">For an update or replacement, the inputs that differ, by path.</param>
public sealed record ResourceChange(ChangeKind Kind, string Type, string Name, IReadOnlyList<PropertyChange> Properties)
{
    /// <summary>What is to be known of how it was done, such as that the resource was gone already; null when there is nothing.</summary>
    public string? Remark { get; init; }

    /// <summary><c>replace aws:ec2/subnet:Subnet public-1 (cidrBlock!)</c>; an exclamation mark follows what forces a
    /// replacement.</summary>
    public override string ToString()
    {
        var causes = string.Join(", ", Properties.Select(property => property.ForcesReplacement ? property.Path + "!" : property.Path));
        return $"{Kind.ToString().ToLowerInvariant()} {Type} {Name}{(causes.Length > 0 ? $" ({causes})" : "")}{(Remark is null ? "" : $": {Remark}")}";
    }
}

/// <summary>The ways in which a resource can change.</summary>
public enum ChangeKind { Same, Create, Update, Replace, Delete }
