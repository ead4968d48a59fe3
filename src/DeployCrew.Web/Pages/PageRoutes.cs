using System.Reflection;
using DeployCrew.Core.Plans;
using DeployCrew.Runs;
using DeployCrew.Web.Runs;
using DeployCrew.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace DeployCrew.Web.Pages;

/// <summary>The pages, and what they are drawn with.</summary>
internal static class PageRoutes
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/", (RunStore store, IRunDirector director, Concealment concealment, string? project, string? state) => Page<HomePage>(new
        {
            All = RunList.Of(store, director).Select(concealment.In).ToList(),
            Project = project ?? "",
            State = state ?? "",
        }));
        app.MapGet("/new", () => Page<NewPage>(new { }));
        app.MapGet("/runs/{id}", Run);
        app.MapGet("/assets/{name}", Asset);
    }

    private static RazorComponentResult<RunPage> Run(string id, RunStore store, IRunDirector director, PlanStore plans, Concealment concealment)
    {
        var folder = store.Find(id);
        var run = RunSummary.Of(folder, director);
        var all = run.State == "running" ? [] : RunList.Of(store, director).ToList();
        var plan = run.Kind == RunKind.Plan ? RunStore.PlanOf(folder) : null;
        return Page<RunPage>(new
        {
            Run = concealment.In(run),
            Plan = plan is null ? null : concealment.In(plan),
            Kept = plan is { Refusals.Count: 0 } ? concealment.In(PlanSummary.Of(plans.ByHash(plan.Record.Hash))) : null,
            Earlier = run.Kind is RunKind.Deploy or RunKind.Rollback && run.IsComplete ? EarlierVersion.Of(run, all) : [],
            Other = all.FirstOrDefault(one => (one.Kind, one.Project, one.Environment) == (run.Kind, run.Project, run.Environment) && string.CompareOrdinal(one.RunId, run.RunId) < 0)?.RunId,
        });
    }

    private static RazorComponentResult<T> Page<T>(object parameters)
        where T : IComponent => new(parameters);

    private static IResult Asset(string name, HttpContext context)
    {
        var content = Assembly.GetExecutingAssembly().GetManifestResourceStream($"assets/{name}");
        if (content is null)
            return Results.NotFound();
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Stream(content, Path.GetExtension(name) switch { ".css" => "text/css", ".js" => "text/javascript", _ => "image/svg+xml" });
    }
}
