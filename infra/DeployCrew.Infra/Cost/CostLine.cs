namespace DeployCrew.Infra.Cost;

/// <summary>What one thing about a resource costs in a month.</summary>
/// <param name="Resource">Name of the resource.</param>
/// <param name="What">What is paid for: <c>fargate.vcpu</c>.</param>
/// <param name="Quantity">How much of it, in <paramref name="Unit"/>.</param>
/// <param name="Unit">The unit: <c>vCPU-hour</c>.</param>
/// <param name="UnitUsd">US dollars per unit.</param>
public sealed record CostLine(string Resource, string What, decimal Quantity, string Unit, decimal UnitUsd)
{
    /// <summary>How much it may come to, where the autoscaler may make more of it.</summary>
    public decimal MostQuantity { get; init; } = Quantity;

    /// <summary>US dollars per month, not rounded.</summary>
    public decimal MonthlyUsd => Quantity * UnitUsd;

    /// <summary>US dollars per month that it may come to, not rounded.</summary>
    public decimal MostMonthlyUsd => MostQuantity * UnitUsd;
}

/// <summary>Something that is paid for, at a price that the table does not have.</summary>
/// <param name="Resource">Name of the resource.</param>
/// <param name="What">What is paid for.</param>
/// <param name="Reason"><c>not priced in sa-east-1</c>.</param>
public sealed record UnpricedLine(string Resource, string What, string Reason);

/// <summary>What a resource costs more or less than before.</summary>
/// <param name="Resource">Name of the resource.</param>
/// <param name="BeforeUsd">US dollars per month before; 0 when it was not there.</param>
/// <param name="AfterUsd">US dollars per month after.</param>
public sealed record CostChange(string Resource, decimal BeforeUsd, decimal AfterUsd);
