using DeployCrew.Infra.Engines;
using Spectre.Console;

namespace DeployCrew.Cli.Rendering;

/// <summary>What becomes of resources, for people.</summary>
internal static class ChangesText
{
    private const int LongestValue = 60;

    /// <summary>A line per resource, and below those that exist already a line per property.</summary>
    public static void Write(Terminal terminal, IEnumerable<ResourceChange> changes)
    {
        foreach (var change in changes.Where(change => change.Kind != ChangeKind.Same))
        {
            var (sign, colour) = change.Kind switch
            {
                ChangeKind.Create => ("+", "green"),
                ChangeKind.Update => ("~", "yellow"),
                ChangeKind.Replace => ("±", "red"),
                _ => ("-", "red"),
            };
            terminal.People.MarkupLine($"  [{colour}]{sign} {Markup.Escape(change.Name)}[/] [grey]{Markup.Escape(change.Type)}[/]{(change.Remark is null ? "" : $" ({Markup.Escape(change.Remark)})")}");
            if (change.Kind == ChangeKind.Create)
                continue;
            foreach (var property in change.Properties)
                terminal.People.MarkupLineInterpolated(
                    $"      {property.Path}: {Short(property.Before)} → {Short(property.After)}[red]{(property.ForcesReplacement ? " forces replacement" : "")}[/]");
        }
    }

    private static string Short(string? value) => value is null ? "none" : value.Length > LongestValue ? value[..LongestValue] + "…" : value;
}
