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
