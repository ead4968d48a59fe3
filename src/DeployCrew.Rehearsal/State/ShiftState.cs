using System.Text.Json.Serialization;
using DeployCrew.Rehearsal.Ecs;

namespace DeployCrew.Rehearsal.State;

/// <summary>Where a deployment that shifts traffic stands.</summary>
internal sealed class ShiftState
{
    /// <summary>ECS's lifecycle stage; null before the first.</summary>
    public string? Stage { get; set; }

    /// <summary>When it came there.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>Shifts of production traffic that were made.</summary>
    public int Steps { get; set; }

    /// <summary>When the last of them was made; null before that of the present stage.</summary>
    public DateTimeOffset? MovedAt { get; set; }

    /// <summary>Percent of production traffic that the new revision gets.</summary>
    public double Production { get; set; }

    /// <summary>Percent of test traffic that the new revision gets.</summary>
    public double Test { get; set; }

    /// <summary>Tasks that the revision before is kept at.</summary>
    public int SourceCount { get; set; }

    /// <summary>All traffic at once: nothing serves before, or nothing that could be compared with.</summary>
    public bool Straight { get; init; }

    /// <summary>Pauses that there were so far.</summary>
    public List<HookState> Hooks { get; init; } = [];

    /// <summary>Whether only time or somebody's answer brings it on.</summary>
    [JsonIgnore]
    public bool IsWaiting => Stage == LifecycleStage.BakeTime || MovedAt is not null || Hooks.Exists(hook => hook.Status == PauseHooks.Awaiting);

    public void Enter(string stage, DateTimeOffset now) => (Stage, Since, MovedAt) = (stage, now, null);
}
