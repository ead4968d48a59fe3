using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Queue;

/// <summary>Where a run of the team stands.</summary>
/// <param name="Id">The run.</param>
/// <param name="State">Whether it waits, is worked on, or has come to rest.</param>
/// <param name="Entries">How many entries its journal has.</param>
/// <param name="Snapshots">How many artifacts there are of its files.</param>
/// <param name="Worker">Who works on it, or null.</param>
/// <param name="Refusal">Why it could not begin or go on, or null.</param>
public sealed record SharedRun(string Id, SharedRunState State, long Entries, int Snapshots, string? Worker, ErrorReport? Refusal);
