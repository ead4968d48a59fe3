namespace DeployCrew.Teams;

/// <summary>How a worker works.</summary>
/// <param name="Name">Its name among the team's workers.</param>
/// <param name="Targets">Targets that it can reach: local, aws.</param>
/// <param name="AtOnce">How many runs it carries out at once.</param>
/// <param name="HoldsFor">How long a claim holds unless it is renewed: after this a run of a worker that is gone is taken over.</param>
public sealed record WorkerOptions(string Name, IReadOnlyList<string> Targets, int AtOnce, TimeSpan HoldsFor);
