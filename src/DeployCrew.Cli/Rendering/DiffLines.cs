using System.Globalization;
using DeployCrew.Infra.Bundles;
using DeployCrew.Infra.Review;
using DeployCrew.Infra.Review.Changes;

namespace DeployCrew.Cli.Rendering;

/// <summary>How the parts of a difference are put into words, for text and for Markdown.</summary>
internal static class DiffLines
{
    private const int Longest = 160;

    public static string Sign(DiffKind kind) => kind switch
    {
        DiffKind.Added => "+",
        DiffKind.Removed => "-",
        _ => "~",
    };

    public static string Of(PropertyDiff property) => $"{property.Path}: {Short(property.Before)} → {Short(property.After)}";

    public static string Of(Connection connection) =>
        $"{connection.From} → {connection.To} {(connection.Port.Length == 0 ? "by AWS's API" : $"port {connection.Port}")}";

    public static string Cost(EnvironmentDiff environment) => string.Create(CultureInfo.InvariantCulture,
        $"${environment.BeforeUsd:0.00} → ${environment.AfterUsd:0.00} a month ({environment.AfterUsd - environment.BeforeUsd:+0.00;-0.00;0.00})");

    public static string Head(EnvironmentDiff environment) => environment.Kind switch
    {
        DiffKind.Added => $"{environment.Name} (new)",
        DiffKind.Removed => $"{environment.Name} (gone)",
        _ => environment.Name,
    };

    /// <summary>Both sides of a set, signed.</summary>
    public static IEnumerable<string> Of<T>(SetDiff<T> set, Func<T, string> say) =>
        set.Added.Select(one => $"+ {VisibleText.Of(say(one))}").Concat(set.Removed.Select(one => $"- {VisibleText.Of(say(one))}"));

    private static string Short(string? value)
    {
        var shown = value is null ? "none" : VisibleText.Of(value);
        return shown.Length > Longest ? shown[..Longest] + "…" : shown;
    }
}
