using DeployCrew.Core.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace DeployCrew.Web.Api;

/// <summary><c>/api/v1/openapi.json</c>: what the API is, made from its endpoints.</summary>
internal static class Description
{
    public const string Path = "/api/v1/openapi.json";

    /// <summary>Adds what describes it, and has bodies read and described as answers are written.</summary>
    public static void AddDescription(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.DefaultIgnoreCondition = JsonFormat.Compact.DefaultIgnoreCondition;
            options.SerializerOptions.NumberHandling = JsonFormat.Compact.NumberHandling;
            foreach (var converter in JsonFormat.Compact.Converters)
                options.SerializerOptions.Converters.Add(converter);
        });
        services.AddOpenApi("v1", options => options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "DeployCrew";
            document.Info.Version = Core.Tool.Version;
            document.Info.Description = "Runs, plans, bundles and what they are made of. Errors are problem details (RFC 9457) with code and remedy.";
            return Task.CompletedTask;
        }).AddOperationTransformer(async (operation, context, cancellationToken) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ReadBody>().FirstOrDefault() is not { } body)
                return;
            var schema = await context.GetOrCreateSchemaAsync(body.Type, null, cancellationToken);
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { [body.MediaType] = new OpenApiMediaType { Schema = schema } } };
        }));
    }

    /// <summary>Describes a body that the endpoint reads by itself; what is something else is for the endpoint to refuse.</summary>
    public static RouteHandlerBuilder Reads<T>(this RouteHandlerBuilder endpoint, string mediaType) => endpoint.WithMetadata(new ReadBody(typeof(T), mediaType));

    /// <summary>Names an operation, and says how it fails.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="name">Name of the operation.</param>
    /// <param name="summary">What it does.</param>
    /// <param name="failures">Statuses of problem details that it may answer with.</param>
    public static RouteHandlerBuilder Operation(this RouteHandlerBuilder endpoint, string name, string summary, params ReadOnlySpan<int> failures)
    {
        endpoint.WithName(name).WithSummary(summary);
        foreach (var status in failures)
            endpoint.Produces<ProblemAnswer>(status, "application/problem+json");
        return endpoint;
    }

    /// <summary>Says that it answers with a file.</summary>
    public static RouteHandlerBuilder ProducesFile(this RouteHandlerBuilder endpoint, params string[] types) =>
        endpoint.Produces<string>(StatusCodes.Status200OK, types[0], types[1..]);
}

/// <summary>A body that an endpoint reads by itself.</summary>
internal sealed record ReadBody(Type Type, string MediaType);

/// <summary>An error: problem details (RFC 9457).</summary>
/// <param name="Type">about:blank.</param>
/// <param name="Status">The answer's status.</param>
/// <param name="Title">What happened, and why.</param>
/// <param name="Code">Such as DC1004.</param>
/// <param name="Remedy">What to do now.</param>
/// <param name="Details">Evidence, line by line.</param>
/// <param name="Problems">Problems of an uploaded file, at their places; only where there are any.</param>
internal sealed record ProblemAnswer(string Type, int Status, string Title, string Code, string Remedy, IReadOnlyList<string> Details, IReadOnlyList<Problem>? Problems);

/// <summary>What is to be said of a requirements text.</summary>
/// <param name="Valid">Whether it can be run.</param>
/// <param name="Problems">Problems and warnings, at their places.</param>
/// <param name="Project">Its name, when it is valid.</param>
/// <param name="Region">AWS region, when it is valid.</param>
/// <param name="Environments">Names of its environments, when it is valid.</param>
internal sealed record ValidationAnswer(bool Valid, IReadOnlyList<Problem> Problems, string? Project, string? Region, IReadOnlyList<string>? Environments);

/// <summary>The form of an upload.</summary>
/// <param name="Requirements">requirements.json.</param>
/// <param name="App">A zip of the app's source, or nothing: a small service is generated.</param>
internal sealed record UploadForm(IFormFile Requirements, IFormFile? App);
