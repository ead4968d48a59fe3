namespace DeployCrew.Infra.Model;

/// <summary>A value of a resource's input. Everything that reads the model switches over these ten.</summary>
public abstract record Value
{
    /// <summary>A string literal.</summary>
    public static implicit operator Value(string text) => new Literal(text);

    /// <summary>A boolean literal.</summary>
    public static implicit operator Value(bool flag) => new Literal(flag);

    /// <summary>A number literal.</summary>
    public static implicit operator Value(int number) => new Literal(number);
}

/// <summary>A string, boolean, integer or decimal.</summary>
public sealed record Literal(object Content) : Value;

/// <summary>A list of values.</summary>
public sealed record ListValue(IReadOnlyList<Value> Items) : Value;

/// <summary>An object: property names to values, in the order in which they are written out.</summary>
public sealed record MapValue(IReadOnlyList<KeyValuePair<string, Value>> Entries) : Value;

/// <summary>An output of another resource: <c>vpc.id</c>.</summary>
/// <param name="Resource">Name of the resource in the model.</param>
/// <param name="Property">Output property, camelCase as <c>@pulumi/aws</c> names it; <c>id</c> and <c>arn</c> among them.
/// A path goes into it: <c>masterUserSecrets[0].secretArn</c>.</param>
public sealed record Reference(string Resource, string Property) : Value;

/// <summary>A key of the stack's configuration: what differs between environments.</summary>
/// <param name="Name">A declared key.</param>
/// <param name="Index">Which item of a <see cref="ConfigurationKind.TextList"/>, from 0; null for the whole value.</param>
public sealed record ConfigurationKey(string Name, int? Index = null) : Value;

/// <summary>Text with values in it: <c>arn:aws:s3:::{bucket}/*</c>.</summary>
public sealed record Interpolation(IReadOnlyList<Value> Parts) : Value;

/// <summary>Lists end to end: what every environment has, then what this one's configuration adds.</summary>
public sealed record Concatenation(IReadOnlyList<Value> Lists) : Value;

/// <summary>A value that is passed as JSON text, such as an IAM policy or container definitions.</summary>
public sealed record JsonDocumentValue(Value Content) : Value;

/// <summary>A value that the engine must treat as secret.</summary>
public sealed record SecretValue(Value Content) : Value;

/// <summary>One of two values, as a flag of the configuration says: what the stack creates, or what is there already.</summary>
/// <param name="Flag">A declared <see cref="ConfigurationKind.Flag"/>.</param>
/// <param name="Then">Where it is true; may refer to resources that exist only there. Not a list, an object or a document.</param>
/// <param name="Else">Where it is false.</param>
public sealed record Choice(string Flag, Value Then, Value Else) : Value;
