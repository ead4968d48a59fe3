namespace DeployCrew.Diagnosis.Signatures;

/// <summary>What a container's exit code says, where nothing says more.</summary>
internal static class ExitSignatures
{
    public static IReadOnlyList<Signature> All { get; } =
    [
        new("exit-127", Rank.General, Remedy.EditDockerfile,
            @"exit(ed)?( with)?( \()?[ :]*(status|code)?[ :]*127\b|""ExitCode""?: ?127\b")
        {
            Cause = "The start command calls a program that the image does not have (exit code 127).",
            Advice = "Correct the start command, or install the program in the image.",
            Reference = References.EcsTaskStopped,
            Sample = "Essential container in task exited (exit code 127)",
            PrintedBy = "ECS, stoppedReason",
        },
        new("exit-126", Rank.General, Remedy.EditDockerfile,
            @"exit(ed)?( with)?( \()?[ :]*(status|code)?[ :]*126\b|""ExitCode""?: ?126\b")
        {
            Cause = "The start command names a file that may not be executed (exit code 126).",
            Advice = "Make the file executable in the Dockerfile.",
            Reference = References.EcsTaskStopped,
            Sample = "Essential container in task exited (exit code 126)",
            PrintedBy = "ECS, stoppedReason",
        },
        new("exit-137", Rank.General, Remedy.RaiseMemory,
            @"exit(ed)?( with)?( \()?[ :]*(status|code)?[ :]*137\b|""ExitCode""?: ?137\b")
        {
            Cause = "The container was killed (SIGKILL, exit code 137): mostly for memory, or because it did not end within its stop timeout.",
            Advice = "Compare its memory with what the task has, and raise it; else see that the app ends on SIGTERM.",
            Reference = References.EcsTaskStopped,
            Sample = "Essential container in task exited (exit code 137)",
            PrintedBy = "ECS, stoppedReason",
        },
        new("exit-139", Rank.General, Remedy.FixApp,
            @"exit(ed)?( with)?( \()?[ :]*(status|code)?[ :]*139\b|Segmentation fault|SIGSEGV|""ExitCode""?: ?139\b")
        {
            Cause = "The app crashed in native code (SIGSEGV, exit code 139).",
            Advice = "Look for native libraries that do not fit the base image (musl and glibc), and for their versions.",
            Reference = References.EcsTaskStopped,
            Sample = "Essential container in task exited (exit code 139)",
            PrintedBy = "ECS, stoppedReason",
        },
        new("exit-143", Rank.Consequence, Remedy.NothingToDo,
            @"exit(ed)?( with)?( \()?[ :]*(status|code)?[ :]*143\b|""ExitCode""?: ?143\b")
        {
            Cause = "The container was asked to end (SIGTERM, exit code 143), and did.",
            Advice = "Look for who stopped the task: a deployment, scaling or a failed health check.",
            Reference = References.EcsTaskStopped,
            Sample = "Essential container in task exited (exit code 143)",
            PrintedBy = "ECS, stoppedReason",
        },
        new("exit-app", Rank.General, Remedy.FixApp,
            @"(essential )?container in task exited.*exit code:? [12]\b|exit(ed with)? (code|status):? ?1\b")
        {
            Cause = "The app ended with an error when it started (exit code 1).",
            Advice = "Read the last lines of the task's log; the app says there why it ended.",
            Reference = References.EcsTaskStopped,
            Sample = "Essential container in task exited (exit code 1)",
            PrintedBy = "ECS, stoppedReason",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("exit-0", Rank.General, Remedy.FixApp,
            @"container in task exited.*exit code:? 0\b")
        {
            Cause = "The app ended at once, without an error: it does not stay in the foreground.",
            Advice = "Start the server itself in the foreground, not a script that starts it and ends.",
            Reference = References.EcsTaskStopped,
            Sample = "Essential container in task exited (exit code 0)",
            PrintedBy = "ECS, stoppedReason",
            Stages = ["rollout", "verify", "rollback"],
        },
    ];
}
