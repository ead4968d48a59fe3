using DeployCrew.Core.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace DeployCrew.Web.Runs;

/// <summary>Takes an upload in: a form with the parts <c>requirements</c> and <c>app</c>, streamed to disk.</summary>
internal static class UploadReader
{
    private const int LargestRequirements = 256 * 1024;

    /// <summary>Reads the request's body.</summary>
    /// <exception cref="DeployError">DC9104 it is no such form, DC9105 it is too large.</exception>
    public static async Task ReadAsync(HttpContext context, PendingUpload upload, long limit, CancellationToken cancellationToken)
    {
        if (context.Request.ContentLength > limit)
            throw WebErrors.TooLarge(limit);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null; // counted here, part by part
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || type.MediaType != "multipart/form-data"
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 128 } boundary)
            throw WebErrors.BadRequest("it is no form with the parts 'requirements' and 'app'");
        var reader = new MultipartReader(boundary, context.Request.Body) { HeadersCountLimit = 8, HeadersLengthLimit = 4096 };
        var room = limit;
        while (await NextAsync(reader, cancellationToken) is { } section)
        {
            var name = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) ? HeaderUtilities.RemoveQuotes(disposition.Name).Value : null;
            room -= name switch
            {
                "requirements" => await SaveAsync(section.Body, upload.RequirementsFile, Math.Min(room, LargestRequirements), limit, cancellationToken),
                "app" => await SaveAsync(section.Body, upload.App, room, limit, cancellationToken),
                _ => throw WebErrors.BadRequest($"there is no part '{name}'"),
            };
        }

        if (File.Exists(upload.App) && new FileInfo(upload.App).Length == 0)
            File.Delete(upload.App); // a form's field that was left empty
        if (!File.Exists(upload.RequirementsFile))
            throw WebErrors.BadRequest("the part 'requirements' is missing");
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellationToken);
        }
        catch (Exception error) when (error is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw WebErrors.BadRequest(error.Message);
        }
    }

    private static async Task<long> SaveAsync(Stream body, string file, long room, long limit, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
            throw WebErrors.BadRequest($"the part for {Path.GetFileName(file)} is there twice");
        await using var target = File.Create(file);
        var (buffer, bytes) = (new byte[81920], 0L);
        for (int read; (read = await ReadAsync(body, buffer, cancellationToken)) > 0;)
        {
            bytes += read;
            if (bytes > room)
                throw WebErrors.TooLarge(limit);
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return bytes;
    }

    private static async ValueTask<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await body.ReadAsync(buffer, cancellationToken);
        }
        catch (IOException error) when (error is not BadHttpRequestException) // that one has a status of its own: too slow, say
        {
            throw WebErrors.BadRequest($"it ends in the middle ({error.Message})");
        }
    }
}
