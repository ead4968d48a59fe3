using System.Security.Cryptography;
using System.Text;
using DeployCrew.Core.Errors;

namespace DeployCrew.Cli.GitHub;

/// <summary>The one comment of a pull request that each job of a kind writes over.</summary>
internal sealed class StickyComment(GitHubApi api, TimeProvider time)
{
    /// <summary>What finds the comment again: the same for the same kind of job, requirements file and environment.</summary>
    public static string Marker(JobMode mode, string requirements, string? environment)
    {
        var identity = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{requirements}\n{environment}")))[..16];
        return $"<!-- deploycrew:{mode.ToString().ToLowerInvariant()}:{identity} -->\n";
    }

    /// <summary>Writes it, or writes over it. After an answer that was lost it is looked for again, so that there is one.</summary>
    /// <param name="number">The pull request.</param>
    /// <param name="marker">From <see cref="Marker"/>.</param>
    /// <param name="text">The rest.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeployError">DC8010: the token may not comment. DC8011: no answer, four times.</exception>
    public Task PutAsync(int number, string marker, string text, CancellationToken cancellationToken) => Attempts.MakeAsync(
        async () =>
        {
            var edited = await FindAsync(number, marker, cancellationToken) is { } id && await api.EditCommentAsync(id, marker + text, cancellationToken);
            if (!edited)
                await api.AddCommentAsync(number, marker + text, cancellationToken);
            return edited;
        },
        time, cancellationToken);

    // Anybody can write a comment with our marker; only our own is written over.
    private async Task<long?> FindAsync(int number, string marker, CancellationToken cancellationToken)
    {
        string? viewer = null;
        await foreach (var comment in api.CommentsAsync(number, cancellationToken))
        {
            if (comment.Body?.StartsWith(marker.TrimEnd(), StringComparison.Ordinal) is true
                && comment.User?.Login == (viewer ??= await api.ViewerAsync(cancellationToken)))
                return comment.Id;
        }

        return null;
    }
}
