using DeployCrew.Agents.Models;
using DeployCrew.Core.Errors;

namespace DeployCrew.Models;

/// <summary>Where the settings of models are: the file that a command names, else <c>$DEPLOYCREW_MODELS</c>; without either there is no model.</summary>
public static class ModelFile
{
    /// <summary>The settings, or null when no model is configured.</summary>
    /// <exception cref="InvalidInputError">The file has problems.</exception>
    public static ModelSettings? Load(string? given) => Path(given) is { } path ? ModelSettingsReader.Load(path) : null;

    /// <summary>The models, opened for one command.</summary>
    /// <param name="given">The file that the command names.</param>
    /// <param name="what">What needs them, for the error.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="DeployError">DC2031: no model is configured; DC2024: its key is not there.</exception>
    public static ModelHost Open(string? given, string what, TimeProvider time) =>
        ModelHost.Open(Load(given) ?? throw ModelErrors.NoModel(what), Environment.GetEnvironmentVariable, [], time);

    private static string? Path(string? given) => given ?? (Environment.GetEnvironmentVariable("DEPLOYCREW_MODELS") is { Length: > 0 } path ? path : null);
}
