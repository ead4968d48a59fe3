using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DeployCrew.Rehearsal.State;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Registry;

/// <summary>The registry's HTTP API: OCI distribution specification 1.1, with ECR's Basic authentication.</summary>
internal sealed partial class RegistryEndpoint(StateStore store, BlobRoutes blobs, ManifestRoutes manifests, string password)
{
    private readonly byte[] expected = Encoding.ASCII.GetBytes("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("AWS:" + password)));

    /// <summary>Answers one request below <c>/v2/</c>.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers["Docker-Distribution-Api-Version"] = "registry/2.0";
        try
        {
            Authenticate(context);
            await RouteAsync(context, context.Request.Path.Value ?? "");
            if (context.Request.Method is not ("GET" or "HEAD"))
                await store.SavedAsync(context.RequestAborted);
        }
        catch (RegistryFault fault)
        {
            await RefuseAsync(context, fault);
        }
        catch (IOException error) when (error is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
        {
            await RefuseAsync(context, new RegistryFault("UNKNOWN", error.Message, StatusCodes.Status500InternalServerError));
        }
    }

    [GeneratedRegex("^/v2/(?<name>[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)/(?<kind>blobs/uploads|blobs|manifests|tags|referrers)/?(?<reference>[^/]*)$")]
    private static partial Regex Route();

    private async Task RouteAsync(HttpContext context, string path)
    {
        if (path is "/v2" or "/v2/")
            return;
        if (path == "/v2/_catalog")
        {
            await manifests.CatalogAsync(context);
            return;
        }

        var match = Route().Match(path);
        if (!match.Success)
            throw new RegistryFault("UNSUPPORTED", $"no such route: {path}", StatusCodes.Status404NotFound);
        var name = match.Groups["name"].Value;
        var reference = match.Groups["reference"].Value;
        if (!store.Read(state => state.Repositories.ContainsKey(name)))
            throw RegistryFault.NameUnknown(name);
        await (match.Groups["kind"].Value switch
        {
            "blobs/uploads" => blobs.UploadAsync(context, name, reference),
            "blobs" => blobs.BlobAsync(context, name, reference),
            "manifests" => manifests.ManifestAsync(context, name, reference),
            "referrers" => manifests.ReferrersAsync(context, name, reference),
            _ => manifests.TagsAsync(context, name),
        });
    }

    private void Authenticate(HttpContext context)
    {
        var given = Encoding.ASCII.GetBytes(context.Request.Headers.Authorization.ToString());
        if (CryptographicOperations.FixedTimeEquals(given, expected))
            return;
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"DeployCrew local registry\",service=\"ecr.amazonaws.com\"";
        throw new RegistryFault("UNAUTHORIZED", "Not Authorized", StatusCodes.Status401Unauthorized);
    }

    /// <summary>Writes an error in the specification's shape.</summary>
    public static Task RefuseAsync(HttpContext context, RegistryFault fault)
    {
        context.Response.StatusCode = fault.Status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["code"] = fault.Code, ["message"] = fault.Message }) }.ToJsonString());
    }
}
