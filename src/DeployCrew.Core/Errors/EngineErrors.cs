namespace DeployCrew.Core.Errors;

/// <summary>DC405x: stack engines.</summary>
public static class EngineErrors
{
    /// <summary>The engine could not create, update or delete a resource.</summary>
    public static DeployError ResourceFailed(string type, string name, string code, string message, IReadOnlyList<string>? details = null) => new("DC4050",
        $"{type} '{name}' could not be applied: {code}: {message}", "Read the message above, correct what it names, and resume the run; what was applied stays.",
        details);

    /// <summary>The local cloud did not start.</summary>
    public static DeployError LocalCloudNotStarted(string reason, IReadOnlyList<string> log) => new("DC4051",
        $"The local cloud did not start: {reason}", "Read its log below; 'deploycrew local logs' shows all of it.", log);

    /// <summary>The local cloud is asked for, and does not run.</summary>
    public static DeployError LocalCloudDown() => new("DC4052", "The local cloud does not run.", "Start it with 'deploycrew local up'.");

    /// <summary>A fault that the local cloud cannot be asked for.</summary>
    public static DeployError NoSuchFault(IReadOnlyList<string> problems) => new("DC4090",
        $"There is no such fault: {string.Join(' ', problems)}", "'deploycrew local fault add --help' lists kinds and options.");

    /// <summary>No such engine.</summary>
    public static DeployError UnknownEngine(string engine) => new("DC4053",
        $"There is no stack engine '{engine}'.", "Choose one with --engine: pulumi, terraform or tofu.");

    /// <summary>The account has no place for the state of stacks yet.</summary>
    public static DeployError NotBootstrapped(string bucket) => new("DC4059",
        $"The state bucket '{bucket}' is not there, or not for these credentials.", "'deploycrew bootstrap' makes it, once per account and project.");

    /// <summary>The bucket is there, and the state of the stack that made it is not.</summary>
    public static DeployError BootstrapStateLost(string bucket, string folder) => new("DC4044",
        $"The bucket '{bucket}' is there already, and the state of the stack that made it is neither in {folder} nor in the bucket.",
        "Copy the folder from the machine that bootstrapped, or import the bucket and its key into a new state.");

    /// <summary>The local cloud applies stacks itself.</summary>
    public static DeployError EngineOfLocal(string engine) => new("DC4045",
        $"The local cloud applies stacks itself, not with '{engine}'.", "Leave --engine away, or give --target aws.");

    /// <summary>Another operation holds the stack's lock, or one that died left it behind.</summary>
    /// <param name="stack"><c>project/environment</c>.</param>
    /// <param name="owner">Who holds it, since when, as the engine wrote it down.</param>
    public static DeployError Locked(string stack, string owner) => new("DC4054",
        $"The state of {stack} is locked: {owner}.",
        "Wait for it to end. When its owner is known to be dead: 'deploycrew unlock --env ENVIRONMENT' shows the lock, and breaks it when its id is given.");

    /// <summary>Something in the stack must not be deleted.</summary>
    public static DeployError Protected(string environment, IReadOnlyList<string> resources) => new("DC4055",
        $"{environment} has protected resources: {string.Join(", ", resources)}.",
        "Nothing was deleted. To destroy their data too: 'deploycrew destroy --include-protected-data'.");

    /// <summary>The engine's program is not there, or too old.</summary>
    public static DeployError ProgramMissing(string program, string why) => new("DC4056",
        $"The stack engine needs '{program}': {why}", $"Install {program} and put it on PATH, or choose another engine with --engine.");

    /// <summary>The engine ended without having done what it was to do.</summary>
    /// <param name="engine">pulumi | terraform | tofu.</param>
    /// <param name="operation">preview | apply | destroy | …</param>
    /// <param name="cause">What its events or diagnostics say.</param>
    /// <param name="details">All of them, one each.</param>
    public static DeployError EngineFailed(string engine, string operation, string cause, IReadOnlyList<string> details) => new("DC4057",
        $"{engine} {operation} failed: {cause}", "Correct what is named below, and run it again; what was applied stays in the state.", details);

    /// <summary>The engine wrote something that is not what it is documented to write.</summary>
    public static DeployError UnreadableOutput(string engine, string what) => new("DC4058",
        $"The output of {engine} cannot be read: {what}", $"Check the version of {engine}.");
}
