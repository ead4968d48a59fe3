using System.Globalization;

namespace DeployCrew.Core.Requirements;

/// <summary>What is looked at in a new version, on its own target group, before it gets more of production's traffic.</summary>
public sealed record AnalysisRequirements
{
    /// <summary>Least share of requests that are answered below 500, in percent, 0-100.</summary>
    public decimal SuccessPercent { get; init; } = 99;

    /// <summary>Longest time in which half of the requests are answered, in ms; null: any.</summary>
    public int? P50Milliseconds { get; init; }

    /// <summary>Longest time in which 99 of 100 requests are answered, in ms; null: any.</summary>
    public int? P99Milliseconds { get; init; }

    /// <summary>Requests that a step has to have seen; of fewer nothing follows.</summary>
    public int MinimumRequests { get; init; } = 20;

    /// <summary>How long each step is looked at, at the least.</summary>
    public int Seconds { get; init; } = 60;

    /// <summary>Requests to the test listener, and what they have to be answered with.</summary>
    public IReadOnlyList<AnalysisCheck> Checks { get; init; } = [];

    /// <summary>A script of the app, relative to it, that passes with exit code 0; null: none.</summary>
    public string? Smoke { get; init; }
}

/// <summary>A GET request to the test listener, and what it has to be answered with.</summary>
public sealed record AnalysisCheck
{
    /// <summary>Path, with a query if one is wanted.</summary>
    public required string Path { get; init; }

    /// <summary>A status, or a range: 200-399.</summary>
    public string Status { get; init; } = "200-399";

    /// <summary>Text that the answer has to contain, or null.</summary>
    public string? Contains { get; init; }

    /// <summary><see cref="Status"/> as numbers, both of them in it; null when it is neither a status nor a range.</summary>
    internal (int From, int To)? Statuses
    {
        get
        {
            var parts = Status.Split('-');
            return parts.Length <= 2 && Number(parts[0]) is { } from && Number(parts[^1]) is { } to ? (from, to) : null;
        }
    }

    /// <summary>Whether a status is one of those.</summary>
    public bool Allows(int status) => Statuses is { } range && status >= range.From && status <= range.To;

    private static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
