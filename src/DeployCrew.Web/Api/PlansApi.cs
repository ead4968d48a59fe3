using DeployCrew.Core.Json;
using DeployCrew.Reports;
using DeployCrew.Runs;
using DeployCrew.Web.Access;
using DeployCrew.Web.Runs;
using DeployCrew.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeployCrew.Web.Api;

/// <summary><c>/api/v1/plans</c>: what a run would do, and somebody's word that it may.</summary>
internal static class PlansApi
{
    private static readonly TimeSpan ApprovalHolds = TimeSpan.FromHours(24);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/v1/plans", async (StartRequest body, Uploads uploads, PlanShelf plans, IRunDirector director) =>
            Json(new StartedRun(await director.StartAsync(RunRequests.Of(body with { Plan = null }, uploads, plans) with { PlanOnly = true })), StatusCodes.Status202Accepted))
            .Operation("makePlan", "Starts a run that only says what another one would do.", 400, 404, 409, 422).Produces<StartedRun>(StatusCodes.Status202Accepted).ForOperators();
        app.MapGet("/api/v1/plans/{hash}", (string hash, PlanShelf plans, Concealment concealment) =>
            Json(concealment.In(PlanSummary.Of(plans.Find(hash)))))
            .Operation("getPlan", "A plan by its hash.", 404).Produces<PlanSummary>().ForViewers();
        app.MapPost("/api/v1/plans/{hash}/approve", (HttpContext context, string hash, PlanShelf plans, Concealment concealment) =>
            Json(concealment.In(PlanSummary.Of(plans.Approve(hash, ApprovalHolds, NameOf(context))))))
            .Operation("approvePlan", "Records that somebody has read a plan, and that it may be applied.", 404, 422).Produces<PlanSummary>().ForApprovers();
    }

    // Without authentication it is whoever this process belongs to.
    private static string? NameOf(HttpContext context) => context.User.Identity is { IsAuthenticated: true, Name: { Length: > 0 } name } ? name : null;

    private static IResult Json(object value, int status = StatusCodes.Status200OK) => Results.Json(value, JsonFormat.Compact, statusCode: status);
}
