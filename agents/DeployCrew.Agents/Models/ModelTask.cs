namespace DeployCrew.Agents.Models;

/// <summary>Something that a model is asked for.</summary>
/// <param name="Name">Name in the settings, and in what is recorded.</param>
/// <param name="Tier">The smallest tier that serves it, unless the settings say otherwise.</param>
public sealed record ModelTask(string Name, ModelTier Tier)
{
    /// <summary>Plays the agents of a run: picks among few tools.</summary>
    public static readonly ModelTask Crew = new("crew", ModelTier.Small);

    /// <summary>Reads of an app's files what it is.</summary>
    public static readonly ModelTask Detect = new("detect", ModelTier.Small);

    /// <summary>Explains a plan to whoever reviews it.</summary>
    public static readonly ModelTask Explain = new("explain", ModelTier.Small);

    /// <summary>Proposes a Dockerfile.</summary>
    public static readonly ModelTask Dockerfile = new("dockerfile", ModelTier.Large);

    /// <summary>Writes requirements from a sentence.</summary>
    public static readonly ModelTask Draft = new("draft", ModelTier.Large);

    /// <summary>Finds out why a run failed.</summary>
    public static readonly ModelTask Diagnose = new("diagnose", ModelTier.Large);

    /// <summary>Every task.</summary>
    public static IReadOnlyList<ModelTask> All { get; } = [Crew, Detect, Explain, Dockerfile, Draft, Diagnose];
}
