namespace DeployCrew.Agents.Models;

/// <summary>How much a model costs and can do: each task names the smallest that serves it, and goes up only when its answer fails a check.</summary>
public enum ModelTier { Small, Large }
