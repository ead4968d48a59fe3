using System.Globalization;
using System.Text;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Cost;

namespace DeployCrew.Infra.Review;

/// <summary>What an environment costs, for a review.</summary>
internal static class CostSection
{
    /// <summary>Lines, total, assumptions, age of the prices, and what is not in the total.</summary>
    public static string Write(CostReport report)
    {
        var text = new StringBuilder("\n### What it costs\n\n");
        text.Append(CultureInfo.InvariantCulture, $"About ${report.TotalUsd:0.00} a month");
        if (report.MostUsd != report.TotalUsd)
            text.Append(CultureInfo.InvariantCulture, $", and ${report.MostUsd:0.00} with the most tasks that autoscalers may start");
        text.Append(CultureInfo.InvariantCulture,
            $": list prices of {report.Region}, without data transfer to the internet, tax, free tier and discounts.\n\n");
        text.Append("| Resource | For | Quantity | Unit | USD per unit | USD per month |\n|---|---|---|---|---|---|\n");
        foreach (var line in report.Lines)
            text.Append(CultureInfo.InvariantCulture,
                $"| {line.Resource} | {line.What} | {line.Quantity:0.##} | {line.Unit} | {line.UnitUsd:0.######} | {line.MonthlyUsd:0.00} |\n");
        text.Append(CultureInfo.InvariantCulture, $"| total | | | | | {report.TotalUsd:0.00} |\n\n");
        text.Append($"Taken for granted: {Assumptions(report.Assumptions)}. `budget.usage` says otherwise.\n\n");
        text.Append(Age(report));
        if (report.Unpriced.Count > 0)
            text.Append(CultureInfo.InvariantCulture, $"\nNot in the total, because the price is not known: {string.Join(", ", report.Unpriced
                .GroupBy(line => line.What, StringComparer.Ordinal).Select(group => $"{group.Key} ({string.Join(", ", group.Select(line => line.Resource).Take(4))}{(group.Count() > 4 ? ", …" : "")})"))}.\n");
        return text.ToString();
    }

    private static string Assumptions(UsageRequirements use) => string.Create(CultureInfo.InvariantCulture,
        $"{use.HoursPerMonth} hours, {(use.TasksPerService is { } tasks ? $"{tasks} tasks of each service" : "the least tasks of each service")}, "
        + $"{use.LoadBalancerUnits} load balancer units, {use.NatGigabytes} GB through each NAT gateway, {use.EndpointGigabytes} GB through each endpoint, "
        + $"{use.LogGigabytes} GB into each log group, {use.AccessLogGigabytes} GB of access logs, {use.ImageGigabytes} GB of images in each repository, "
        + $"{use.BucketGigabytes} GB in each bucket, {use.QueueMillionRequests} million requests to each queue, {use.FirewallMillionRequests} million through the firewall");

    private static string Age(CostReport report) => (report.PricesOf, report.UndatedPrices) switch
    {
        (null, 0) => "No price is known for this region.\n",
        (null, _) => "None of the prices has a date.\n",
        ({ } oldest, 0) => string.Create(CultureInfo.InvariantCulture, $"The oldest price is of {oldest:yyyy-MM-dd}.\n"),
        ({ } oldest, var undated) => string.Create(CultureInfo.InvariantCulture,
            $"The oldest price with a date is of {oldest:yyyy-MM-dd}; {undated} have none.\n"),
    };
}
