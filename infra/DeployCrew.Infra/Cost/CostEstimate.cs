using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Policy;

namespace DeployCrew.Infra.Cost;

/// <summary>Estimates what a stack costs; list prices, without data transfer to the internet, tax, free tier and discounts.</summary>
public static class CostEstimate
{
    /// <summary>What each environment of a project costs, by name.</summary>
    /// <param name="document">Valid requirements; <c>budget.usage</c> says what is taken for granted about use.</param>
    public static IReadOnlyList<CostReport> Of(RequirementsDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return [.. document.Environments.Keys.Order(StringComparer.Ordinal).Select(environment => Of(document, environment))];
    }

    /// <summary>What one environment of a project costs.</summary>
    public static CostReport Of(RequirementsDocument document, string environment)
    {
        ArgumentNullException.ThrowIfNull(document);
        return Of(StackBlueprint.Create(document), StackBlueprint.Configuration(document, environment), document.Budget?.Usage ?? new());
    }

    /// <summary>What the stack costs in one environment, in the region of its configuration.</summary>
    /// <param name="model">A valid model.</param>
    /// <param name="configuration">An environment's configuration.</param>
    /// <param name="assumptions">What is taken for granted about use.</param>
    /// <param name="prices">Prices; null for <see cref="PriceTable.Default"/>.</param>
    public static CostReport Of(
        StackModel model, StackConfiguration configuration, UsageRequirements assumptions, PriceTable? prices = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(assumptions);
        var table = prices ?? PriceTable.Default;
        var region = configuration.Values.GetValueOrDefault("aws:region") as string ?? "";
        var stack = PolicyContext.Of(model, configuration);
        var (lines, unpriced, used) = (new List<CostLine>(), new List<UnpricedLine>(), new HashSet<Price>());
        foreach (var resource in stack.Resources)
        {
            foreach (var usage in ResourceUsage.Of(stack, resource, assumptions).Where(usage => (usage.Most ?? usage.Quantity) > 0))
            {
                if (table.Find(region, usage.Item) is { } price)
                {
                    lines.Add(new(resource.Name, usage.Item, usage.Quantity, price.Unit, price.Usd) { MostQuantity = usage.Most ?? usage.Quantity });
                    used.Add(price);
                }
                else
                {
                    unpriced.Add(new(resource.Name, usage.Item, region.Length == 0 ? "not priced: no region" : $"not priced in {region}"));
                }
            }
        }

        return new(
            configuration.Environment, region, assumptions, lines, unpriced, used.Min(price => price.Date), used.Count(price => price.Date is null));
    }
}
