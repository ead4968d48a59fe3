namespace DeployCrew.Rehearsal.LoadBalancing;

/// <summary>
/// Smooth weighted round robin: of 95 and 5, every twentieth turn is the second's, and a hundred turns are exactly 95 and 5. Begins anew when
/// the weights change.
/// </summary>
internal sealed class WeightedTurns
{
    private (string Name, int Weight)[] weights = [];
    private int[] credit = [];

    /// <summary>Whose turn it is; null when nobody has a weight.</summary>
    public string? Next(IEnumerable<KeyValuePair<string, int>> wanted)
    {
        var now = wanted.Select(pair => (pair.Key, pair.Value)).ToArray();
        if (now.Length == 0)
            return null;
        if (!weights.AsSpan().SequenceEqual(now))
            (weights, credit) = (now, new int[now.Length]);
        var chosen = 0;
        for (var index = 0; index < weights.Length; index++)
        {
            credit[index] += weights[index].Weight;
            if (credit[index] > credit[chosen])
                chosen = index;
        }

        credit[chosen] -= weights.Sum(one => one.Weight);
        return weights[chosen].Name;
    }
}
