using System.Globalization;
using System.Xml.Linq;
using DeployCrew.Rehearsal.Api;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.S3;

/// <summary>CreateBucket, HeadBucket, DeleteBucket, ListBuckets, GetBucketLocation, ListObjectsV2.</summary>
internal sealed class S3Buckets(S3Store store, string region)
{
    private const int MostKeys = 1000;
    private static readonly XNamespace Space = "http://s3.amazonaws.com/doc/2006-03-01/";

    public Task Create(HttpContext context, string bucket)
    {
        if (!store.Create(bucket))
            throw new AwsFault("BucketAlreadyOwnedByYou", "Your previous request to create the named bucket succeeded and you already own it.", 409);
        context.Response.Headers.Location = "/" + bucket;
        return Task.CompletedTask;
    }

    public Task Head(HttpContext context, string bucket)
    {
        store.Require(bucket);
        context.Response.Headers["x-amz-bucket-region"] = region;
        return Task.CompletedTask;
    }

    public Task Delete(HttpContext context, string bucket)
    {
        store.Delete(bucket);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public Task ListAsync(HttpContext context) => S3Endpoint.WriteAsync(context, new XElement(Space + "ListAllMyBucketsResult",
        new XElement(Space + "Owner", new XElement(Space + "ID", CloudIdentity.Account)),
        new XElement(Space + "Buckets", store.Buckets().Select(name => new XElement(Space + "Bucket", new XElement(Space + "Name", name), new XElement(Space + "BucketRegion", region))))));

    public Task LocateAsync(HttpContext context, string bucket)
    {
        store.Require(bucket);
        return S3Endpoint.WriteAsync(context, new XElement(Space + "LocationConstraint", region == "us-east-1" ? "" : region));
    }

    public Task ListObjectsAsync(HttpContext context, string bucket)
    {
        store.Require(bucket);
        var query = context.Request.Query;
        if (query["delimiter"].ToString().Length > 0)
            throw new AwsFault("NotImplemented", "The local cloud's S3 lists without a delimiter only.", 501);
        var (prefix, after) = (query["prefix"].ToString(), query.ContainsKey("continuation-token") ? query["continuation-token"].ToString() : query["start-after"].ToString());
        var most = int.TryParse(query["max-keys"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Min(asked, MostKeys) : MostKeys;
        var found = store.Keys(bucket).Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(key, after) > 0).Take(most + 1).ToArray();
        var page = found.Take(most).ToArray();
        var encode = query["encoding-type"] == "url";
        return S3Endpoint.WriteAsync(context, new XElement(Space + "ListBucketResult",
            new XElement(Space + "Name", bucket), new XElement(Space + "Prefix", prefix), new XElement(Space + "KeyCount", page.Length), new XElement(Space + "MaxKeys", most),
            encode ? new XElement(Space + "EncodingType", "url") : null,
            new XElement(Space + "IsTruncated", found.Length > most),
            found.Length > most ? new XElement(Space + "NextContinuationToken", page[^1]) : null,
            page.Select(key => (Key: key, Facts: store.Find(bucket, key))).Where(one => one.Facts is not null).Select(one => new XElement(Space + "Contents",
                new XElement(Space + "Key", encode ? Uri.EscapeDataString(one.Key) : one.Key),
                new XElement(Space + "LastModified", one.Facts!.ModifiedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)),
                new XElement(Space + "ETag", one.Facts.ETag), new XElement(Space + "Size", one.Facts.Length), new XElement(Space + "StorageClass", "STANDARD")))));
    }
}
