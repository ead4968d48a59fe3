namespace DeployCrew.Images.Linting.Syntax;

/// <summary>One FROM and what follows it.</summary>
/// <param name="Index">From 0.</param>
/// <param name="From">The FROM instruction.</param>
/// <param name="Instructions">What follows it.</param>
/// <param name="Image">What it stands on, with the values of ARG filled in where they are known.</param>
/// <param name="Parent">The stage that it stands on, or null for an image.</param>
internal sealed record Stage(int Index, Instruction From, IReadOnlyList<Instruction> Instructions, string Image, Stage? Parent)
{
    /// <summary>Name behind AS, or null.</summary>
    public Word? Name =>
        From.Words is [_, var keyword, var name, ..] && keyword.Text.Equals("AS", StringComparison.OrdinalIgnoreCase) ? name : null;

    /// <summary>Whether the image is not known: a variable without a value.</summary>
    public bool IsOpen => Image.Contains('$', StringComparison.Ordinal);

    /// <summary>The image that the first of the stages below it stands on.</summary>
    public ImageName Base => ImageName.Parse(Root.Image);

    /// <summary>This stage and those that it stands on, from the bottom: all whose layers are in its image.</summary>
    public IReadOnlyList<Stage> Lineage => Parent is null ? [this] : [.. Parent.Lineage, this];

    /// <summary>Everything that makes its image, from the bottom.</summary>
    public IEnumerable<Instruction> AllInstructions => Lineage.SelectMany(stage => stage.Instructions);

    private Stage Root => Parent?.Root ?? this;
}
