using System.Text.Json;
using DeployCrew.Core.Errors;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Crew;

/// <summary>
/// Something that an agent can do to the world. Its one argument names the environment, and must be the run's own: what a tool acts on is
/// decided by the run, never by a model.
/// </summary>
/// <param name="id">Id in agent definitions, such as <c>stack.provision</c>.</param>
/// <param name="description">What it does, for the model.</param>
/// <param name="environment">The run's environment.</param>
/// <param name="action">Does it.</param>
public sealed class CrewTool(string id, string description, string environment, Func<CancellationToken, Task<ToolOutcome>> action) : AIFunction
{
    private static readonly JsonElement Schema = JsonDocument.Parse(
        """{"type":"object","properties":{"environment":{"type":"string","description":"Name of the environment of this run."}},"required":["environment"],"additionalProperties":false}""")
        .RootElement.Clone();

    /// <summary>Id in agent definitions.</summary>
    public string Id => id;

    /// <inheritdoc/>
    public override string Name => id.Replace('.', '_');

    /// <inheritdoc/>
    public override string Description => description;

    /// <inheritdoc/>
    public override JsonElement JsonSchema => Schema;

    /// <summary>Reads the arguments of a call.</summary>
    /// <exception cref="DeployError">DC2003: they are not those of this tool and run.</exception>
    public void Check(string agent, IDictionary<string, object?>? arguments)
    {
        if (arguments?.Keys.FirstOrDefault(name => name != "environment") is { } stray)
            throw AgentErrors.InvalidArguments(agent, id, $"there is no argument '{stray}'");
        if (arguments is null || !arguments.TryGetValue("environment", out var given))
            throw AgentErrors.InvalidArguments(agent, id, "'environment' is missing");
        var text = given is JsonElement { ValueKind: JsonValueKind.String } json ? json.GetString() : given as string;
        if (text != environment)
            throw AgentErrors.InvalidArguments(agent, id, $"'environment' must be '{environment}' (was '{text ?? given?.ToString() ?? "null"}')");
    }

    /// <summary>Does it. A failure is an outcome, not an exception.</summary>
    public Task<ToolOutcome> RunAsync(CancellationToken cancellationToken) => action(cancellationToken);

    /// <inheritdoc/>
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        Check("caller", arguments);
        return await RunAsync(cancellationToken);
    }
}

/// <summary>What a tool says to the agent that called it.</summary>
/// <param name="Status">done | failed | skipped.</param>
/// <param name="Summary">What was done, or why not.</param>
/// <param name="Error">The error of a failure.</param>
public sealed record ToolOutcome(string Status, string Summary, ErrorReport? Error)
{
    /// <summary>It was done.</summary>
    public bool IsDone => Status == "done";
}
