using System.Globalization;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Proposals;

/// <summary>What the image is in the end: nobody's root, on the app's port, with a program that gets the signals.</summary>
internal static class EndRails
{
    private const int LargestId = 65_535;

    public static IEnumerable<string> Problems(Dockerfile file, int port)
    {
        var all = file.Final!.AllInstructions.ToArray();
        // A name is what the image's /etc/passwd makes of it, and that is the file's own.
        if (all.LastOrDefault(one => one.Keyword == "USER") is not { Operands: [var user] } || !IsOrdinary(user))
            yield return "the last stage ends with a USER that is not root, by number: USER 10001:10001";
        var exposed = all.Where(one => one.Keyword == "EXPOSE").SelectMany(one => one.Operands).Distinct().ToArray();
        if (exposed is not [var only] || only.Split("/tcp")[0] != port.ToString(CultureInfo.InvariantCulture))
            yield return $"the last stage exposes the port of the app, and no other: EXPOSE {port}";
        var starts = all.Where(one => one.Keyword is "CMD" or "ENTRYPOINT").ToArray();
        if (starts.Length == 0 || starts.Any(one => one.Exec is not { Count: > 0 }))
            yield return "the last stage says by CMD [\"program\", \"argument\"] what is started";
    }

    private static bool IsOrdinary(string user) => user.Split(':') is { Length: 1 or 2 } ids
        && ids.All(id => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= LargestId);
}
