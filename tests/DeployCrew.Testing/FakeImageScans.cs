using DeployCrew.Core.Ports;

namespace DeployCrew.Testing;

/// <summary>The twin of <see cref="IImageScans"/>: one answer after the other, the last one again and again.</summary>
/// <param name="answers">What is known each time it is asked; null: of no scan.</param>
public sealed class FakeImageScans(params ImageScan?[] answers) : IImageScans
{
    private int asked;
    private int started;

    /// <summary>How often a scan was asked for.</summary>
    public int Started => started;

    /// <summary>Whether the scanner takes the image.</summary>
    public bool Takes { get; init; } = true;

    /// <inheritdoc/>
    public Task<ImageScan?> FindAsync(string repository, string digest, CancellationToken cancellationToken) =>
        Task.FromResult(answers[Math.Min(Interlocked.Increment(ref asked), answers.Length) - 1]);

    /// <inheritdoc/>
    public Task<bool> StartAsync(string repository, string digest, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref started);
        return Task.FromResult(Takes);
    }
}
