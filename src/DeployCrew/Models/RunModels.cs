using DeployCrew.Agents.Conversations;
using DeployCrew.Agents.Models;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;

namespace DeployCrew.Models;

/// <summary>The models of a run: its budget counts what its earlier sessions have spent.</summary>
internal static class RunModels
{
    /// <summary>Opens them; null when the run goes by rules.</summary>
    /// <exception cref="DeployError">The settings have problems, or their key is not there.</exception>
    public static ModelHost? Open(Run run, TimeProvider time) => ModelFile.Load(run.Request.Models) is { } settings
        ? ModelHost.Open(settings, Environment.GetEnvironmentVariable, Before(run.Journal, settings), time) : null;

    /// <summary>What they took; null when there are none.</summary>
    public static ModelUsage? UsageOf(ModelHost? models)
    {
        if (models is null)
            return null;
        var calls = models.Ledger.Calls;
        return new ModelUsage(
            calls.Count, calls.Sum(call => call.InputTokens), calls.Sum(call => call.OutputTokens), calls.All(call => call.Dollars is not null) ? calls.Sum(call => call.Dollars) : null);
    }

    private static IEnumerable<ModelCall> Before(Journal journal, ModelSettings settings)
    {
        foreach (var answer in RecordedConversation.Read(journal.Entries, []).SelectMany(one => one.Steps).Select(step => step.Data).OfType<CrewAnswer>().Where(answer => answer.Model is not null))
        {
            var tier = answer.Model == settings.Large.Model ? ModelTier.Large : ModelTier.Small;
            var (input, output) = (answer.InputTokens ?? 0, answer.OutputTokens ?? 0);
            yield return new ModelCall(ModelTask.Crew.Name, tier, answer.Model!, input, output, settings[tier].Price(input, output), false);
        }
    }
}
