namespace DeployCrew.Aws.Protocol;

/// <summary>Parameters of a call of the query protocols, in their order.</summary>
internal sealed class Form : List<KeyValuePair<string, string>>
{
    public Form Add(string name, string? value)
    {
        if (value is not null)
            Add(KeyValuePair.Create(name, value));
        return this;
    }

    /// <summary>All parameters of another one.</summary>
    public Form With(Form other)
    {
        AddRange(other);
        return this;
    }

    /// <summary>A list: <c>Names.member.1</c> of the query protocol.</summary>
    public Form AddList(string name, IEnumerable<string> values) => AddNumbered($"{name}.member", values);

    /// <summary>A list: <c>SubnetId.1</c> of EC2.</summary>
    public Form AddNumbered(string name, IEnumerable<string> values)
    {
        foreach (var (index, value) in values.Index())
            Add($"{name}.{index + 1}", value);
        return this;
    }
}
