using DeployCrew.Infra.Model;
using DeployCrew.Infra.Policy;

namespace DeployCrew.Infra.Cost;

/// <summary>Estimates what a stack costs; list prices, without data transfer to the internet, tax, free tier and discounts.</summary>
public static class CostEstimate
{
    /// <summary>What the stack costs in one environment, in the region of its configuration.</summary>
    /// <param name="model">A valid model.</param>
    /// <param name="configuration">An environment's configuration.</param>
    /// <param name="assumptions">What is taken for granted about use.</param>
    /// <param name="prices">Prices; null for <see cref="PriceTable.Default"/>.</param>
    public static CostReport Of(
        StackModel model, StackConfiguration configuration, UsageAssumptions assumptions, PriceTable? prices = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(assumptions);
        var table = prices ?? PriceTable.Default;
        var region = configuration.Values.GetValueOrDefault("aws:region") as string ?? "";
        var stack = new PolicyContext(model, configuration);
        var used = stack.Resources.SelectMany(resource =>
            ResourceUsage.Of(stack, resource, assumptions).Select(usage => (resource.Name, Usage: usage, Price: table.Find(region, usage.Item))))
            .ToList();
        var lines = used.Where(entry => entry.Price is not null && entry.Usage.Quantity > 0).Select(entry =>
            new CostLine(entry.Name, entry.Usage.Item, entry.Usage.Quantity, entry.Price!.Unit, entry.Price.Usd));
        var unpriced = used.Where(entry => entry.Price is null)
            .Select(entry => new UnpricedLine(entry.Name, entry.Usage.Item, region.Length == 0 ? "not priced: no region" : $"not priced in {region}"));
        var dates = used.Where(entry => entry.Price is not null).Select(entry => (DateOnly?)entry.Price!.Date);
        return new(configuration.Environment, region, assumptions, [.. lines], [.. unpriced], dates.Min());
    }
}
