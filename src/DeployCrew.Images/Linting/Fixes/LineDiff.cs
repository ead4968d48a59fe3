namespace DeployCrew.Images.Linting.Fixes;

/// <summary>The shortest way from some lines to others, by their longest common subsequence.</summary>
internal static class LineDiff
{
    public static IReadOnlyList<DiffStep> Steps(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var lengths = new int[before.Count + 1, after.Count + 1];
        for (var i = before.Count - 1; i >= 0; i--)
        {
            for (var j = after.Count - 1; j >= 0; j--)
                lengths[i, j] = before[i] == after[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }

        var steps = new List<DiffStep>();
        for (int i = 0, j = 0; i < before.Count || j < after.Count;)
        {
            if (i < before.Count && j < after.Count && before[i] == after[j])
            {
                steps.Add(new DiffStep(' ', before[i++]));
                j++;
            }
            else if (i < before.Count && (j == after.Count || lengths[i + 1, j] >= lengths[i, j + 1]))
            {
                steps.Add(new DiffStep('-', before[i++]));
            }
            else
            {
                steps.Add(new DiffStep('+', after[j++]));
            }
        }

        return steps;
    }
}
