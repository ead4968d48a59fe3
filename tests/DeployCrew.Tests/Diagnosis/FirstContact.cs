namespace DeployCrew.Tests.Diagnosis;

/// <summary>
/// What the rules said when they met the labelled failures for the first time. The first 86 met the rules of commit 462af51, which were then improved by
/// what they had missed; the 13 after them met those improved rules. It is history, and does not change.
/// </summary>
internal static class FirstContact
{
    public const int FirstSet = 86;
    public const int SecondSet = 13;

    /// <summary>Harmful remedies in both.</summary>
    public const int Harmful = 0;

    /// <summary>Failures by number whose cause was wrong or not known.</summary>
    public static IReadOnlyList<int> Wrong { get; } = [11, 12, 35, 42, 45, 47, 50, 52, 55, 57, 58, 62, 73, 77, 81, 87, 93];

    public static int RightOfFirst => FirstSet - Wrong.Count(number => number <= FirstSet);

    public static int RightOfSecond => SecondSet - Wrong.Count(number => number > FirstSet);
}
