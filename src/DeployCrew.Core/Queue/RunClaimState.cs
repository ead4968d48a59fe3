namespace DeployCrew.Core.Queue;

/// <summary>What a worker hears when it renews its claim.</summary>
public enum RunClaimState
{
    /// <summary>It holds.</summary>
    Held,

    /// <summary>It holds, and somebody asks to cancel the run.</summary>
    CancelAsked,

    /// <summary>Another worker has the run.</summary>
    Lost,
}
