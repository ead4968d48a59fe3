namespace DeployCrew.Mcp.Schemas;

/// <summary>Something that a tool is asked with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">JSON type: string | integer | boolean.</param>
/// <param name="Description">What it says, for the model that fills it in.</param>
internal sealed record Argument(string Name, string Type, string Description)
{
    public bool Required { get; init; }

    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public string? Pattern { get; init; }

    /// <summary>The pattern in words.</summary>
    public string? Form { get; init; }

    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>Both ends count.</summary>
    public (int Least, int Most)? Range { get; init; }

    public object? Default { get; init; }
}
