using DeployCrew.Core.Requirements.Parsing;
using static System.FormattableString;
using static DeployCrew.Core.Errors.RequirementsErrors;

namespace DeployCrew.Core.Errors;

/// <summary>DC1070-DC1079: what requirements ask of rollouts and scaling, and cannot have together.</summary>
public static class StrategyErrors
{
    /// <summary>A service with several routes, whose traffic would be shifted.</summary>
    public static Diagnostic SeveralRoutes(string path, SourcePosition at, string strategy, int routes) =>
        Error("DC1070", path, at,
            Invariant($"has {routes} routes; with {strategy}, ECS shifts the one listener rule of a service."),
            "Give the service one route, or use the strategy rolling.");

    /// <summary>The test listener's port is one of the load balancer's own.</summary>
    public static Diagnostic TestPortTaken(string path, SourcePosition at, int port) =>
        Error("DC1071", path, at,
            Invariant($"{port} is where the load balancer serves production."),
            "Choose another port, such as 8443.");

    /// <summary>A percentage that is finer than ECS has it.</summary>
    public static Diagnostic PercentStep(string path, SourcePosition at, decimal percent) =>
        Error("DC1072", path, at,
            Invariant($"must be in steps of 0.1 (was {percent})."),
            Invariant($"Write {decimal.Round(percent, 1)}."));

    /// <summary>The test listener would be open to everybody.</summary>
    public static Diagnostic TestAccessOpen(string path, SourcePosition at, string block) =>
        Error("DC1073", path, at,
            $"{block} lets everybody reach versions that are not released.",
            "Name the address blocks of those who test.");

    /// <summary>Scaling by requests where traffic is shifted.</summary>
    public static Diagnostic RequestsWhileShifting(string path, SourcePosition at, string strategy) =>
        Error("DC1074", path, at,
            $"requests are counted per target group, and {strategy} moves them from one to another.",
            "Scale by cpuPercent or memoryPercent, or use the strategy rolling.");

    /// <summary>An approval of traffic where none is shifted.</summary>
    public static Diagnostic NothingToApprove(string path, SourcePosition at) =>
        Error("DC1076", path, at,
            "rolling shifts no traffic that could be approved: tasks behind one target group are replaced.",
            "Use blueGreen, canary or linear, or ask for approval of the whole plan: environments.X.approval.");

    /// <summary>An analysis where there is no second target group.</summary>
    public static Diagnostic NothingToAnalyse(string path, SourcePosition at) =>
        Error("DC1077", path, at,
            "rolling has one target group for both versions: the new one's requests cannot be told from the old one's.",
            "Use blueGreen, canary or linear, or alarms: deploy.alarms.");

    /// <summary>Half of the requests may take longer than 99 of 100.</summary>
    public static Diagnostic MedianAbove(string path, SourcePosition at, int median, int most) =>
        Error("DC1078", path, at,
            Invariant($"{median} ms for half of the requests is more than {most} ms for 99 of 100."),
            Invariant($"Write {most} or less."));

    /// <summary>A range of statuses that none is in.</summary>
    public static Diagnostic StatusRange(string path, SourcePosition at, string status) =>
        Error("DC1079", path, at,
            $"no status is in {status}.",
            "Write the lower one first, such as 200-399.");

    /// <summary>Scaling by requests where there are none.</summary>
    public static Diagnostic RequestsWithoutRoutes(string path, SourcePosition at) =>
        Error("DC1075", path, at,
            "the service has no routes, so that the load balancer counts no requests for it.",
            "Scale by cpuPercent or memoryPercent, or give the service a route.");
}
