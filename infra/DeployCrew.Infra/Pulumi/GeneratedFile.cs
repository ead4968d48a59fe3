namespace DeployCrew.Infra.Pulumi;

/// <summary>A text file of a generated project.</summary>
/// <param name="Path">Relative, with forward slashes.</param>
/// <param name="Text">Content, with line feeds only.</param>
public sealed record GeneratedFile(string Path, string Text);
