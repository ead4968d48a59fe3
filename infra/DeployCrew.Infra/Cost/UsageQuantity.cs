namespace DeployCrew.Infra.Cost;

/// <summary>How much of something a resource uses in a month.</summary>
internal sealed record UsageQuantity(string Item, decimal Quantity);
