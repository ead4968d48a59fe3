namespace DeployCrew.Core.Ports;

/// <summary>Files in the bucket that stacks keep their state in (S3).</summary>
public interface IStateArchive
{
    /// <summary>Whether the bucket is there and these credentials may use it.</summary>
    Task<bool> ExistsAsync(string bucket, CancellationToken cancellationToken);

    /// <summary>A file; null when there is none.</summary>
    Task<byte[]?> ReadAsync(string bucket, string key, CancellationToken cancellationToken);

    /// <summary>Keys below a prefix, in order.</summary>
    Task<IReadOnlyList<string>> ListAsync(string bucket, string prefix, CancellationToken cancellationToken);

    /// <summary>Deletes a file; one that is not there is fine.</summary>
    Task DeleteAsync(string bucket, string key, CancellationToken cancellationToken);

    /// <summary>Writes a file, replacing it; the bucket keeps the earlier versions.</summary>
    Task WriteAsync(string bucket, string key, byte[] content, CancellationToken cancellationToken);
}
