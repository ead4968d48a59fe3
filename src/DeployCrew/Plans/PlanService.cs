using System.Security.Cryptography;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Plans;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Images.Building;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Registry;
using DeployCrew.Infra.Cost;
using DeployCrew.Infra.Engines;
using DeployCrew.Pipeline;
using DeployCrew.Targets;

namespace DeployCrew.Plans;

/// <summary>Makes plans, and tells whether one still describes what would happen. Builds images, and changes nothing on the target.</summary>
public sealed class PlanService
{
    private readonly TargetFactory targets;
    private readonly PlanStore plans;
    private readonly IProcessRunner processes;
    private readonly Home home;
    private readonly TimeProvider time;

    internal PlanService(TargetFactory targets, PlanStore plans, IProcessRunner processes, Home home, TimeProvider time)
    {
        this.targets = targets;
        this.plans = plans;
        this.processes = processes;
        this.home = home;
        this.time = time;
    }

    /// <summary>Plans a run: preview, images, and every reason against it. The plan is kept, so that it can be approved and applied.</summary>
    /// <param name="request">The run.</param>
    /// <param name="validFor">How long the plan can be applied.</param>
    /// <param name="progress">Told of what takes time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<DeploymentPlan> MakeAsync(
        RunRequest request, TimeSpan validFor, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        var document = RequirementsReader.Load(request.RequirementsFile).Document;
        var (binding, assessment) = await BindAsync(request, document, progress, cancellationToken);
        var now = time.GetUtcNow();
        var record = new PlanRecord(
            binding.Hash(), binding, request, assessment.Lines(), now, now + validFor, NeedsApproval(request, document, assessment.Previous), null);
        if (assessment.Refusals.Count == 0)
            record = plans.Save(record);
        return new(
            record, [.. assessment.Preview.Changes.Where(change => change.Kind != ChangeKind.Same)], assessment.Preview.Count(ChangeKind.Same),
            assessment.Findings, PlanCost.Of(document, assessment.Previous, request.Environment),
            [.. assessment.Refusals.Select(refusal => refusal.ToReport())], assessment.Previous is not null || assessment.Preview.IsStateEmpty);
    }

    // Taking approval away is a change that has to be approved, too: whoever may write the requirements could let himself in otherwise.
    internal static bool NeedsApproval(RunRequest request, RequirementsDocument written, RequirementsDocument? applied) =>
        written.Environments[request.Environment].Approval == "required" || applied?.Environments[request.Environment].Approval == "required";

    /// <summary>Finds that a plan may be applied and still says what would happen.</summary>
    /// <exception cref="DeployError">DC4064 it differs, DC4065 it has expired, DC4066 or DC4067 it is not known, DC4068 it is not approved.</exception>
    internal async Task<PlanRecord> CheckAsync(RunRequest request, RequirementsDocument document, CancellationToken cancellationToken)
    {
        if (request.Plan is null)
            throw PlanErrors.NotApproved(request.Environment, null);
        var plan = plans.Find(request.Plan);
        plans.Require(plan);
        var (now, assessment) = await BindAsync(request, document, null, cancellationToken);
        var differences = plan.Binding.DifferencesTo(now);
        return differences.Count == 0 ? plan : throw PlanErrors.Differs(plan.Hash, [.. differences, .. Moved(plan.Changes, assessment.Lines())]);
    }

    /// <summary>Changes that only one of two previews has.</summary>
    internal static IEnumerable<string> Moved(IReadOnlyList<string> approved, IReadOnlyList<string> now) =>
        approved.Except(now, StringComparer.Ordinal).Select(line => $"no longer: {line}")
            .Concat(now.Except(approved, StringComparer.Ordinal).Select(line => $"not approved: {line}"));

    private async Task<(PlanBinding Binding, StackAssessment Assessment)> BindAsync(
        RunRequest request, RequirementsDocument document, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        await using var source = await ProjectSource.OpenAsync(document, request.RequirementsFile, request.App, null, cancellationToken);
        var target = await targets.OpenAsync(request, document, cancellationToken);
        var assessment = await new StackAssessor(target, time).AssessAsync(request, document, cancellationToken);
        var images = await BuildAsync(source, target, ResolvedServices.In(document, request.Environment), progress, cancellationToken);
        var requirements = await File.ReadAllBytesAsync(request.RequirementsFile, cancellationToken);
        var binding = new PlanBinding(
            request.Project, request.Environment, request.Target, target.Stacks.Name, assessment.Account, document.Region, document.Deploy.Strategy,
            Convert.ToHexStringLower(SHA256.HashData(requirements)), source.Bundle.Hash, assessment.PreviewHash(), images, request.AcceptedLosses);
        return (binding, assessment);
    }

    private async Task<IReadOnlyDictionary<string, string>> BuildAsync(
        ProjectSource source, DeployTarget target, IReadOnlyList<KeyValuePair<string, ServiceRequirements>> services, IProgress<string>? progress, CancellationToken cancellationToken)
    {
        using var engine = DockerEngine.FromEnvironment();
        using var http = RegistryClient.NewHttpClient();
        var images = new ServiceImages(Builders.For(target, engine, processes, http, time), target, home);
        var digests = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, service) in services)
        {
            progress?.Report($"building {name}");
            var folder = Path.Combine(source.Source.Folder, service.Source);
            var image = await images.BuildAsync(name, service, folder, folder + ".image", null, cancellationToken);
            digests[name] = image.Digest;
        }

        return digests;
    }
}
