using System.Globalization;
using DeployCrew.Core.Errors;
using DeployCrew.Rehearsal.Simulation;

namespace DeployCrew.Simulation;

/// <summary>
/// Faults as they are written: <c>KIND[:PART…]</c>. A part says by its form what it is: <c>v1</c> or <c>v2</c>, a share (<c>30%</c>), a length
/// (<c>800ms</c>, <c>20s</c>, <c>5m</c>, <c>1h</c>), a moment after the rollout's start (<c>@90s</c>), or a name.
/// </summary>
public static class FaultText
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)];

    /// <summary>The kinds, with the parts that each takes, a line each.</summary>
    public static IReadOnlyList<string> Kinds => [.. FaultRule.All.Select(rule => $"{rule.Usage}  {rule.Meaning}")];

    /// <summary>Reads faults.</summary>
    /// <exception cref="DeployError">DC5030: every part that is wrong.</exception>
    public static IReadOnlyList<Fault> Read(IEnumerable<string> texts)
    {
        var problems = new List<string>();
        Fault[] faults = [.. texts.Select(text => Read(text, problems)).OfType<Fault>()];
        return problems.Count == 0 ? faults : throw SimulationErrors.FaultsMalformed(problems);
    }

    private static Fault? Read(string text, List<string> problems)
    {
        var parts = text.Split(':');
        if (FaultRule.All.FirstOrDefault(rule => rule.Word == parts[0]) is not { } rule)
        {
            problems.Add($"{text}: '{parts[0]}' is not a kind of fault; there are {string.Join(", ", FaultRule.All.Select(one => one.Word))}");
            return null;
        }

        var (fault, given) = (new Fault(rule.Kind) { At = rule.StandardMoment }, new List<FaultPart>());
        foreach (var part in parts.Skip(1))
        {
            var kind = KindOf(part);
            if (given.Contains(kind))
                problems.Add($"{text}: '{part}' is the second {kind.ToString().ToLowerInvariant()}");
            else if (!rule.Takes.Contains(kind))
                problems.Add($"{text}: '{part}' is a {kind.ToString().ToLowerInvariant()}, which {rule.Word} does not take; write {rule.Usage}");
            else if (With(fault, kind, part) is { } next)
                fault = next;
            else
                problems.Add($"{text}: '{part}' is not {Expected(kind)}");
            given.Add(kind);
        }

        problems.AddRange(rule.Needs.Except(given).Select(missing => $"{text}: a {missing.ToString().ToLowerInvariant()} is missing; write {rule.Usage}"));
        if (rule.NeedsOneOf.Count > 0 && !rule.NeedsOneOf.Any(given.Contains))
            problems.Add($"{text}: {string.Join(" or ", rule.NeedsOneOf.Select(one => $"a {one.ToString().ToLowerInvariant()}"))} is missing; write {rule.Usage}");
        if (rule.Kind == FaultKind.Abort && fault.Name is { } stage && !FaultRule.Stages.Contains(stage))
            problems.Add($"{text}: '{stage}' is not a lifecycle stage; there are {string.Join(", ", FaultRule.Stages)}");
        return fault;
    }

    // "v1", "30%", "@90s", "20s"; else a name.
    private static FaultPart KindOf(string part) =>
        part.Length == 2 && part[0] == 'v' && char.IsAsciiDigit(part[1]) ? FaultPart.Version
        : part.EndsWith('%') ? FaultPart.Share
        : part.StartsWith('@') ? FaultPart.Moment
        : part.Length > 0 && (char.IsAsciiDigit(part[0]) || part[0] == '-') ? FaultPart.Length : FaultPart.Name;

    private static Fault? With(Fault fault, FaultPart kind, string part) => kind switch
    {
        FaultPart.Version => part is "v1" or "v2" ? fault with { Version = part[1] - '0' } : null,
        FaultPart.Share => Share(part) is { } share ? fault with { Share = share } : null,
        FaultPart.Moment => Length(part[1..]) is { } moment ? fault with { At = moment } : null,
        FaultPart.Length => Length(part) is { } length ? fault with { Length = length } : null,
        _ => part.Length > 0 ? fault with { Name = part } : null,
    };

    private static string Expected(FaultPart kind) => kind switch
    {
        FaultPart.Version => "v1 or v2",
        FaultPart.Share => "a share of more than 0 and at the most 100%",
        FaultPart.Name => "a name",
        _ => "a time such as 800ms, 20s, 5m or 1h, a day at the most",
    };

    private static double? Share(string part) =>
        double.TryParse(part[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 100 ? percent / 100 : null;

    private static TimeSpan? Length(string part)
    {
        foreach (var (unit, seconds) in Units)
        {
            if (part.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(part[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number * seconds <= 86_400)
                return TimeSpan.FromSeconds(number * seconds);
        }

        return null;
    }
}
