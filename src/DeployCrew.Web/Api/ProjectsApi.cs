using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Environments;
using DeployCrew.Web.Access;
using DeployCrew.Web.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace DeployCrew.Web.Api;

/// <summary><c>/api/v1/projects</c> and <c>/api/v1/validate</c>: uploads, and what follows from requirements.</summary>
internal static class ProjectsApi
{
    private const int LargestRequirements = 256 << 10;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/validate", (Delegate)ValidateAsync)
            .Operation("validateRequirements", "Problems of a requirements text, at their lines; they are the answer, not an error.").Reads<string>("application/json").Produces<ValidationAnswer>().ForViewers().WithMetadata(new RequestSizeLimitAttribute(LargestRequirements));
        app.MapPost("/api/v1/projects", UploadAsync)
            .Operation("uploadProject", "Takes requirements and an app in; what would follow from them.", 400, 413, 422).Reads<UploadForm>("multipart/form-data").Produces<ProjectSummary>(StatusCodes.Status201Created).ForOperators().AsUpload();
        app.MapGet("/api/v1/projects/{id}", (string id, Uploads uploads, TimeProvider time) => Json(ProjectSummary.Of(uploads.Find(id), Today(time))))
            .Operation("getProject", "What follows from an upload.", 404, 422).Produces<ProjectSummary>().ForViewers();
        app.MapGet("/api/v1/projects/{id}/{environment}.svg", (string id, string environment, Uploads uploads, TimeProvider time) =>
            ProjectSummary.Of(uploads.Find(id), Today(time)).Environments.FirstOrDefault(one => one.Name == environment) is { } found
                ? Results.Text(found.Diagram, "image/svg+xml") : throw WebErrors.NoSuchPage($"/api/v1/projects/{id}/{environment}.svg"))
            .Operation("getProjectDiagram", "The architecture of an environment.", 404, 422).ProducesFile("image/svg+xml").ForViewers();
        app.MapPost("/api/v1/projects/{id}/secrets", WriteSecretsAsync)
            .Operation("writeSecrets", "Puts values of secrets where the requirements refer to, on the target. They are in no answer.", 400, 404, 422).Produces<WrittenSecrets>().ForOperators();
    }

    private static async Task<IResult> WriteSecretsAsync(
        HttpContext context, string id, SecretsBody body, Uploads uploads, PlanShelf plans, SecretService secrets)
    {
        var request = RunRequests.Of(new StartRequest(id, body.Environment, body.Target, body.Engine, null), uploads, plans);
        var values = (body.Values ?? throw WebErrors.BadRequest("it has no values")).ToDictionary(
            service => service.Key,
            IReadOnlyDictionary<string, Secret> (service) => (service.Value ?? new Dictionary<string, string>()).ToDictionary(one => one.Key, one => new Secret(one.Value ?? ""), StringComparer.Ordinal), StringComparer.Ordinal);
        return Json(new WrittenSecrets(await secrets.WriteAsync(request, values, context.RequestAborted)));
    }

    // Problems are the answer here, not an error.
    private static async Task<IResult> ValidateAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var text = await reader.ReadToEndAsync(context.RequestAborted);
        try
        {
            var read = RequirementsReader.Read("requirements.json", text);
            return Json(new ValidationAnswer(
                true, [.. read.Warnings.Select(Problem.Of)], read.Document.Project, read.Document.Region, [.. read.Document.Environments.Keys.Order(StringComparer.Ordinal)]));
        }
        catch (InvalidInputError error)
        {
            return Json(new ValidationAnswer(false, [.. error.Diagnostics.Select(Problem.Of)], null, null, null));
        }
    }

    private static async Task<IResult> UploadAsync(HttpContext context, Uploads uploads, WebOptions options, TimeProvider time)
    {
        using var pending = uploads.Begin();
        using var limit = new CancellationTokenSource(options.Limits.Upload, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        try
        {
            await UploadReader.ReadAsync(context, pending, options.LargestUpload, ends.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw AccessErrors.UploadTooSlow(options.Limits.Upload);
        }

        RequirementsReader.Load(pending.RequirementsFile);
        var upload = pending.Keep();
        return Json(ProjectSummary.Of(upload, Today(time)), StatusCodes.Status201Created);
    }

    private static DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private static IResult Json(object value, int status = StatusCodes.Status200OK) => Results.Json(value, JsonFormat.Compact, statusCode: status);
}
