using System.Globalization;
using System.Security.Cryptography;
using DeployCrew.Rehearsal.Api;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.S3;

/// <summary>PutObject, GetObject, HeadObject, DeleteObject; streamed, whatever the size.</summary>
internal sealed class S3Objects(S3Store store, TimeProvider time)
{
    public async Task PutAsync(HttpContext context, string bucket, string key)
    {
        store.Require(bucket);
        var (request, part) = (context.Request, store.NewPart(bucket));
        try
        {
            if (request.Headers.IfNoneMatch == "*" && store.Find(bucket, key) is not null)
                throw new AwsFault("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412);
            var facts = await ReceiveAsync(request, part, context.RequestAborted);
            store.Put(bucket, key, part, facts);
            context.Response.Headers.ETag = facts.ETag;
        }
        finally
        {
            File.Delete(part);
        }
    }

    public async Task GetAsync(HttpContext context, string bucket, string key)
    {
        store.Require(bucket);
        var facts = store.Find(bucket, key) ?? throw new AwsFault("NoSuchKey", "The specified key does not exist.", 404);
        var response = context.Response;
        response.ContentLength = facts.Length;
        response.ContentType = facts.ContentType;
        response.Headers.ETag = facts.ETag;
        response.Headers.LastModified = facts.ModifiedAt.ToString("R", CultureInfo.InvariantCulture);
        if (HttpMethods.IsGet(context.Request.Method))
            await response.SendFileAsync(store.PathOf(bucket, key), context.RequestAborted);
    }

    public Task Delete(HttpContext context, string bucket, string key)
    {
        store.Require(bucket);
        store.Remove(bucket, key);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private async Task<S3Object> ReceiveAsync(HttpRequest request, string part, CancellationToken cancellationToken)
    {
        var stated = request.Headers["X-Amz-Content-Sha256"].ToString();
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        // S3 says by MD5 which content an object has.
#pragma warning disable CA5351
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
        var length = 0L;
        await using (var file = new FileStream(part, FileMode.CreateNew, FileAccess.Write))
        {
            var pieces = stated.StartsWith("STREAMING-", StringComparison.Ordinal) ? AwsChunks.ReadAsync(request.BodyReader, cancellationToken) : AwsChunks.ReadPlainAsync(request.BodyReader, cancellationToken);
            await foreach (var piece in pieces)
            {
                sha256.AppendData(piece.Span);
                md5.AppendData(piece.Span);
                await file.WriteAsync(piece, cancellationToken);
                length += piece.Length;
            }
        }

        if (stated.Length == 64 && Convert.ToHexStringLower(sha256.GetHashAndReset()) != stated)
            throw new AwsFault("XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.");
        return new S3Object(length, $"\"{Convert.ToHexStringLower(md5.GetHashAndReset())}\"", request.ContentType ?? "binary/octet-stream", time.GetUtcNow());
    }
}
