namespace DeployCrew.Core.Ports;

/// <summary>Who the credentials in use belong to (STS GetCallerIdentity).</summary>
public interface ICallerIdentity
{
    /// <summary>Asks the cloud.</summary>
    Task<CallerIdentity> GetAsync(CancellationToken cancellationToken);
}

/// <summary>An AWS identity.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Arn">ARN of the user or role session.</param>
public sealed record CallerIdentity(string Account, string Arn);
