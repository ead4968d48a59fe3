using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Environments;
using DeployCrew.Runs;
using DeployCrew.Web.Api;

namespace DeployCrew.Web.Runs;

/// <summary>What somebody asks for, as a run's request.</summary>
internal static class RunRequests
{
    /// <summary>A run with what was uploaded, or one that applies a plan.</summary>
    /// <exception cref="DeployError">DC9104 it names no target or engine, DC9103 no upload, DC1902 no environment, DC4066 no plan.</exception>
    public static RunRequest Of(StartRequest body, Uploads uploads, PlanShelf plans)
    {
        if (body.Plan is { } hash)
            return plans.Find(hash).Request with { Plan = hash };
        if (body.Target is not ("local" or "aws"))
            throw WebErrors.BadRequest($"the target '{body.Target}' is neither local nor aws");
        if (body.Engine is not (null or "pulumi" or "terraform" or "tofu"))
            throw WebErrors.BadRequest($"the engine '{body.Engine}' is none of pulumi, terraform, tofu");
        var upload = uploads.Find(body.Upload ?? throw WebErrors.BadRequest("it names neither an upload nor a plan"));
        var document = RequirementsReader.Load(upload.RequirementsFile).Document;
        var environment = body.Environment ?? throw WebErrors.BadRequest("it names no environment");
        if (!document.Environments.ContainsKey(environment))
            throw InputErrors.UnknownEnvironment(environment, [.. document.Environments.Keys.Order(StringComparer.Ordinal)]);
        return new RunRequest(upload.RequirementsFile, upload.App, document.Project, environment, body.Target) { Engine = body.Engine };
    }

    /// <summary>The way back in the environment of a run.</summary>
    public static RunRequest Rollback(RunFolder run, RollbackBody body) => Of(run) with { Rollback = new RollbackRequest(Text(body.To), Text(body.Service)) };

    /// <summary>The end of the environment of a run.</summary>
    /// <exception cref="DeployError">DC4083: its name was not typed.</exception>
    public static RunRequest Destroy(RunFolder run, DestroyBody body)
    {
        var request = Of(run);
        DestroyService.Require(request, body.Confirm);
        return request with { Destroy = new DestroyRequest(body.Confirm!, body.IncludeProtected) };
    }

    // By the run's own copy of the requirements: what was uploaded may be gone.
    private static RunRequest Of(RunFolder run)
    {
        var earlier = RunStore.RequestOf(run);
        return new RunRequest(run.RequirementsFile, null, earlier.Project, earlier.Environment, earlier.Target) { Engine = earlier.Engine };
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
