using DeployCrew.Access;
using DeployCrew.Aws.Builds;
using DeployCrew.Aws.Configuration;
using DeployCrew.Building;
using DeployCrew.Core.Access;
using DeployCrew.Core.Plans;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Core.Runs;
using DeployCrew.Diagnosis;
using DeployCrew.Doctor;
using DeployCrew.Environments;
using DeployCrew.Images.Docker;
using DeployCrew.Images.Proposals;
using DeployCrew.Plans;
using DeployCrew.Preflight;
using DeployCrew.Proposing;
using DeployCrew.Rehearsal.Hosting;
using DeployCrew.Rollouts;
using DeployCrew.Runs;
using DeployCrew.Targets;
using DeployCrew.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace DeployCrew;

/// <summary>The composition of the whole.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Adds DeployCrew. What is registered already (a home, a clock) is left as it is.</summary>
    public static IServiceCollection AddDeployCrew(this IServiceCollection services, DeployCrewOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(_ => Home.Locate());
        services.TryAddSingleton<IProcessRunner, SystemProcessRunner>();
        services.TryAddSingleton(_ => AwsConfiguration.Load());
        services.AddSingleton(options);
        services.AddSingleton<RunStore>();
        services.AddSingleton<ReplayService>();
        services.AddSingleton<DiagnosisService>();
        services.AddSingleton(provider => new LocalCloudProcess(
            provider.GetRequiredService<Home>().LocalCloud, options.Program, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<StackEngines>();
        services.AddSingleton<TargetFactory>();
        services.AddSingleton(provider => new BootstrapService(
            provider.GetRequiredService<StackEngines>(), provider.GetRequiredService<Home>()));
        services.AddSingleton(provider => new DestroyService(provider.GetRequiredService<TargetFactory>(), provider.GetRequiredService<Home>()));
        services.AddSingleton(provider => new SecretService(provider.GetRequiredService<TargetFactory>()));
        services.AddSingleton(provider => new DriftService(provider.GetRequiredService<TargetFactory>()));
        services.AddSingleton(provider => new CompareService(provider.GetRequiredService<TargetFactory>()));
        services.AddSingleton(provider => new PreflightService(provider.GetRequiredService<TargetFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ProgramVersions>();
        services.AddSingleton(provider => new DoctorService(
            new MachineChecks(provider.GetRequiredService<Home>(), provider.GetRequiredService<ProgramVersions>(), provider.GetRequiredService<IProcessRunner>()), new EngineChecks(provider.GetRequiredService<ProgramVersions>()),
            new AwsChecks(provider.GetRequiredService<AwsConfiguration>()), new BuilderChecks(provider.GetRequiredService<AwsConfiguration>(), BuildSettings.FromEnvironment),
            provider.GetRequiredService<LocalCloudProcess>()));
        services.AddSingleton(provider => new RolloutService(provider.GetRequiredService<TargetFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new VerifyService(provider.GetRequiredService<TargetFactory>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new LockService(provider.GetRequiredService<TargetFactory>()));
        services.AddSingleton(provider => new BuildService(
            provider.GetRequiredService<IProcessRunner>(), provider.GetRequiredService<Home>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(PermittedBases.Standard);
        services.TryAddSingleton(_ => DockerEngine.FromEnvironment());
        services.AddSingleton(provider => new DockerfileService(
            new DockerTrial(provider.GetRequiredService<DockerEngine>(), provider.GetRequiredService<TimeProvider>(), TrialLimits.Standard), provider.GetRequiredService<PermittedBases>()));
        services.AddSingleton(provider => new BillService(
            provider.GetRequiredService<BuildService>(), provider.GetRequiredService<IProcessRunner>(), provider.GetRequiredService<Home>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IConfirmation, NobodyToAsk>();
        services.TryAddSingleton<IAccessStore, FileAccessStore>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<PlanStore>();
        services.AddSingleton(provider => new PlanService(
            provider.GetRequiredService<TargetFactory>(), provider.GetRequiredService<PlanStore>(), provider.GetRequiredService<IProcessRunner>(),
            provider.GetRequiredService<Home>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new RunService(
            provider.GetRequiredService<RunStore>(), provider.GetRequiredService<Home>(), provider.GetRequiredService<TargetFactory>(), provider.GetRequiredService<PlanService>(),
            provider.GetRequiredService<DestroyService>(), provider.GetRequiredService<IProcessRunner>(), provider.GetRequiredService<TimeProvider>())
        {
            Confirmation = provider.GetRequiredService<IConfirmation>(),
            Orchestrations = options.Orchestrations,
        });
        return services;
    }
}
