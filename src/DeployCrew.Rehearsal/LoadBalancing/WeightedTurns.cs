namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>
/// Smooth weighted round robin: of 95 and 5, every twentieth turn is the second's, and a hundred turns are exactly 95 and 5. Other weights are
/// other turns, which begin anew. Safe for requests at the same time.
/// </summary>
internal sealed class WeightedTurns
{
    private readonly Lock gate = new();
    private readonly KeyValuePair<string, int>[] weights;
    private readonly int[] credit;
    private readonly int total;

    public WeightedTurns(IEnumerable<KeyValuePair<string, int>> weights)
    {
        this.weights = [.. weights];
        credit = new int[this.weights.Length];
        total = this.weights.Sum(one => one.Value);
    }

    /// <summary>Whether these are its names and weights, in this order.</summary>
    public bool AreOf(IReadOnlyCollection<KeyValuePair<string, int>> wanted) => weights.SequenceEqual(wanted);

    /// <summary>Whose turn it is, by its place in the weights; null when nobody has one.</summary>
    public int? Next()
    {
        if (weights.Length <= 1)
            return weights.Length == 0 ? null : 0;
        lock (gate)
        {
            var chosen = 0;
            for (var index = 0; index < weights.Length; index++)
            {
                credit[index] += weights[index].Value;
                if (credit[index] > credit[chosen])
                    chosen = index;
            }

            credit[chosen] -= total;
            return chosen;
        }
    }
}
