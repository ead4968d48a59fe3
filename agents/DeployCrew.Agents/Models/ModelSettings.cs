namespace DeployCrew.Agents.Models;

/// <summary>Which models there are, for which tasks, and what they may spend.</summary>
/// <param name="Endpoint">Base address of an OpenAI-compatible API, such as <c>https://api.openai.com/v1</c>.</param>
/// <param name="Large">The model for what needs thought.</param>
public sealed record ModelSettings(Uri Endpoint, TierSettings Large)
{
    /// <summary>Name of the environment variable that holds the key; null: the endpoint takes none. The key itself is never in a file.</summary>
    public string? Key { get; init; }

    /// <summary>The model for what is simple; null: the large one does it, too.</summary>
    public TierSettings? Small { get; init; }

    /// <summary>Tasks, by name, that another tier than their own does.</summary>
    public IReadOnlyDictionary<string, ModelTier> Tasks { get; init; } = new Dictionary<string, ModelTier>();

    /// <summary>What may be spent.</summary>
    public ModelBudget Budget { get; init; } = new();

    /// <summary>How long one answer may take, with everything that is tried again for it.</summary>
    public int TimeoutSeconds { get; init; } = 120;

    /// <summary>How often one answer is asked for when the endpoint fails.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>The tier that a task begins with.</summary>
    public ModelTier TierOf(ModelTask task) => Tasks.TryGetValue(task.Name, out var tier) ? tier : task.Tier;

    /// <summary>The model of a tier.</summary>
    public TierSettings this[ModelTier tier] => tier == ModelTier.Small ? Small ?? Large : Large;
}
