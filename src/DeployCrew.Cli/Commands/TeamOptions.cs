using System.CommandLine;
using DeployCrew.Core.Errors;
using DeployCrew.Teams;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary>Options that say what a team shares.</summary>
internal sealed class TeamOptions
{
    public Option<string?> Store { get; } = new("--store") { Description = "the team's PostgreSQL: postgres://USER@HOST:PORT/DATABASE; or DEPLOYCREW_STORE. The password: PGPASSWORD or PGPASSFILE", DefaultValueFactory = _ => Variable("DEPLOYCREW_STORE") };

    public Option<string?> Artifacts { get; } = new("--artifacts") { Description = "where the runs' files are: s3://BUCKET/PREFIX, or a folder that all machines share; or DEPLOYCREW_ARTIFACTS", DefaultValueFactory = _ => Variable("DEPLOYCREW_ARTIFACTS") };

    public void AddTo(Command command)
    {
        command.Add(Store);
        command.Add(Artifacts);
    }

    /// <summary>The team; null: nothing names one.</summary>
    public async Task<Team?> OpenAsync(ParseResult parsed, IServiceProvider services, CancellationToken cancellationToken) => (parsed.GetValue(Store), parsed.GetValue(Artifacts)) switch
    {
        (null, null) => null,
        ({ } store, { } artifacts) => await Team.OpenAsync(store, artifacts, services.GetRequiredService<TimeProvider>(), cancellationToken),
        _ => throw TeamErrors.StoreNeedsArtifacts(),
    };

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
