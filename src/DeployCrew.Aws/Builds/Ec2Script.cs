namespace DeployCrew.Aws.Builds;

/// <summary>A build's script as the lines of AWS-RunShellScript.</summary>
/// <remarks>SSM gives back the first 24,000 characters of each stream only, so that the last lines of a failure go to the error stream, which has nothing else in it.</remarks>
internal static class Ec2Script
{
    private const string End = "DEPLOYCREW_SCRIPT";

    private static readonly string[] Run =
    [
        "{ sh \"$d/build.sh\" </dev/null; echo $? >\"$d/status\"; } 2>&1 | tee \"$d/log\"",
        "status=$(cat \"$d/status\")",
        "[ \"$status\" = 0 ] || tail -n 30 \"$d/log\" >&2",
        "exit \"$status\"",
    ];

    public static IReadOnlyList<string> Lines(string script, IReadOnlyDictionary<string, string> variables) =>
    [
        "d=$(mktemp -d)",
        "trap 'rm -rf \"$d\"' EXIT",
        .. variables.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"export {one.Key}='{one.Value.Replace("'", "'\\''", StringComparison.Ordinal)}'"),
        $"cat >\"$d/build.sh\" <<'{End}'",
        .. script.TrimEnd().Split('\n'),
        End,
        .. Run,
    ];
}
