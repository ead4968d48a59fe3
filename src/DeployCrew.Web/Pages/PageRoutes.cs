using System.Reflection;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Reports;
using DeployCrew.Runs;
using DeployCrew.Teams;
using DeployCrew.Web.Access;
using DeployCrew.Web.Runs;
using DeployCrew.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Web.Pages;

/// <summary>The pages, and what they are drawn with.</summary>
internal static class PageRoutes
{
    private const int FirstLines = 500;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var app = routes.MapGroup("").ExcludeFromDescription();
        app.MapGet("/", (HttpContext context, RunStore store, IRunDirector director, Concealment concealment, string? project, string? state) => Page<HomePage>(new
        {
            Failure = context.RequestServices.GetService<RunMirror>()?.Failure?.ToReport(),
            All = RunList.Of(store, director).Select(concealment.In).ToList(),
            Project = project ?? "",
            State = state ?? "",
        })).ForViewers();
        app.MapGet("/new", () => Page<NewPage>(new { })).ForViewers();
        app.MapGet("/runs/{id}", Run).ForViewers();
        app.MapGet("/assets/{name}", Asset).ForEverybody();
    }

    private static RazorComponentResult<RunPage> Run(string id, RunStore store, IRunDirector director, PlanShelf plans, Concealment concealment)
    {
        var folder = store.Find(id);
        var entries = Journal.ReadMilestones(folder.JournalFile);
        var run = RunSummary.Of(folder, director, entries);
        var others = run.State == "running" ? [] : RunList.LikeIt(run, store, director).Where(one => one.RunId != run.RunId).ToList();
        var plan = run.Kind == RunKind.Plan ? RunStore.PlanOf(entries) : null;
        return Page<RunPage>(new
        {
            Run = concealment.In(run),
            Plan = plan is null ? null : concealment.In(plan),
            Kept = plan is { Refusals.Count: 0 } ? concealment.In(PlanSummary.Of(plans.Keep(folder, plan))) : null,
            Log = LogPart.Of(folder, null, FirstLines, concealment),
            Traffic = TrafficOf(entries),
            Earlier = run.Kind is RunKind.Deploy or RunKind.Rollback && run.IsComplete ? EarlierVersion.Of(others.Prepend(run)) : [],
            Other = others.FirstOrDefault(one => one.Kind == run.Kind && string.CompareOrdinal(one.RunId, run.RunId) < 0)?.RunId,
        });
    }

    // Share of the new version by service, as it was last.
    private static SortedDictionary<string, double> TrafficOf(IReadOnlyList<JournalEntry> entries)
    {
        var shares = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var sample in entries.Where(entry => entry.Kind == JournalKinds.RolloutSample))
        {
            if (sample.Data is { } data && data.TryGetProperty("service", out var service) && data.TryGetProperty("productionPercent", out var percent) && percent.TryGetDouble(out var share))
                shares[service.GetString() ?? ""] = share;
        }

        return shares;
    }

    private static RazorComponentResult<T> Page<T>(object parameters)
        where T : IComponent => new(parameters);

    private static IResult Asset(string name, HttpContext context)
    {
        var content = Assembly.GetExecutingAssembly().GetManifestResourceStream($"assets/{name}");
        if (content is null)
            throw WebErrors.NoSuchPage(context.Request.Path);
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Stream(content, Path.GetExtension(name) switch { ".css" => "text/css", ".js" => "text/javascript", _ => "image/svg+xml" });
    }
}
