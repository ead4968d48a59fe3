using System.Text.RegularExpressions;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Core.Access;

/// <summary>Making, finding and ending tokens.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="time">Clock.</param>
public sealed partial class AccessTokens(IAccessStore store, TimeProvider time)
{
    // When somebody was here last is for tidying up, not for watching people; and not every request is a write.
    private static readonly TimeSpan Coarse = TimeSpan.FromHours(1);

    /// <summary>Makes one.</summary>
    /// <returns>Its text, which nobody can get at again.</returns>
    /// <exception cref="DeployError">DC9149 the name is taken, DC9150 it is no name.</exception>
    public async Task<string> CreateAsync(string name, AccessScope scope, TimeSpan? validFor, string by, CancellationToken cancellationToken)
    {
        if (!Name().IsMatch(name))
            throw AccessErrors.TokenName(name);
        var (text, now) = (TokenText.Create(), time.GetUtcNow());
        var token = new AccessToken(name, scope, TokenText.Hash(text), now, by, now + validFor, null);
        await store.ChangeAsync(name, old => old is null ? token : throw AccessErrors.TokenNameTaken(name), cancellationToken);
        return text;
    }

    /// <summary>Ends one, at once.</summary>
    /// <exception cref="DeployError">DC9151 there is none of that name.</exception>
    public async Task RevokeAsync(string name, CancellationToken cancellationToken)
    {
        if (await store.ChangeAsync(name, _ => null, cancellationToken) is null)
            throw AccessErrors.TokenUnknown(name);
    }

    /// <summary>The live token that a text opens, or null.</summary>
    public async Task<AccessToken?> FindAsync(string text, CancellationToken cancellationToken)
    {
        if (!TokenText.IsWellFormed(text))
            return null;
        var now = time.GetUtcNow();
        if (TokenText.Match(text, await store.TokensAsync(cancellationToken)) is not { } token || !token.IsLive(now))
            return null;
        var hour = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Coarse.Ticks), TimeSpan.Zero);
        if (token.LastUsedAt is not { } last || last < hour)
            await store.ChangeAsync(token.Name, old => old?.Hash == token.Hash ? old with { LastUsedAt = hour } : old, cancellationToken);
        return token;
    }

    /// <summary>Whether there is one that opens something.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return (await store.TokensAsync(cancellationToken)).Any(token => token.IsLive(now));
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]{0,62}\\z")]
    private static partial Regex Name();
}
