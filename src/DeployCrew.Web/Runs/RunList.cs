using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Runs;

namespace DeployCrew.Web.Runs;

/// <summary>The history: the newest runs. One whose journal is damaged does not hide the others.</summary>
internal static class RunList
{
    private const int Most = 200;

    public static IEnumerable<RunSummary> Of(RunStore store, IRunDirector director) => Of(store.All(), director);

    /// <summary>The runs of one's environment: their names tell, so that no other one is read.</summary>
    public static IEnumerable<RunSummary> LikeIt(RunSummary run, RunStore store, IRunDirector director) =>
        Of(store.All().Where(folder => folder.RunId.Contains($"-{run.Project}-{run.Environment}-", StringComparison.Ordinal)), director)
            .Where(one => (one.Project, one.Environment, one.Target) == (run.Project, run.Environment, run.Target));

    private static IEnumerable<RunSummary> Of(IEnumerable<RunFolder> folders, IRunDirector director)
    {
        foreach (var folder in folders.Take(Most))
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
