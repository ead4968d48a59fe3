using System.Globalization;
using DeployCrew.Infra.Review.Changes;

namespace DeployCrew.Cli.Rendering;

/// <summary>A difference for people.</summary>
internal static class DiffText
{
    public static void Write(TextWriter text, ReviewDiff diff)
    {
        foreach (var environment in diff.Environments)
            Write(text, environment);
        if (diff.Files is { Count: > 0 } files)
        {
            text.WriteLine("files");
            foreach (var file in files)
                text.WriteLine($"  {DiffLines.Sign(file.Kind)} {file.Path}");
        }

        if (diff.IsEmpty)
            text.WriteLine("No difference.");
    }

    private static void Write(TextWriter text, EnvironmentDiff environment)
    {
        text.WriteLine(DiffLines.Head(environment));
        foreach (var resource in environment.Resources)
        {
            text.WriteLine($"  {DiffLines.Sign(resource.Kind)} {resource.Name} ({resource.Type})");
            foreach (var property in resource.Properties)
                text.WriteLine($"      {DiffLines.Of(property)}");
        }

        text.WriteLine($"  cost {DiffLines.Cost(environment)}");
        foreach (var change in environment.Cost)
            text.WriteLine(string.Create(CultureInfo.InvariantCulture, $"      {change.AfterUsd - change.BeforeUsd:+0.00;-0.00} {change.Resource}"));
        Write(text, "who can reach what", [.. DiffLines.Of(environment.Exposure, DiffLines.Of)]);
        Write(text, "permissions", [.. DiffLines.Of(environment.Permissions, permission => $"{permission}")]);
    }

    private static void Write(TextWriter text, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return;
        text.WriteLine($"  {title}");
        foreach (var line in lines)
            text.WriteLine($"      {line}");
    }
}
