namespace DeployCrew.Images.Detection;

/// <summary>A key of a TOML table.</summary>
/// <param name="Table">Name of the table, dotted.</param>
/// <param name="Key">Its key.</param>
/// <param name="Raw">The value as it stands on the key's line.</param>
/// <param name="Items">Texts in the value, in their order, with their lines: one for a text, several for a list.</param>
/// <param name="Line">Line of the key.</param>
internal sealed record TomlEntry(string Table, string Key, string Raw, IReadOnlyList<(string Text, int Line)> Items, int Line);
