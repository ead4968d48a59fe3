using System.Globalization;
using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>What shifting traffic asks of routes, ports and percentages.</summary>
internal static class StrategyRule
{
    private static readonly int[] Production = [80, 443];

    public static void Check(RuleContext context)
    {
        var deploy = context.Document.Deploy;
        CheckPercent(context, "canaryPercent", deploy.CanaryPercent);
        CheckPercent(context, "stepPercent", deploy.StepPercent);
        if (context.Readable("deploy", "testPort") && Production.Contains(deploy.TestPort))
        {
            var place = context.At("deploy", "testPort");
            context.Add(StrategyErrors.TestPortTaken(place.Path, place.Value, deploy.TestPort));
        }

        foreach (var (name, environment) in context.Document.Environments)
            CheckTestAccess(context, name, environment.TestAccess);
        if (deploy.Analysis is { } analysis)
            CheckAnalysis(context, analysis);
        if (!context.Readable("deploy", "strategy"))
            return;
        if (!deploy.ShiftsTraffic())
        {
            CheckShiftless(context, deploy);
            return;
        }

        foreach (var (name, service) in context.Document.Services
            .Where(service => service.Value.Routes.Count > 1 && context.Readable("services", service.Key, "routes")))
        {
            var place = context.At("services", name, "routes");
            context.Add(StrategyErrors.SeveralRoutes(place.Path, place.Value, deploy.Strategy, service.Routes.Count));
        }
    }

    private static void CheckShiftless(RuleContext context, DeployRequirements deploy)
    {
        if (deploy.ApproveTraffic)
        {
            var place = context.At("deploy", "approveTraffic");
            context.Add(StrategyErrors.NothingToApprove(place.Path, place.Value));
        }

        if (context.Given("deploy", "analysis") && context.Readable("deploy", "analysis"))
        {
            var place = context.At("deploy", "analysis");
            context.Add(StrategyErrors.NothingToAnalyse(place.Path, place.Value));
        }
    }

    private static void CheckPercent(RuleContext context, string property, decimal percent)
    {
        if (decimal.Round(percent, 1) == percent || !context.Readable("deploy", property))
            return;
        var place = context.At("deploy", property);
        context.Add(StrategyErrors.PercentStep(place.Path, place.Value, percent));
    }

    private static void CheckAnalysis(RuleContext context, AnalysisRequirements analysis)
    {
        if (analysis is { P50Milliseconds: { } half, P99Milliseconds: { } most } && half > most && context.Readable("deploy", "analysis", "p50Milliseconds"))
        {
            var place = context.At("deploy", "analysis", "p50Milliseconds");
            context.Add(StrategyErrors.MedianAbove(place.Path, place.Value, half, most));
        }

        for (var index = 0; index < analysis.Checks.Count; index++)
        {
            string[] at = ["deploy", "analysis", "checks", index.ToString(CultureInfo.InvariantCulture), "status"];
            if (!context.Readable(at) || analysis.Checks[index].Statuses is not { } statuses || statuses.From <= statuses.To)
                continue;
            var place = context.At(at);
            context.Add(StrategyErrors.StatusRange(place.Path, place.Value, analysis.Checks[index].Status));
        }
    }

    private static void CheckTestAccess(RuleContext context, string environment, IReadOnlyList<string> blocks)
    {
        for (var index = 0; index < blocks.Count; index++)
        {
            string[] at = ["environments", environment, "testAccess", index.ToString(CultureInfo.InvariantCulture)];
            if (!context.Readable(at))
                continue;
            var place = context.At(at);
            if (AddressBlock.Parse(blocks[index]) is not { } block)
                context.Add(RequirementsErrors.AddressBlock(place.Path, place.Value, blocks[index]));
            else if (block.HasHostBits)
                context.Add(RequirementsErrors.HostBits(place.Path, place.Value, blocks[index], block.Network.ToString()));
            else if (block.Length == 0)
                context.Add(StrategyErrors.TestAccessOpen(place.Path, place.Value, blocks[index]));
        }
    }
}
