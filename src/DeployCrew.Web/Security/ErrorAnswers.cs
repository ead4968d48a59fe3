using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Reports;
using DeployCrew.Runs;
using DeployCrew.Web.Access;
using DeployCrew.Web.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace DeployCrew.Web.Security;

/// <summary>Errors as answers: problem details (RFC 9457) with our code and remedy. The web's root, and one of the places where everything is caught.</summary>
internal sealed class ErrorAnswers(RequestDelegate next, Concealment concealment)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            // What routing and binding refuse has a status and nothing else.
            if (context.Response is { HasStarted: false, ContentType: null, ContentLength: null, StatusCode: 404 or 405 or 413 or 415 })
                await AnswerAsync(context, context.Response.StatusCode, context.Response.StatusCode == StatusCodes.Status404NotFound
                    ? WebErrors.NoSuchPage(context.Request.Path) : WebErrors.BadRequest(ReasonPhrases.GetReasonPhrase(context.Response.StatusCode)));
        }
        catch (DeployError error) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, StatusOf(error), error);
        }
        catch (BadHttpRequestException error) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, error.StatusCode, WebErrors.BadRequest(error.Message));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Who asked is gone.
        }
        catch (Exception bug) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, StatusCodes.Status500InternalServerError, InternalErrors.Bug(bug, null));
        }
    }

    private async Task AnswerAsync(HttpContext context, int status, DeployError error)
    {
        AuditTrail.Explain(context, error.Code);
        context.Response.StatusCode = status;
        if (context.Request.WantsPage())
        {
            await new RazorComponentResult<ErrorPage>(new { Status = status, error.Code, Message = concealment.In(error.Message), Remedy = concealment.In(error.Remedy) })
            {
                StatusCode = status,
            }.ExecuteAsync(context);
            return;
        }

        context.Response.ContentType = "application/problem+json";
        var problem = concealment.Json(new
        {
            type = "about:blank",
            status,
            title = error.Message,
            code = error.Code,
            remedy = error.Remedy,
            details = error.Code == "DC9001" ? [] : error.Details, // a stack is for the log
            problems = (error as InvalidInputError)?.Diagnostics.Select(Api.Problem.Of),
        });
        await context.Response.WriteAsync(problem!.ToJsonString(JsonFormat.Compact), context.RequestAborted);
    }

    private static int StatusOf(DeployError error) => error.Code switch
    {
        "DC9006" or "DC9103" or "DC9124" or "DC9125" or "DC9126" or "DC4066" => StatusCodes.Status404NotFound,
        "DC9005" or "DC9014" or "DC9120" => StatusCodes.Status409Conflict,
        "DC9104" => StatusCodes.Status400BadRequest,
        "DC9105" => StatusCodes.Status413PayloadTooLarge,
        "DC9106" or "DC9145" or "DC9146" or "DC9148" or "DC9154" => StatusCodes.Status403Forbidden,
        "DC9144" => StatusCodes.Status401Unauthorized,
        "DC9147" => StatusCodes.Status429TooManyRequests,
        "DC9152" or "DC9202" or "DC9206" => StatusCodes.Status503ServiceUnavailable,
        "DC9153" => StatusCodes.Status408RequestTimeout,
        "DC9155" => StatusCodes.Status400BadRequest,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}
