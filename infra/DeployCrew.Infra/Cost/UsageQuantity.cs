namespace DeployCrew.Infra.Cost;

/// <summary>How much of something a resource uses in a month.</summary>
/// <param name="Item">What is paid for.</param>
/// <param name="Quantity">How much of it, in the unit of its price.</param>
/// <param name="Most">How much it may come to, where the autoscaler may make more of it; null is the same.</param>
internal sealed record UsageQuantity(string Item, decimal Quantity, decimal? Most = null);
