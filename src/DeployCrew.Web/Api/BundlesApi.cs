using DeployCrew.Runs;
using DeployCrew.Web.Access;
using DeployCrew.Web.Bundles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeployCrew.Web.Api;

/// <summary><c>/api/v1/runs/{id}/bundle</c>: what a run has generated.</summary>
internal static class BundlesApi
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/v1/runs/{id}/bundle", (string id, RunStore store) => Results.Json(StoredBundle.Of(store.Find(id)).Paths))
            .Operation("listBundle", "Paths of a bundle's files.", 404).Produces<IReadOnlyList<string>>().ForViewers();
        app.MapGet("/api/v1/runs/{id}/bundle.zip", ZipAsync)
            .Operation("downloadBundle", "A bundle as a zip.", 404).ProducesFile("application/zip").ForViewers();
        app.MapGet("/api/v1/runs/{id}/bundle/files/{**path}", File)
            .Operation("getBundleFile", "A file of a bundle.", 404).ProducesFile("text/plain", "image/svg+xml").ForViewers();
    }

    private static async Task<IResult> ZipAsync(HttpContext context, string id, RunStore store)
    {
        var run = store.Find(id);
        var bundle = StoredBundle.Of(run);
        // A zip's end is written at once, which an answer does not allow.
        var file = new FileStream(Path.GetTempFileName(), new FileStreamOptions { Access = FileAccess.ReadWrite, Mode = FileMode.Create, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });
        try
        {
            await bundle.WriteZipAsync(file, context.RequestAborted);
            file.Position = 0;
            return Results.File(file, "application/zip", $"{run.RunId}.zip");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    // Whoever wrote the app wrote these, too: a browser may show them, and do nothing with them.
    private static IResult File(HttpContext context, string id, string path, RunStore store)
    {
        var content = StoredBundle.Of(store.Find(id)).Open(path);
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        return Results.Stream(content, path.EndsWith(".svg", StringComparison.Ordinal) ? "image/svg+xml" : "text/plain; charset=utf-8");
    }
}
