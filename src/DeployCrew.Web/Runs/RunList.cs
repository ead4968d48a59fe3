using DeployCrew.Core.Errors;
using DeployCrew.Runs;

namespace DeployCrew.Web.Runs;

/// <summary>The history: the newest runs. One whose journal is damaged does not hide the others.</summary>
internal static class RunList
{
    private const int Most = 200;

    public static IEnumerable<RunSummary> Of(RunStore store, IRunDirector director)
    {
        foreach (var folder in store.All().Take(Most))
        {
            RunSummary? summary = null;
            try
            {
                summary = RunSummary.Of(folder, director);
            }
            catch (DeployError)
            {
                // 'deploycrew status' tells of it.
            }

            if (summary is not null)
                yield return summary;
        }
    }
}
