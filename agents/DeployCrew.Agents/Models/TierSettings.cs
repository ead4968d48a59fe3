namespace DeployCrew.Agents.Models;

/// <summary>One model of the settings.</summary>
/// <param name="Model">Its name at the endpoint; for Azure the deployment's.</param>
/// <param name="InputPerMillion">US dollars per million tokens of prompt; null where nobody said what it costs.</param>
/// <param name="OutputPerMillion">US dollars per million tokens of answer.</param>
public sealed record TierSettings(string Model, decimal? InputPerMillion = null, decimal? OutputPerMillion = null)
{
    /// <summary>Whether what it costs is known.</summary>
    public bool IsPriced => InputPerMillion is not null && OutputPerMillion is not null;

    /// <summary>What an answer cost in US dollars, or null where that is not known.</summary>
    public decimal? Price(long inputTokens, long outputTokens) =>
        ((inputTokens * InputPerMillion) + (outputTokens * OutputPerMillion)) / 1_000_000;
}
