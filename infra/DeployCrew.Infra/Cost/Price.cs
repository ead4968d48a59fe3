namespace DeployCrew.Infra.Cost;

/// <summary>A list price.</summary>
/// <param name="Region">AWS region.</param>
/// <param name="Item">What is paid for: <c>fargate.vcpu</c>.</param>
/// <param name="Usd">US dollars per unit, without tax, free tier and discounts.</param>
/// <param name="Unit">The unit: <c>vCPU-hour</c>.</param>
/// <param name="Date">The day that the source is of; null when it does not say.</param>
/// <param name="Source">Where it is from.</param>
public sealed record Price(string Region, string Item, decimal Usd, string Unit, DateOnly? Date, string Source);
