using System.Text.Json.Nodes;

namespace DeployCrew.Rehearsal.State;

/// <summary>A cluster or service that is gone.</summary>
/// <param name="At">Since when.</param>
/// <param name="Json">How ECS describes it.</param>
internal sealed record DepartedState(DateTimeOffset At, JsonObject Json);
