namespace DeployCrew.Core.Ports;

/// <summary>The parameter store that holds the contract between infrastructure and delivery (SSM Parameter Store).</summary>
public interface IContractStore
{
    /// <summary>All parameters below a path, by their name without that path and its slash; empty when there are none.</summary>
    /// <param name="path">Such as <c>/hello/dev</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<IReadOnlyDictionary<string, string>> ReadAsync(string path, CancellationToken cancellationToken);

    /// <summary>Writes one parameter, replacing its value.</summary>
    /// <param name="name">Full name, such as <c>/hello/dev/services/web/image</c>.</param>
    /// <param name="value">At most 4 KiB.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task WriteAsync(string name, string value, CancellationToken cancellationToken);

    /// <summary>Deletes parameters by their full names; those that are not there are fine.</summary>
    Task DeleteAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken);
}
