using DeployCrew.Core.Stages;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Linting.Secrets;
using DeployCrew.Images.Sources;

namespace DeployCrew.Pipeline;

/// <summary>Takes the source in and finds out what each service is.</summary>
internal sealed class PlanStage : IStage
{
    public string Name => StageNames.Plan;

    public IReadOnlyList<string> DependsOn => [];

    public TimeSpan Timeout => TimeSpan.FromMinutes(5);

    public async Task RunAsync(StageContext context, CancellationToken cancellationToken)
    {
        var generated = context.Request.App is null;
        var source = generated
            ? await SourceIntake.GenerateNodeServiceAsync(context.Folder.Source, context.Request.Project, cancellationToken)
            : await new SourceIntake().OpenAsync(context.Request.App!, context.Folder.Source, cancellationToken);
        if (generated)
            context.Progress("no app was given: a small Node service was generated");
        var services = new SortedDictionary<string, PlannedService>(StringComparer.Ordinal);
        foreach (var (name, service) in context.Services())
        {
            var app = AppDetector.Detect(Path.Combine(source.Folder, service.Source), service);
            ContextSecrets.Refuse(Path.Combine(source.Folder, service.Source), app, log: null);
            services[name] = new PlannedService(service.Source, app.Summary, [.. app.Evidence.Select(one => one.ToString())]);
            context.Progress($"{name}: {app.Summary} (by {app.Places})");
        }

        context.Set(Outputs.Plan, new PlannedRun(source.Sha256, generated, services));
        context.Summary = string.Join("; ", services.Select(service => $"{service.Key}: {service.Value.App}"));
    }
}
