using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;

namespace DeployCrew.Runs;

/// <summary>Has runs carried out, by this process or by a team's workers.</summary>
public interface IRunDirector
{
    /// <summary>Starts a run.</summary>
    /// <param name="request">What to do; its requirements have been checked.</param>
    /// <returns>The run's name, as soon as it has one.</returns>
    /// <exception cref="DeployError">It could not even begin.</exception>
    Task<string> StartAsync(RunRequest request);

    /// <summary>Goes on with a run.</summary>
    /// <param name="id">Its name.</param>
    /// <exception cref="DeployError">DC9006 there is none of that name, DC9014 it is under way.</exception>
    Task<string> ResumeAsync(string id);

    /// <summary>Asks a run to stop between two steps; it can be resumed.</summary>
    /// <returns>Whether it was under way.</returns>
    Task<bool> CancelAsync(string id);

    /// <summary>Whether somebody works on it.</summary>
    RunActivity ActivityOf(string id);

    /// <summary>Why a run that has a name could not begin, or go on; null when it could.</summary>
    ErrorReport? RefusalOf(string id);
}
