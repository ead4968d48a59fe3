using System.Text.Json.Serialization;

namespace DeployCrew.Core.Runs;

/// <summary>What a run was asked to do; journaled as its first entry.</summary>
/// <param name="RequirementsFile">Full path of the requirements file.</param>
/// <param name="App">Full path of the app's folder or zip, or null: a small service is generated.</param>
/// <param name="Project">Project name from the requirements.</param>
/// <param name="Environment">Name of the environment.</param>
/// <param name="Target">local | aws.</param>
public sealed record RunRequest(string RequirementsFile, string? App, string Project, string Environment, string Target)
{
    /// <summary>Hash of the approved plan that the run applies; null: it applies what it finds.</summary>
    public string? Plan { get; init; }

    /// <summary>Stack engine: pulumi | terraform | tofu; null is the target's own.</summary>
    public string? Engine { get; init; }

    /// <summary>Whether the run's folder has requirements and app itself, because another machine may carry it out.</summary>
    public bool HasInputs { get; init; }

    /// <summary>Whether the run waits, after each deployment, until nothing of the service moves any more.</summary>
    public bool UntilStable { get; init; }

    /// <summary>Set when the run goes back to an earlier version, instead of bringing out a new one.</summary>
    public RollbackRequest? Rollback { get; init; }

    /// <summary>Whether the run only says what another one would do, and changes nothing.</summary>
    public bool PlanOnly { get; init; }

    /// <summary>Set when the run destroys its environment.</summary>
    public DestroyRequest? Destroy { get; init; }

    /// <summary>Whether it brings a version out, by the whole pipeline. Where plans are to be approved, that is what they are approved for: a way back cannot wait,
    /// what is only planned changes nothing, and a destruction is confirmed by its name.</summary>
    [JsonIgnore]
    public bool BringsOut => this is { Rollback: null, PlanOnly: false, Destroy: null };

    /// <summary>Logical names of stateful resources that may be deleted or replaced.</summary>
    public IReadOnlyList<string> AcceptedLosses { get; init; } = [];

    /// <summary>Whether nothing outside this machine may be changed: the run ends before the first tool that would.</summary>
    public bool ReadOnly { get; init; }

    /// <summary>What the tools that change the world need; null: an approved plan where the environment asks for one, else nothing.</summary>
    public ApprovalMode? Approval { get; init; }

    /// <summary>Full path of the settings of the models that play its agents; null: what the environment of whoever carries it out names, else rules.</summary>
    public string? Models { get; init; }

    /// <summary>Name of what carries the agents' conversation: deploycrew | semantic-kernel; null: the latter with a model where the build has it, else the former.</summary>
    public string? Orchestrator { get; init; }

    /// <summary>Whether deletions and replacements may go ahead that no change of the requirements explains.</summary>
    public bool AcceptUnexplained { get; init; }
}
