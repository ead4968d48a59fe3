namespace DeployCrew.Core.Ports;

/// <summary>Where the values of secrets are kept. They are written only: what reads them are the tasks.</summary>
public interface ISecretValues
{
    /// <summary>Keeps a value, encrypted; one that was there is replaced.</summary>
    /// <param name="name">Full name of the parameter, such as <c>/shop-secrets/dev/web/API_KEY</c>.</param>
    /// <param name="value">At most 4 KiB.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task WriteAsync(string name, Secret value, CancellationToken cancellationToken);
}
