using DeployCrew.Core.Runs;
using DeployCrew.Reports;
using DeployCrew.Runs;
using DeployCrew.Web.Access;
using DeployCrew.Web.Bundles;
using DeployCrew.Web.Runs;
using DeployCrew.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DeployCrew.Web.Pages;

/// <summary>Pages about what runs have generated, and how two of them differ.</summary>
internal static class BundleRoutes
{
    private const string First = "REVIEW.md";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var app = routes.MapGroup("").ExcludeFromDescription();
        app.MapGet("/runs/{id}/bundle", Bundle).ForViewers();
        app.MapGet("/runs/{id}/bundle/diff", Diff).ForViewers();
        app.MapGet("/compare", Compare).ForViewers();
    }

    private static RazorComponentResult<BundlePage> Bundle(
        string id, RunStore store, IRunDirector director, Concealment concealment, string? file = null, bool source = false)
    {
        var folder = store.Find(id);
        var bundle = StoredBundle.Of(folder);
        var run = concealment.In(RunSummary.Of(folder, director));
        var chosen = file ?? (bundle.Has(First) ? First : null);
        return new(new
        {
            Run = run,
            Nodes = BundleNode.Of(bundle.Paths),
            File = chosen is null ? null : BundleFileView.Of(bundle, run.RunId, chosen, source),
            Others = Others(store, director, folder, run),
        });
    }

    private static RazorComponentResult<BundleDiffPage> Diff(string id, string with, RunStore store, IRunDirector director, Concealment concealment)
    {
        var (folder, other) = (store.Find(id), store.Find(with));
        return new(new
        {
            Before = concealment.In(RunSummary.Of(other, director)),
            Run = concealment.In(RunSummary.Of(folder, director)),
            Diff = BundleDiff.Of(StoredBundle.Of(other), StoredBundle.Of(folder)),
        });
    }

    private static RazorComponentResult<ComparePage> Compare(RunStore store, IRunDirector director, Concealment concealment, string left, string right)
    {
        ComparedRun Side(string id) => store.Find(id) is var folder ? concealment.In(ComparedRun.Of(folder, RunSummary.Of(folder, director))) : null!;
        return new(new { Left = Side(left), Right = Side(right), All = RunList.Of(store, director).Select(concealment.In).ToList() });
    }

    // Of the same project, which have a bundle too.
    private static IReadOnlyList<RunSummary> Others(RunStore store, IRunDirector director, RunFolder folder, RunSummary run) =>
    [
        .. RunList.Of(store, director).Where(one => one.Project == run.Project && one.RunId != folder.RunId && Directory.Exists(store.Find(one.RunId).Bundle)),
    ];
}
