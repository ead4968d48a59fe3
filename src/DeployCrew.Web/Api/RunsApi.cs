using System.Globalization;
using System.Text;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Review;
using DeployCrew.Reports;
using DeployCrew.Runs;
using DeployCrew.Web.Access;
using DeployCrew.Web.Runs;
using DeployCrew.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeployCrew.Web.Api;

/// <summary><c>/api/v1/runs</c>: starting, watching, cancelling and resuming.</summary>
internal static class RunsApi
{
    private static readonly string[] Files = ["evidence.json", "evidence.dsse.json", "report.md", "timeline.svg", "requirements.json"];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/runs", (RunStore store, IRunDirector director, Concealment concealment) =>
            Json(RunList.Of(store, director).Select(concealment.Json)))
            .Operation("listRuns", "The newest runs.").Produces<IReadOnlyList<RunSummary>>().ForViewers();
        app.MapPost("/api/v1/runs", (StartRequest body, Uploads uploads, PlanShelf plans, IRunDirector director) =>
            StartAsync(director, RunRequests.Of(body, uploads, plans)))
            .Operation("startRun", "Starts a run with an upload, or with a plan.", 400, 404, 409, 422).Produces<StartedRun>(StatusCodes.Status202Accepted).ForOperators();
        app.MapGet("/api/v1/runs/{id}", (string id, RunStore store, IRunDirector director, Concealment concealment) =>
            Json(concealment.In(RunSummary.Of(store.Find(id), director))))
            .Operation("getRun", "A run: how far it is, or what it ended in.", 404).Produces<RunSummary>().ForViewers();
        app.MapPost("/api/v1/runs/{id}/cancel", async (string id, RunStore store, IRunDirector director) =>
            await director.CancelAsync(store.Find(id).RunId) ? Results.Accepted() : throw WebErrors.NotUnderWay(id))
            .Operation("cancelRun", "Asks a run to stop between two steps; it can be resumed.", 404, 409).Produces(StatusCodes.Status202Accepted).ForOperators();
        app.MapPost("/api/v1/runs/{id}/resume", async (string id, RunStore store, IRunDirector director) =>
            Json(new StartedRun(await director.ResumeAsync(store.Find(id).RunId)), StatusCodes.Status202Accepted))
            .Operation("resumeRun", "Goes on with a run where it stood.", 404, 409).Produces<StartedRun>(StatusCodes.Status202Accepted).ForOperators();
        app.MapPost("/api/v1/runs/{id}/rollback", (string id, RollbackBody body, RunStore store, IRunDirector director) =>
            StartAsync(director, RunRequests.Rollback(store.Find(id), body)))
            .Operation("rollBack", "Starts a run that goes back to an earlier version, in the environment of a run.", 400, 404, 409, 422).Produces<StartedRun>(StatusCodes.Status202Accepted).ForOperators();
        app.MapPost("/api/v1/runs/{id}/destroy", (string id, DestroyBody body, RunStore store, IRunDirector director) =>
            StartAsync(director, RunRequests.Destroy(store.Find(id), body)))
            .Operation("destroyEnvironment", "Starts a run that destroys the environment of a run.", 400, 404, 409, 422).Produces<StartedRun>(StatusCodes.Status202Accepted).ForApprovers();
        app.MapGet("/api/v1/runs/{id}/diagram.svg", (string id, RunStore store) => Results.Text(Diagram(store.Find(id)), "image/svg+xml"))
            .Operation("getRunDiagram", "The architecture of a run's environment.", 404).ProducesFile("image/svg+xml").ForViewers();
        app.MapGet("/api/v1/runs/{id}/log", (string id, RunStore store, Concealment concealment, long? before = null, int count = 1000) =>
            Json(LogPart.Of(store.Find(id), before, Math.Clamp(count, 1, 5000), concealment)))
            .Operation("getLog", "Lines of a run's log, from the end or before an entry.", 404).Produces<LogPart>().ForViewers();
        app.MapGet("/api/v1/runs/{id}/logs/{stage}", LogAsync)
            .Operation("getStageLog", "A stage's log from a byte on; X-Next says where the next look begins.", 404).ProducesFile("text/plain").ForViewers();
        app.MapGet("/api/v1/runs/{id}/files/{name}", FileAsync)
            .Operation("getRunFile", $"A file of a run: {string.Join(", ", Files)}.", 404).ProducesFile("application/json", "text/markdown", "image/svg+xml").ForViewers();
    }

    private static async Task<IResult> StartAsync(IRunDirector director, RunRequest request) =>
        Json(new StartedRun(await director.StartAsync(request)), StatusCodes.Status202Accepted);

    private static string Diagram(RunFolder run)
    {
        var document = RequirementsReader.Load(run.RequirementsFile).Document;
        return EnvironmentReview.Of(document, StackBlueprint.Create(document), RunStore.RequestOf(run).Environment).Diagram;
    }

    // From a byte on, so that a page asks for what is new only.
    private static async Task LogAsync(HttpContext context, string id, string stage, RunStore store, Concealment concealment, long from = 0)
    {
        var folder = store.Find(id);
        context.Response.ContentType = "text/plain; charset=utf-8";
        if (!stage.All(letter => char.IsAsciiLetterLower(letter) || letter == '-') || !File.Exists(folder.LogFile(stage)))
        {
            throw WebErrors.NoSuchPage(context.Request.Path);
        }

        await using var file = new FileStream(folder.LogFile(stage), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var end = file.Length; // what is written meanwhile comes with the next look
        file.Position = Math.Clamp(from, 0, end);
        var text = new byte[end - file.Position];
        await file.ReadExactlyAsync(text, context.RequestAborted);
        context.Response.Headers["X-Next"] = string.Create(CultureInfo.InvariantCulture, $"{end}");
        await context.Response.WriteAsync(concealment.In(Encoding.UTF8.GetString(text)), context.RequestAborted);
    }

    // By name from a list, never by a path.
    private static async Task<IResult> FileAsync(string id, string name, RunStore store, Concealment concealment)
    {
        var file = Path.Combine(store.Find(id).Path, name);
        if (!Files.Contains(name) || !File.Exists(file))
            throw WebErrors.NoSuchPage($"/api/v1/runs/{id}/files/{name}");
        // A signature is over bytes: what is signed is given as it is.
        if (name == "evidence.dsse.json")
            return Results.File(file, "application/json", name);
        var type = Path.GetExtension(name) switch { ".svg" => "image/svg+xml", ".md" => "text/markdown; charset=utf-8", _ => "application/json" };
        return Results.Text(concealment.In(await File.ReadAllTextAsync(file)), type);
    }

    private static IResult Json(object value, int status = StatusCodes.Status200OK) => Results.Json(value, JsonFormat.Compact, statusCode: status);
}
