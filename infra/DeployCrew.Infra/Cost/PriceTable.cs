using System.Text.Json;

namespace DeployCrew.Infra.Cost;

/// <summary>Prices by region and item; what is not in it has no price, which is not the same as costing nothing.</summary>
public sealed class PriceTable
{
    private readonly Dictionary<(string Region, string Item), Price> prices;

    /// <summary>A table of these prices.</summary>
    public PriceTable(IEnumerable<Price> prices) => this.prices = prices.ToDictionary(price => (price.Region, price.Item));

    /// <summary>The table that comes with DeployCrew.</summary>
    public static PriceTable Default { get; } = Load();

    /// <summary>All prices, by region and item.</summary>
    public IEnumerable<Price> All =>
        prices.Values.OrderBy(price => price.Region, StringComparer.Ordinal).ThenBy(price => price.Item, StringComparer.Ordinal);

    /// <summary>The price of an item in a region; null when it is not known.</summary>
    public Price? Find(string region, string item) => prices.GetValueOrDefault((region, item));

    private static PriceTable Load()
    {
        using var stream = typeof(PriceTable).Assembly.GetManifestResourceStream("prices.json")
            ?? throw new InvalidOperationException("prices.json is not in the assembly.");
        return new(JsonSerializer.Deserialize<List<Price>>(stream, JsonSerializerOptions.Web)!);
    }
}
