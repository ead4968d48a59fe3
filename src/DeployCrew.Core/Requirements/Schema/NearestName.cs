namespace DeployCrew.Core.Requirements.Schema;

/// <summary>Finds what somebody may have meant.</summary>
internal static class NearestName
{
    /// <summary>The known name with the fewest typing mistakes between it and the given one; null when none is near.</summary>
    public static string? Of(string given, IEnumerable<string> known)
    {
        // A name of kilobytes was not mistyped, and would cost time to compare.
        if (given.Length is 0 or > 64)
            return null;
        var (nearest, distance) = known.Select(name => (Name: name, Distance: Distance(Plain(given), Plain(name))))
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal).FirstOrDefault();
        return nearest is not null && distance <= Math.Max(1, Math.Min(given.Length, nearest.Length) / 3) ? nearest : null;
    }

    private static string Plain(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Edits between two texts; two neighbours that are swapped count once.</summary>
    private static int Distance(string from, string to)
    {
        var table = new int[from.Length + 1, to.Length + 1];
        for (var row = 0; row <= from.Length; row++)
            table[row, 0] = row;
        for (var column = 0; column <= to.Length; column++)
            table[0, column] = column;
        for (var row = 1; row <= from.Length; row++)
        {
            for (var column = 1; column <= to.Length; column++)
            {
                var change = table[row - 1, column - 1] + (from[row - 1] == to[column - 1] ? 0 : 1);
                table[row, column] = Math.Min(change, 1 + Math.Min(table[row - 1, column], table[row, column - 1]));
                if (row > 1 && column > 1 && from[row - 1] == to[column - 2] && from[row - 2] == to[column - 1])
                    table[row, column] = Math.Min(table[row, column], table[row - 2, column - 2] + 1);
            }
        }

        return table[from.Length, to.Length];
    }
}
