using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Registry;

/// <summary>Blobs: pull, uploads whole and in chunks, mounts, deletion (OCI distribution specification 1.1, "Pulling blobs" and "Pushing blobs").</summary>
internal sealed class BlobRoutes(BlobStore blobs)
{
    /// <summary><c>/v2/&lt;name&gt;/blobs/uploads/[id]</c></summary>
    public async Task UploadAsync(HttpContext context, string name, string id)
    {
        if (context.Request.Method == "POST")
        {
            await BeginAsync(context, name);
            return;
        }

        var length = blobs.UploadLength(id) ?? throw RegistryFault.UploadUnknown();
        switch (context.Request.Method)
        {
            case "GET":
                At(context, StatusCodes.Status204NoContent, name, id, length);
                return;
            case "PATCH":
                RequireNext(context, name, id, length);
                At(context, StatusCodes.Status202Accepted, name, id, await blobs.AppendAsync(id, context.Request.Body, context.RequestAborted));
                return;
            case "PUT":
                RequireNext(context, name, id, length);
                await FinishAsync(context, name, id, context.Request.Query["digest"].ToString());
                return;
            case "DELETE":
                blobs.CancelUpload(id);
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return;
            default:
                throw RegistryFault.MethodNotAllowed();
        }
    }

    /// <summary><c>/v2/&lt;name&gt;/blobs/&lt;digest&gt;</c>, with ranges.</summary>
    public async Task BlobAsync(HttpContext context, string name, string digest)
    {
        if (context.Request.Method is not ("GET" or "HEAD" or "DELETE"))
            throw RegistryFault.MethodNotAllowed();
        if (!blobs.Has(name, digest))
            throw RegistryFault.BlobUnknown(digest);
        context.Response.Headers["Docker-Content-Digest"] = digest;
        if (context.Request.Method == "DELETE")
        {
            blobs.Unlink(name, digest);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            return;
        }

        context.Response.Headers.AcceptRanges = "bytes";
        await Results.File(blobs.PathOf(digest), "application/octet-stream", enableRangeProcessing: true).ExecuteAsync(context);
    }

    public static void Created(HttpContext context, string location, string digest)
    {
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.Location = location;
        context.Response.Headers["Docker-Content-Digest"] = digest;
    }

    private async Task BeginAsync(HttpContext context, string name)
    {
        var query = context.Request.Query;
        if (query["mount"].ToString() is { Length: > 0 } mount && blobs.Mount(name, query["from"].ToString() is { Length: > 0 } from ? from : null, mount))
        {
            Created(context, $"/v2/{name}/blobs/{mount}", mount);
            return;
        }

        var id = blobs.StartUpload();
        if (query["digest"].ToString() is { Length: > 0 } whole)
            await FinishAsync(context, name, id, whole);
        else
            At(context, StatusCodes.Status202Accepted, name, id, 0);
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

    // Content-Range: <first>-<last>, without a unit. Chunks come in order; a client that lost count reads Range of the refusal.
    private static void RequireNext(HttpContext context, string name, string id, long length)
    {
        if (context.Request.Headers.ContentRange.ToString() is not { Length: > 0 } range)
            return;
        if (range.Split('-') is not [var first, var last]
            || !long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            || !long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to))
            throw RegistryFault.UploadInvalid($"Content-Range is '{range}'; it is <first>-<last>", StatusCodes.Status400BadRequest);
        if (context.Request.ContentLength is { } size && size != to - from + 1)
            throw new RegistryFault("SIZE_INVALID", $"Content-Range {range} has another length than the body of {size} bytes", StatusCodes.Status400BadRequest);
        if (from == length)
            return;
        At(context, StatusCodes.Status416RangeNotSatisfiable, name, id, length);
        throw RegistryFault.UploadInvalid($"the upload stands at {length}, the chunk begins at {from}", StatusCodes.Status416RangeNotSatisfiable);
    }

    private static void At(HttpContext context, int status, string name, string id, long length)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.Location = $"/v2/{name}/blobs/uploads/{id}";
        context.Response.Headers["Docker-Upload-UUID"] = id;
        context.Response.Headers.Range = $"0-{Math.Max(0, length - 1)}";
    }
}
