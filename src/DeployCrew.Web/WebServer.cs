using DeployCrew.Core.Access;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Plans;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Runs;
using DeployCrew.Environments;
using DeployCrew.Reports;
using DeployCrew.Runs;
using DeployCrew.Teams;
using DeployCrew.Web.Access;
using DeployCrew.Web.Api;
using DeployCrew.Web.Pages;
using DeployCrew.Web.Runs;
using DeployCrew.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace DeployCrew.Web;

/// <summary>The web page and its HTTP API.</summary>
public static class WebServer
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(20);

    /// <summary>Serves until it is told to end; runs that are under way are cancelled then, and can be resumed.</summary>
    /// <param name="options">Where.</param>
    /// <param name="services">DeployCrew's services.</param>
    /// <param name="started">Told of the address once it answers.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeployError">DC9101 others can come, and it is not made safe for them, DC9102 it cannot be listened on.</exception>
    public static async Task RunAsync(WebOptions options, IServiceProvider services, Action<Uri> started, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(started);
        await using var app = await StartAsync(options, services, cancellationToken);
        started(AddressOf(app));
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            using var limit = new CancellationTokenSource(LongestStop);
            await app.StopAsync(limit.Token);
        }
    }

    internal static async Task<WebApplication> StartAsync(WebOptions options, IServiceProvider services, CancellationToken cancellationToken)
    {
        var access = options.Team?.Access ?? services.GetRequiredService<IAccessStore>();
        var tokens = new AccessTokens(access, services.GetRequiredService<TimeProvider>());
        await Exposure.CheckAsync(options, tokens, cancellationToken);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => Listener.Configure(kestrel, options, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddRouting();
        builder.Services.AddRazorComponents();
        builder.Services.AddDescription();
        builder.Services.AddSingleton(options);
        foreach (var type in new[] { typeof(RunStore), typeof(RunService), typeof(PlanStore), typeof(SecretService), typeof(Home), typeof(TimeProvider) })
            builder.Services.AddSingleton(type, services.GetRequiredService(type));
        builder.Services.AddSingleton(access);
        builder.Services.AddSingleton(tokens);
        AddRuns(builder.Services, options.Team);
        builder.Services.AddSingleton<Uploads>();
        builder.Services.AddSingleton<PlanShelf>();
        builder.Services.AddSingleton(provider => new Concealment(provider.GetRequiredService<Home>()));
        builder.Services.AddAccess(options, services.GetRequiredService<Home>());
        var app = builder.Build();
        app.UseMiddleware<SecurityHeaders>(); // errors have them, too
        app.UseMiddleware<AuditTrail>();
        app.UseMiddleware<ErrorAnswers>();
        app.UseOrigin(options);
        app.UseRouting();
        app.UseAccess();
        AccessApi.Map(app);
        SignInRoutes.Map(app, options);
        app.MapOpenApi(Description.Path).ForViewers();
        ProjectsApi.Map(app);
        RunsApi.Map(app);
        PlansApi.Map(app);
        BundlesApi.Map(app);
        EventsApi.Map(app);
        PageRoutes.Map(app);
        BundleRoutes.Map(app);
        try
        {
            await app.StartAsync(cancellationToken);
            return app;
        }
        catch (IOException error)
        {
            await app.DisposeAsync();
            throw WebErrors.CannotListen($"{options.Address}:{options.Port}", error);
        }
    }

    private static void AddRuns(IServiceCollection services, Team? team)
    {
        if (team is null)
        {
            services.AddSingleton<IRunDirector, RunDirector>();
            return;
        }

        services.AddSingleton(team);
        services.AddSingleton<RunMirror>();
        services.AddSingleton<IRunDirector, TeamRunDirector>();
        services.AddHostedService<Mirroring>();
    }

    internal static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
}
