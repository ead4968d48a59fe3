using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Whether environments have something: all of them, some, or none. Only where they differ does the program have a condition.</summary>
/// <param name="Any">Whether any environment has it.</param>
/// <param name="Condition">The flag that says which; null where all have it, or none.</param>
internal sealed record Presence(bool Any, ConfigurationKey? Condition)
{
    /// <param name="stack">Where the flag is declared, if there has to be one.</param>
    /// <param name="document">The environments.</param>
    /// <param name="flag">Its name.</param>
    /// <param name="description">What it decides.</param>
    /// <param name="has">Whether an environment has it.</param>
    /// <param name="requires">What every environment that has it has, too.</param>
    public static Presence Of(
        StackBuilder stack, RequirementsDocument document, string flag, string description, Func<EnvironmentRequirements, bool> has,
        Presence? requires = null)
    {
        var with = document.Environments.Values.Count(has);
        return new(with > 0, with == 0 || with == document.Environments.Count ? null
            : stack.Configure(flag, ConfigurationKind.Flag, description, scope => has(scope.Requirements), requires?.Condition?.Name));
    }

    /// <summary>What it is where environments have it, and what elsewhere.</summary>
    public Value Choose(Func<Value> here, Func<Value> elsewhere) => Condition is { } condition
        ? new Choice(condition.Name, here(), elsewhere())
        : Any ? here() : elsewhere();

    /// <summary>Whether it is there, as a value.</summary>
    public Value Flag => Condition ?? (Value)Any;

    public ResourceOptions Options => new() { When = Condition?.Name };
}
