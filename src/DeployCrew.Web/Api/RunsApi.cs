using System.Globalization;
using System.Text;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
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
            Json(RunList.Of(store, director).Select(concealment.Json))).ForViewers();
        app.MapPost("/api/v1/runs", StartAsync).ForOperators();
        app.MapGet("/api/v1/runs/{id}", (string id, RunStore store, IRunDirector director, Concealment concealment) =>
            Json(concealment.In(RunSummary.Of(store.Find(id), director)))).ForViewers();
        app.MapPost("/api/v1/runs/{id}/cancel", async (string id, RunStore store, IRunDirector director) =>
            await director.CancelAsync(store.Find(id).RunId) ? Results.Accepted() : Results.Conflict()).ForOperators();
        app.MapPost("/api/v1/runs/{id}/resume", async (string id, RunStore store, IRunDirector director) =>
            Json(new { runId = await director.ResumeAsync(store.Find(id).RunId) }, StatusCodes.Status202Accepted)).ForOperators();
        app.MapGet("/api/v1/runs/{id}/logs/{stage}", LogAsync).ForViewers();
        app.MapGet("/api/v1/runs/{id}/files/{name}", FileAsync).ForViewers();
    }

    private static async Task<IResult> StartAsync(StartRequest body, Uploads uploads, IRunDirector director)
    {
        if (body.Target is not ("local" or "aws"))
            throw WebErrors.BadRequest($"the target '{body.Target}' is neither local nor aws");
        if (body.Engine is not (null or "pulumi" or "terraform" or "tofu"))
            throw WebErrors.BadRequest($"the engine '{body.Engine}' is none of pulumi, terraform, tofu");
        var upload = uploads.Find(body.Upload);
        var document = RequirementsReader.Load(upload.RequirementsFile).Document;
        if (!document.Environments.ContainsKey(body.Environment))
            throw InputErrors.UnknownEnvironment(body.Environment, [.. document.Environments.Keys.Order(StringComparer.Ordinal)]);
        var id = await director.StartAsync(new RunRequest(upload.RequirementsFile, upload.App, document.Project, body.Environment, body.Target) { Engine = body.Engine });
        return Json(new { runId = id }, StatusCodes.Status202Accepted);
    }

    // From a byte on, so that a page asks for what is new only.
    private static async Task LogAsync(HttpContext context, string id, string stage, RunStore store, Concealment concealment, long from = 0)
    {
        var folder = store.Find(id);
        context.Response.ContentType = "text/plain; charset=utf-8";
        if (!stage.All(letter => char.IsAsciiLetterLower(letter) || letter == '-') || !File.Exists(folder.LogFile(stage)))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
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
            return Results.NotFound();
        // A signature is over bytes: what is signed is given as it is.
        if (name == "evidence.dsse.json")
            return Results.File(file, "application/json", name);
        var type = Path.GetExtension(name) switch { ".svg" => "image/svg+xml", ".md" => "text/markdown; charset=utf-8", _ => "application/json" };
        return Results.Text(concealment.In(await File.ReadAllTextAsync(file)), type);
    }

    private static IResult Json(object value, int status = StatusCodes.Status200OK) => Results.Json(value, JsonFormat.Compact, statusCode: status);
}

/// <summary>What a run is started with.</summary>
/// <param name="Upload">Id of the upload.</param>
/// <param name="Environment">Name of an environment of its requirements.</param>
/// <param name="Target">local | aws.</param>
/// <param name="Engine">Stack engine on AWS, or null.</param>
internal sealed record StartRequest(string Upload, string Environment, string Target, string? Engine);
