using DeployCrew.Agents.Crew;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Images.Registry;
using DeployCrew.Rollouts;
using DeployCrew.Targets;
using DeployCrew.Verification;

namespace DeployCrew.Pipeline;

/// <summary>The standard pipeline: seven stages, and the tools by which the agents run them.</summary>
internal static class StandardPipeline
{
    /// <summary>plan → generate → provision, plan → build, both → push → rollout → verify.</summary>
    public static StageGraph Stages(
        DeployTarget target, RequirementsDocument document, ServiceImages images, ImageDocuments documents, RegistryClient registry, EvidenceFiles files, IProcessRunner processes, TimeProvider time)
    {
        var probe = new HttpsProbe(time);
        return new StageGraph(
        [
            new PlanStage(),
            new GenerateStage(),
            new ProvisionStage(target, time),
            new BuildStage(images, documents, time),
            new PushStage(target.Contracts, target.Registry, registry),
            new RolloutStage(target.Contracts, target.Rollouts, Releases(target, probe, processes, time), new DeployedImages(target.Registry, registry), ImageGate.Of(target, registry, time),
                RolloutStage.LimitOf(document.Deploy, document.Services.Count)),
            new VerifyStage(target.Contracts, target.Caller, new ServiceVerification(target.Rollouts, target.TargetHealth, target.Weights, probe), files, time),
        ]);
    }

    /// <summary>What brings releases out on a target.</summary>
    public static Releases Releases(DeployTarget target, IEndpointProbe probe, IProcessRunner processes, TimeProvider time) => new(
        new RolloutStart(target.Rollouts, time),
        new RolloutWatch(
            target.Rollouts, new RolloutLook(target.Rollouts, target.TargetHealth, time), new RolloutEvidence(target.Rollouts, target.Logs, probe, time),
            new TrafficGate(target.Contracts, target.Rollouts), time),
        new Stability(target.Rollouts, target.TargetHealth, time),
        new Analyses(target.Metrics, probe, processes, time));

    /// <summary>The tools that agents/*.yaml name.</summary>
    /// <param name="request">The run.</param>
    /// <param name="describe">The requirements in a line.</param>
    /// <param name="run">Runs a stage.</param>
    /// <param name="buildsElsewhere">Whether images may be built by a machine of the account.</param>
    public static IReadOnlyList<CrewTool> Tools(
        RunRequest request, Func<string> describe, Func<string, CancellationToken, Task<StageResult>> run, bool buildsElsewhere)
    {
        CrewTool Stage(string id, ToolEffect effect, string description, string stage) => new(id, description, effect, request.Environment, async cancellationToken =>
        {
            var result = await run(stage, cancellationToken);
            return new ToolOutcome(
                result.Status.ToString().ToLowerInvariant(), result.Error is { } error ? $"{error.Code} {error.Message}" : result.Summary ?? "", result.Error);
        });
        return
        [
            new CrewTool("requirements.read", "Reads the requirements of this run.", ToolEffect.Reads, request.Environment,
                _ => Task.FromResult(new ToolOutcome("done", describe()))),
            Stage("run.plan", ToolEffect.WritesLocally, "Takes the app in, finds out what each service is, and plans the run.", StageNames.Plan),
            Stage("stack.generate", ToolEffect.WritesLocally, "Generates the infrastructure project and the review bundle.", StageNames.Generate),
            Stage("stack.provision", ToolEffect.ChangesWorld, "Applies the stack of the environment.", StageNames.Provision),
            Stage("image.build", buildsElsewhere ? ToolEffect.ChangesWorld : ToolEffect.WritesLocally, "Builds the image of each service.", StageNames.Build),
            Stage("image.push", ToolEffect.ChangesWorld, "Pushes the images to the registry, by digest.", StageNames.Push),
            Stage("service.rollout", ToolEffect.ChangesWorld, "Rolls the pushed images out and watches the service deployments to their end.", StageNames.Rollout),
            // When all is well it notes in the environment's contract which image is live.
            Stage("service.verify", ToolEffect.ChangesWorld, "Asks the live endpoint, compares what runs with what was pushed, writes the evidence, and notes what is live.", StageNames.Verify),
        ];
    }
}
