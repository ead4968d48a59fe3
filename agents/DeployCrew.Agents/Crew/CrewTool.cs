using System.Text.Json;
using DeployCrew.Agents.Conversations;
using DeployCrew.Core.Json;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Crew;

/// <summary>
/// Something that an agent can have done. Its one argument names the environment, and must be the run's own: what a tool acts on is decided by the
/// run, never by a model. It is a declaration: nobody but <see cref="CrewRails"/> can carry it out.
/// </summary>
/// <param name="id">Id in agent definitions, such as <c>stack.provision</c>.</param>
/// <param name="description">What it does, for the model and for whoever is asked whether it may.</param>
/// <param name="effect">What it does to the world.</param>
/// <param name="environment">The run's environment.</param>
/// <param name="action">Does it. A failure is an outcome, not an exception.</param>
public sealed class CrewTool(string id, string description, ToolEffect effect, string environment, Func<CancellationToken, Task<ToolOutcome>> action)
    : AIFunctionDeclaration
{
    private readonly JsonShape shape = JsonShape.Parse($$$"""
        {"type":"object","properties":{"environment":{"type":"string","description":"Name of the environment of this run.","enum":[{{{JsonSerializer.Serialize(environment)}}}]}},
        "required":["environment"],"additionalProperties":false}
        """);

    /// <summary>Id in agent definitions.</summary>
    public string Id => id;

    /// <summary>What it does to the world.</summary>
    public ToolEffect Effect => effect;

    /// <inheritdoc/>
    public override string Name => id.Replace('.', '_');

    /// <inheritdoc/>
    public override string Description => description;

    /// <inheritdoc/>
    public override JsonElement JsonSchema => shape.Schema;

    /// <summary>Everything that speaks against the arguments of a call.</summary>
    internal IReadOnlyList<string> ProblemsOf(CrewCall call) => call.ProblemsWith(shape);

    internal Task<ToolOutcome> RunAsync(CancellationToken cancellationToken) => action(cancellationToken);
}
