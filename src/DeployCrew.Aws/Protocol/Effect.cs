namespace DeployCrew.Aws.Protocol;

/// <summary>What it would mean to make a call a second time, when nobody knows whether the first one arrived.</summary>
internal enum Effect
{
    /// <summary>It would be done twice: the call is repeated only where the service refused it, or was never reached.</summary>
    Once,

    /// <summary>It reads, or puts a state that is the same afterwards, or carries a token by which the service knows it again.</summary>
    Repeatable,
}
