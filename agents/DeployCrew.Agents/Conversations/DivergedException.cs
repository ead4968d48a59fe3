namespace DeployCrew.Agents.Conversations;

/// <summary>What was recorded is not what comes now.</summary>
/// <param name="sequence">The recorded entry's number; null when there is none.</param>
/// <param name="recorded">What it says.</param>
/// <param name="expected">What would have to be there.</param>
internal sealed class DivergedException(long? sequence, string recorded, string expected)
    : Exception($"{(sequence is null ? "at its end" : $"entry {sequence}")}: recorded is {recorded}, expected was {expected}")
{
    public long? Sequence => sequence;

    public string Recorded => recorded;

    public string Expected => expected;
}
