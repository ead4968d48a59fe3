namespace DeployCrew.Agents.Crew;

/// <summary>What a tool does to the world.</summary>
public enum ToolEffect
{
    /// <summary>It only looks.</summary>
    Reads,

    /// <summary>It writes files of this machine: the run's folder, caches.</summary>
    WritesLocally,

    /// <summary>It changes what others see: an account, a registry, a service.</summary>
    ChangesWorld,
}
