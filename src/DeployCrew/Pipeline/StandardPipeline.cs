using DeployCrew.Agents.Crew;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Runs;
using DeployCrew.Core.Stages;
using DeployCrew.Images.Registry;
using DeployCrew.Targets;
using DeployCrew.Verification;

namespace DeployCrew.Pipeline;

/// <summary>The standard pipeline: seven stages, and the tools by which the agents run them.</summary>
internal static class StandardPipeline
{
    /// <summary>plan → generate → provision, plan → build, both → push → rollout → verify.</summary>
    public static StageGraph Stages(DeployTarget target, ServiceImages images, ImageDocuments documents, RegistryClient registry, TimeProvider time)
    {
        var probe = new HttpsProbe(time);
        var evidence = new RolloutEvidence(target.Rollouts, target.TargetHealth, target.Logs, probe, time);
        return new StageGraph(
        [
            new PlanStage(),
            new GenerateStage(),
            new ProvisionStage(target, time),
            new BuildStage(images, documents, time),
            new PushStage(target.Contracts, target.Registry, registry),
            new RolloutStage(target.Contracts, target.Rollouts, new RolloutWatch(target.Rollouts, evidence, time),
                new DeployedImages(target.Registry, registry),
                new ImageGate(target.Registry, registry, new ScanGate(target.Scans, time, hasScanner: !target.RunsOnThisMachine), anyArchitecture: target.RunsOnThisMachine)),
            new VerifyStage(target.Contracts, target.Caller, new ServiceVerification(target.Rollouts, target.TargetHealth, probe), time),
        ]);
    }

    /// <summary>The tools that agents/*.yaml name.</summary>
    public static IReadOnlyList<CrewTool> Tools(StageEngine engine, RunRequest request, Func<string> describeRequirements)
    {
        CrewTool Stage(string id, string description, string stage) => new(id, description, request.Environment, async cancellationToken =>
        {
            var result = await engine.RunAsync(stage, cancellationToken);
            return new ToolOutcome(
                result.Status.ToString().ToLowerInvariant(), result.Error is { } error ? $"{error.Code} {error.Message}" : result.Summary ?? "", result.Error);
        });
        return
        [
            new CrewTool("requirements.read", "Reads the requirements of this run.", request.Environment,
                _ => Task.FromResult(new ToolOutcome("done", describeRequirements(), null))),
            Stage("run.plan", "Takes the app in, finds out what each service is, and plans the run.", StageNames.Plan),
            Stage("stack.generate", "Generates the infrastructure project and the review bundle.", StageNames.Generate),
            Stage("stack.provision", "Applies the stack of the environment.", StageNames.Provision),
            Stage("image.build", "Builds the image of each service.", StageNames.Build),
            Stage("image.push", "Pushes the images to the registry, by digest.", StageNames.Push),
            Stage("service.rollout", "Rolls the pushed images out and watches the service deployments to their end.", StageNames.Rollout),
            Stage("service.verify", "Asks the live endpoint, compares what runs with what was pushed, and writes the evidence.", StageNames.Verify),
        ];
    }
}
