namespace DeployCrew.Infra.Blueprints;

/// <summary>The target group of a service, the listener rules that lead to it, and where traffic is shifted, the rest.</summary>
internal sealed record Target(ResourceHandle Group, IReadOnlyList<ResourceHandle> Rules, ShiftedTarget? Shifted = null)
{
    /// <summary>Every target group of the service, by the side that it is: <c>""</c>, or <c>blue-</c> and <c>green-</c>.</summary>
    public IReadOnlyList<(string Side, ResourceHandle Group)> Groups =>
        Shifted is null ? [("", Group)] : [("blue-", Group), ("green-", Shifted.Green)];
}
