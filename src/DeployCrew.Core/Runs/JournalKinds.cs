namespace DeployCrew.Core.Runs;

/// <summary>The kinds of journal entries.</summary>
public static class JournalKinds
{
    /// <summary>First entry; data is the <see cref="RunRequest"/>.</summary>
    public const string RunStarted = "run.started";

    /// <summary>A killed or cancelled run goes on.</summary>
    public const string RunResumed = "run.resumed";

    /// <summary>Ctrl-C: the run can be resumed.</summary>
    public const string RunCancelled = "run.cancelled";

    /// <summary>Last entry; data is the run's report.</summary>
    public const string RunEnded = "run.ended";

    /// <summary>A stage begins.</summary>
    public const string StageStarted = "stage.started";

    /// <summary>A stage has ended; data is the <see cref="Stages.StageResult"/>.</summary>
    public const string StageEnded = "stage.ended";

    /// <summary>Where a stage stands, for people.</summary>
    public const string Progress = "stage.progress";

    /// <summary>Where a rollout stood; data is its sample.</summary>
    public const string RolloutSample = "rollout.sample";

    /// <summary>What an analysis of the new version found; data is its sample.</summary>
    public const string RolloutAnalysis = "rollout.analysis";

    /// <summary>A value for later stages.</summary>
    public const string Output = "stage.output";

    /// <summary>A conversation of the agents begins; data says who was asked for what, and by what rules.</summary>
    public const string ConversationStarted = "agent.conversation.started";

    /// <summary>An agent's answer: what it said, and the calls that it picked.</summary>
    public const string AgentAnswered = "agent.answered";

    /// <summary>An agent was told what it did wrong; key is what it called.</summary>
    public const string AgentCorrected = "agent.corrected";

    /// <summary>Somebody who was asked let a call of an agent go ahead; key is the tool.</summary>
    public const string ToolApproved = "agent.tool.approved";

    /// <summary>An agent's call is carried out; key is the tool, data names the call of its answer.</summary>
    public const string ToolCalled = "agent.tool.called";

    /// <summary>What the tool returned.</summary>
    public const string ToolReturned = "agent.tool.returned";

    /// <summary>An agent handed the work on; key is the receiver.</summary>
    public const string HandedOff = "agent.handoff";

    /// <summary>The conversation was stopped by something outside it, and can be gone on with; data is the error.</summary>
    public const string ConversationStopped = "agent.conversation.stopped";

    /// <summary>The conversation has ended; data is its summary, or the error that the agents made.</summary>
    public const string ConversationEnded = "agent.conversation.ended";
}
