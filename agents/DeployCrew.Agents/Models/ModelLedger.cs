using DeployCrew.Core.Errors;

namespace DeployCrew.Agents.Models;

/// <summary>What a run has spent on models, held against its budget. Safe for several threads.</summary>
/// <param name="budget">What it may spend.</param>
/// <param name="before">What was spent before a run was resumed.</param>
public sealed class ModelLedger(ModelBudget budget, IEnumerable<ModelCall> before)
{
    private readonly List<ModelCall> calls = [.. before];

    /// <summary>Every answer so far.</summary>
    public IReadOnlyList<ModelCall> Calls
    {
        get
        {
            lock (calls)
                return [.. calls];
        }
    }

    /// <summary>Tokens that are left.</summary>
    public long TokensLeft => budget.Tokens - Calls.Sum(call => call.InputTokens + call.OutputTokens);

    /// <summary>Dollars that are left; null without a budget in dollars.</summary>
    public decimal? DollarsLeft => budget.Dollars - Calls.Sum(call => call.Dollars ?? 0);

    /// <summary>Notes an answer.</summary>
    public void Add(ModelCall call)
    {
        lock (calls)
            calls.Add(call);
    }

    /// <summary>Whether a prompt can still be sent; how long its answer may be.</summary>
    /// <param name="tier">The model, for its price.</param>
    /// <param name="promptTokens">About how long the prompt is.</param>
    /// <param name="wanted">The longest answer that is wanted, in tokens.</param>
    /// <returns>Tokens of the answer.</returns>
    /// <exception cref="DeployError">DC2028: the budget does not allow for it.</exception>
    public int Allow(TierSettings tier, long promptTokens, int wanted)
    {
        var left = TokensLeft - promptTokens;
        if (DollarsLeft is { } dollars)
        {
            var afterPrompt = dollars - tier.Price(promptTokens, 0)!.Value;
            var affordable = tier.OutputPerMillion is > 0 ? afterPrompt / tier.OutputPerMillion.Value * 1_000_000 : long.MaxValue;
            left = afterPrompt <= 0 ? 0 : (long)Math.Min(left, affordable);
        }

        // An answer that is cut off after a few words helps nobody, and costs.
        return left >= Math.Min(wanted, ShortestAnswer) ? (int)Math.Min(left, wanted) : throw ModelErrors.BudgetSpent(budget.Tokens, budget.Dollars, Spent());
    }

    /// <summary>What was spent, in a few words: <c>12,340 tokens in 7 answers, 0.0312 dollars</c>.</summary>
    public string Spent()
    {
        var all = Calls;
        var dollars = all.Count > 0 && all.All(call => call.Dollars is not null) ? FormattableString.Invariant($", {all.Sum(call => call.Dollars):0.####} dollars") : "";
        return FormattableString.Invariant($"{all.Sum(call => call.InputTokens + call.OutputTokens):N0} tokens in {all.Count} answer(s){dollars}");
    }

    private const int ShortestAnswer = 256;
}
