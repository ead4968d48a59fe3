namespace DeployCrew.Simulation;

/// <summary>What a part of a fault's text can be.</summary>
internal enum FaultPart
{
    Version, Share, Length, Moment, Name,
}
