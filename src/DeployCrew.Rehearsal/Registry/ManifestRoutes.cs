using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Rehearsal.Registry;

/// <summary>Manifests, tags and referrers (OCI distribution specification 1.1, "Pulling manifests", "Pushing manifests", "Content discovery").</summary>
internal sealed class ManifestRoutes(StateStore store, ManifestStore manifests)
{
    private const string ImageManifest = "application/vnd.oci.image.manifest.v1+json";
    private const string ImageIndex = "application/vnd.oci.image.index.v1+json";
    private const int LargestManifest = 4 * 1024 * 1024;

    /// <summary><c>/v2/&lt;name&gt;/manifests/&lt;tag or digest&gt;</c></summary>
    public async Task ManifestAsync(HttpContext context, string name, string reference)
    {
        switch (context.Request.Method)
        {
            case "GET" or "HEAD":
                await PullAsync(context, name, reference);
                return;
            case "PUT":
                await PushAsync(context, name, reference);
                return;
            case "DELETE":
                manifests.Delete(name, reference);
                context.Response.StatusCode = StatusCodes.Status202Accepted;
                return;
            default:
                throw RegistryFault.MethodNotAllowed();
        }
    }

    /// <summary><c>/v2/&lt;name&gt;/tags/list?n=&amp;last=</c>, in lexical order.</summary>
    public Task TagsAsync(HttpContext context, string name)
    {
        var tags = store.Read(state => state.Repositories[name].Images.Values.SelectMany(image => image.Tags).Order(StringComparer.Ordinal).ToArray());
        return WriteAsync(context, new JsonObject { ["name"] = name, ["tags"] = PageOf(context, tags) });
    }

    /// <summary><c>/v2/_catalog?n=&amp;last=</c></summary>
    public Task CatalogAsync(HttpContext context) =>
        WriteAsync(context, new JsonObject { ["repositories"] = PageOf(context, store.Read(state => state.Repositories.Keys.ToArray())) });

    /// <summary><c>/v2/&lt;name&gt;/referrers/&lt;digest&gt;?artifactType=</c>: an index of the manifests that name this one as their subject.</summary>
    public Task ReferrersAsync(HttpContext context, string name, string digest)
    {
        if (!Digest.TryParse(digest, out _))
            throw RegistryFault.DigestInvalid(digest);
        IEnumerable<JsonObject> found = manifests.Referrers(name, digest);
        if (context.Request.Query["artifactType"].ToString() is { Length: > 0 } wanted)
        {
            found = found.Where(descriptor => descriptor["artifactType"]?.GetValue<string>() == wanted);
            context.Response.Headers["OCI-Filters-Applied"] = "artifactType";
        }

        return WriteAsync(context, new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = ImageIndex, ["manifests"] = new JsonArray([.. found]) }, ImageIndex);
    }

    private async Task PullAsync(HttpContext context, string name, string reference)
    {
        var (digest, mediaType) = manifests.Find(name, reference) ?? throw RegistryFault.ManifestUnknown(reference);
        var content = manifests.Read(digest);
        context.Response.ContentType = mediaType;
        context.Response.ContentLength = content.Length;
        context.Response.Headers["Docker-Content-Digest"] = digest;
        if (context.Request.Method == "GET")
            await context.Response.Body.WriteAsync(content, context.RequestAborted);
    }

    private async Task PushAsync(HttpContext context, string name, string reference)
    {
        if (!reference.Contains(':', StringComparison.Ordinal) && !IsTag(reference))
            throw RegistryFault.ManifestInvalid($"'{reference}' is neither a tag nor a digest");
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        if (buffer.Length > LargestManifest)
            throw new RegistryFault("SIZE_INVALID", "the manifest is larger than 4 MiB", StatusCodes.Status413PayloadTooLarge);
        var content = buffer.ToArray();
        var digest = manifests.Put(name, reference, context.Request.ContentType ?? ImageManifest, content);
        if (ManifestContent.Parse(content).Subject is { } subject)
            context.Response.Headers["OCI-Subject"] = subject;
        BlobRoutes.Created(context, $"/v2/{name}/manifests/{digest}", digest);
    }

    // [a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}
    private static bool IsTag(string text) => text.Length is > 0 and <= 128 && text[0] is not ('.' or '-')
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-');

    private static JsonArray PageOf(HttpContext context, string[] all)
    {
        var last = context.Request.Query["last"].ToString();
        var rest = all.Where(one => string.CompareOrdinal(one, last) > 0).ToArray();
        var size = int.TryParse(context.Request.Query["n"], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : rest.Length;
        var page = rest.Take(size).ToArray();
        if (page.Length > 0 && page.Length < rest.Length)
            context.Response.Headers.Link = $"<{context.Request.Path}?n={size}&last={Uri.EscapeDataString(page[^1])}>; rel=\"next\"";
        return new JsonArray([.. page.Select(one => (JsonNode)one)]);
    }

    private static Task WriteAsync(HttpContext context, JsonObject answer, string type = "application/json")
    {
        context.Response.ContentType = type;
        return context.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer), context.RequestAborted).AsTask();
    }
}
