namespace DeployCrew.Core.Stages;

/// <summary>The typed hand-over from one stage to later ones. The value is journaled as JSON, so <typeparamref name="T"/> is a plain record.</summary>
/// <typeparam name="T">What the stage hands over.</typeparam>
/// <param name="Name">Key in the journal.</param>
public sealed record OutputKey<T>(string Name);
