namespace DeployCrew.Tests.Diagnosis;

/// <summary>
/// What the rules said when they met the labelled failures for the first time. The first 86 met the rules of commit 462af51, which were then improved by
/// what they had missed; the 13 after them met those improved rules. The 71 after those met the rules of commit 199b619, which had been widened from what
/// is known of the tools, without a look at further failures. It is history, and does not change.
/// </summary>
internal static class FirstContact
{
    public const int FirstSet = 86;
    public const int SecondSet = 13;
    public const int ThirdSet = 71;

    /// <summary>Harmful remedies in the first two, each.</summary>
    public const int Harmful = 0;

    /// <summary>Harmful remedies in the third: to try again, where Terraform's folder had to be initialised anew (108).</summary>
    public const int HarmfulOfThird = 1;

    /// <summary>Failures by number whose cause was wrong or not known.</summary>
    public static IReadOnlyList<int> Wrong { get; } =
    [
        11, 12, 35, 42, 45, 47, 50, 52, 55, 57, 58, 62, 73, 77, 81, 87, 93,
        102, 106, 108, 112, 119, 121, 122, 125, 132, 134, 135, 139, 142, 147, 148, 153, 154, 155, 158, 165, 167,
    ];

    public static int RightOfFirst => FirstSet - WrongBetween(1, FirstSet);

    public static int RightOfSecond => SecondSet - WrongBetween(FirstSet + 1, FirstSet + SecondSet);

    public static int RightOfThird => ThirdSet - WrongBetween(FirstSet + SecondSet + 1, FirstSet + SecondSet + ThirdSet);

    private static int WrongBetween(int first, int last) => Wrong.Count(number => number >= first && number <= last);
}
