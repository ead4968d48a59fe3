namespace DeployCrew.Cli.GitHub;

/// <summary>What a job is for.</summary>
internal enum JobMode
{
    /// <summary>Tells what would happen; changes nothing.</summary>
    Plan,

    /// <summary>Deploys and verifies.</summary>
    Run,
}
