using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DeployCrew.Rehearsal.State;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Registry;

/// <summary>The registry's HTTP API: OCI distribution specification 1.1, with ECR's Basic authentication.</summary>
internal sealed partial class RegistryEndpoint(StateStore store, BlobStore blobs, ManifestStore manifests, string password)
{
    private const int LargestManifest = 4 * 1024 * 1024;

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
            context.Response.StatusCode = fault.Status;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(
                new JsonObject { ["errors"] = new JsonArray(new JsonObject { ["code"] = fault.Code, ["message"] = fault.Message }) }.ToJsonString());
        }
    }

    [GeneratedRegex("^/v2/(?<name>[a-z0-9]+(?:[._/-][a-z0-9]+)*)/(?<kind>blobs/uploads|blobs|manifests|tags)/?(?<reference>[^/]*)$")]
    private static partial Regex Route();

    private async Task RouteAsync(HttpContext context, string path)
    {
        if (path is "/v2" or "/v2/")
            return;
        if (path == "/v2/_catalog")
        {
            await WriteJsonAsync(context, new JsonObject { ["repositories"] = new JsonArray([.. store.Read(state => state.Repositories.Keys.ToArray()).Select(name => (JsonNode)name)]) });
            return;
        }

        var match = Route().Match(path);
        if (!match.Success)
            throw new RegistryFault("UNSUPPORTED", $"no such route: {path}", 404);
        var name = match.Groups["name"].Value;
        var reference = match.Groups["reference"].Value;
        if (!store.Read(state => state.Repositories.ContainsKey(name)))
            throw RegistryFault.NameUnknown(name);
        await (match.Groups["kind"].Value switch
        {
            "blobs/uploads" => UploadAsync(context, name, reference),
            "blobs" => BlobAsync(context, name, reference),
            "manifests" => ManifestAsync(context, name, reference),
            _ => TagsAsync(context, name),
        });
    }

    private async Task UploadAsync(HttpContext context, string name, string id)
    {
        var query = context.Request.Query;
        var aborted = context.RequestAborted;
        switch (context.Request.Method)
        {
            case "POST" when query["mount"].ToString() is { Length: > 0 } mount && blobs.Mount(name, query["from"].ToString(), mount):
                Created(context, $"/v2/{name}/blobs/{mount}", mount);
                return;
            case "POST":
                id = blobs.StartUpload();
                if (query["digest"].ToString() is { Length: > 0 } whole)
                    await FinishAsync(context, name, id, whole);
                else
                    Accepted(context, name, id, 0);
                return;
        }

        var length = blobs.UploadLength(id) ?? throw RegistryFault.UploadUnknown();
        switch (context.Request.Method)
        {
            case "GET":
                Accepted(context, name, id, length);
                context.Response.StatusCode = 204;
                return;
            case "PATCH":
                if (context.Request.Headers.ContentRange.ToString() is { Length: > 0 } range
                    && range.Split('-')[0] != length.ToString(CultureInfo.InvariantCulture))
                    throw new RegistryFault("BLOB_UPLOAD_INVALID", $"the upload stands at {length}, the chunk begins at {range}", 416);
                Accepted(context, name, id, await blobs.AppendAsync(id, context.Request.Body, aborted));
                return;
            case "PUT":
                await FinishAsync(context, name, id, query["digest"].ToString());
                return;
            case "DELETE":
                blobs.CancelUpload(id);
                context.Response.StatusCode = 204;
                return;
            default:
                throw new RegistryFault("UNSUPPORTED", "method not allowed", 405);
        }
    }

    private async Task FinishAsync(HttpContext context, string name, string id, string digest)
    {
        if (!Digest.TryParse(digest, out _))
            throw RegistryFault.DigestInvalid(digest);
        await blobs.AppendAsync(id, context.Request.Body, context.RequestAborted);
        if (!await blobs.FinishAsync(name, id, digest, context.RequestAborted))
            throw RegistryFault.DigestInvalid(digest);
        Created(context, $"/v2/{name}/blobs/{digest}", digest);
    }

    private async Task BlobAsync(HttpContext context, string name, string digest)
    {
        if (!Digest.TryParse(digest, out _) || !blobs.Has(name, digest))
            throw RegistryFault.BlobUnknown(digest);
        context.Response.Headers["Docker-Content-Digest"] = digest;
        if (context.Request.Method == "DELETE")
        {
            blobs.Unlink(name, digest);
            context.Response.StatusCode = 202;
            return;
        }

        context.Response.Headers.AcceptRanges = "bytes";
        await Results.File(blobs.PathOf(digest), "application/octet-stream", enableRangeProcessing: true).ExecuteAsync(context);
    }

    private async Task ManifestAsync(HttpContext context, string name, string reference)
    {
        switch (context.Request.Method)
        {
            case "PUT":
                using (var buffer = new MemoryStream())
                {
                    await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
                    if (buffer.Length > LargestManifest)
                        throw new RegistryFault("SIZE_INVALID", "the manifest is larger than 4 MiB", 413);
                    var digest = manifests.Put(name, reference, context.Request.ContentType ?? "application/vnd.oci.image.manifest.v1+json", buffer.ToArray());
                    Created(context, $"/v2/{name}/manifests/{digest}", digest);
                }

                return;
            case "DELETE":
                manifests.Delete(name, reference);
                context.Response.StatusCode = 202;
                return;
        }

        var (found, mediaType) = manifests.Find(name, reference) ?? throw RegistryFault.ManifestUnknown(reference);
        var content = manifests.Read(found);
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = content.Length;
        context.Response.Headers["Docker-Content-Digest"] = found;
        if (context.Request.Method == "GET")
            await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }

    private Task TagsAsync(HttpContext context, string name)
    {
        var tags = store.Read(state => state.Repositories[name].Images.Values.SelectMany(image => image.Tags).Order(StringComparer.Ordinal).ToArray());
        var size = int.TryParse(context.Request.Query["n"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : int.MaxValue;
        var last = context.Request.Query["last"].ToString();
        var page = tags.Where(tag => string.CompareOrdinal(tag, last) > 0).Take(size).Select(tag => (JsonNode)tag);
        return WriteJsonAsync(context, new JsonObject { ["name"] = name, ["tags"] = new JsonArray([.. page]) });
    }

    private void Authenticate(HttpContext context)
    {
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("AWS:" + password));
        if (context.Request.Headers.Authorization.ToString() == expected)
            return;
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"DeployCrew local registry\",service=\"ecr.amazonaws.com\"";
        throw new RegistryFault("UNAUTHORIZED", "Not Authorized", 401);
    }

    private static void Created(HttpContext context, string location, string digest)
    {
        context.Response.StatusCode = 201;
        context.Response.Headers.Location = location;
        context.Response.Headers["Docker-Content-Digest"] = digest;
    }

    private static void Accepted(HttpContext context, string name, string id, long length)
    {
        context.Response.StatusCode = 202;
        context.Response.Headers.Location = $"/v2/{name}/blobs/uploads/{id}";
        context.Response.Headers["Docker-Upload-UUID"] = id;
        context.Response.Headers.Range = $"0-{Math.Max(0, length - 1)}";
    }

    private static Task WriteJsonAsync(HttpContext context, JsonObject answer)
    {
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer), context.RequestAborted).AsTask();
    }
}
