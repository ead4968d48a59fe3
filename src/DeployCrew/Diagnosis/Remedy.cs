namespace DeployCrew.Diagnosis;

/// <summary>What a diagnosis proposes. Nothing of it is done by the diagnosis: it goes through requirements, plan and approval like every other change.</summary>
public enum Remedy
{
    /// <summary>It is over, or was wanted.</summary>
    NothingToDo,

    /// <summary>The same again, now or after a while.</summary>
    Retry,

    /// <summary>Wait for somebody else's work to end, then again.</summary>
    WaitForOther,

    /// <summary>Raise the task's memory.</summary>
    RaiseMemory,

    /// <summary>Raise the task's disk.</summary>
    RaiseDisk,

    /// <summary>Make port in requirements and app the same, on all addresses.</summary>
    FixPort,

    /// <summary>Name a health path that the app answers with 200.</summary>
    FixHealthPath,

    /// <summary>Give the app more time to start.</summary>
    RaiseGracePeriod,

    /// <summary>Ask AWS for a higher quota, or free what is not needed.</summary>
    RequestQuota,

    /// <summary>Take over what is there already, or give it another name.</summary>
    AdoptExistingResource,

    /// <summary>Go back to the earlier version.</summary>
    RollBack,

    /// <summary>Correct the Dockerfile.</summary>
    EditDockerfile,

    /// <summary>Bring manifest and lock file together.</summary>
    FixDependencyLock,

    /// <summary>Correct a dependency's name, version or source.</summary>
    FixDependency,

    /// <summary>Have one permission granted.</summary>
    AddPermission,

    /// <summary>Ask whoever keeps the account's policies: they deny it on purpose.</summary>
    AskAdministrator,

    /// <summary>Set a variable or secret.</summary>
    SetVariable,

    /// <summary>Correct the app's code or its start command.</summary>
    FixApp,

    /// <summary>Ask whoever owns the registry, or sign in to it.</summary>
    AskRegistryOwner,

    /// <summary>Name an image that is there.</summary>
    FixImageReference,

    /// <summary>Build for the processor that the tasks run on.</summary>
    BuildForPlatform,

    /// <summary>Sign in again.</summary>
    RenewCredentials,

    /// <summary>Correct DNS, the hosted zone or the certificate.</summary>
    FixDomain,

    /// <summary>Correct routes, security groups or name resolution.</summary>
    FixNetwork,

    /// <summary>Correct requirements or the bundle.</summary>
    FixRequirements,

    /// <summary>Free space, or start what does not run, on the machine that builds.</summary>
    FixMachine,

    /// <summary>Make sure that nobody holds the state's lock, then release it.</summary>
    ReleaseLock,
}
