using System.CommandLine;
using DeployCrew.Core.Access;
using DeployCrew.Core.Ports;
using DeployCrew.Teams;
using Microsoft.Extensions.DependencyInjection;

namespace DeployCrew.Cli.Commands;

/// <summary>Where tokens and the audit trail are: this machine, or a team's store.</summary>
internal sealed class AccessPlace : IAsyncDisposable
{
    private readonly TeamAccess? team;

    private AccessPlace(TeamAccess? team, IServiceProvider services)
    {
        this.team = team;
        Store = team?.Store ?? services.GetRequiredService<IAccessStore>();
        Tokens = new AccessTokens(Store, services.GetRequiredService<TimeProvider>());
    }

    public IAccessStore Store { get; }

    public AccessTokens Tokens { get; }

    public static async Task<AccessPlace> OpenAsync(ParseResult parsed, Option<string?> store, IServiceProvider services, CancellationToken cancellationToken) =>
        new(parsed.GetValue(store) is { } address ? await TeamAccess.OpenAsync(address, cancellationToken) : null, services);

    public async ValueTask DisposeAsync()
    {
        if (team is not null)
            await team.DisposeAsync();
    }
}
