using System.Text.RegularExpressions;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting;

/// <summary>Comments that leave findings out: <c># hadolint ignore=DL3008,DL3009</c> and <c># deploycrew ignore=DCL03</c> above an instruction.</summary>
internal static partial class Ignores
{
    /// <summary>Whether a finding of a rule at an offset is left out.</summary>
    public static bool Holds(Dockerfile file, string rule, int offset)
    {
        var instruction = file.Instructions.LastOrDefault(one => one.Start <= offset) ?? file.Instructions.FirstOrDefault();
        return file.Comments.Any(comment => Names(comment, "global ", rule)) || instruction?.Comments.Any(comment => Names(comment, "", rule)) == true;
    }

    private static bool Names(string comment, string scope, string rule) =>
        Pragma().Match(comment) is { Success: true } pragma && pragma.Groups["global"].Success == (scope.Length > 0)
        && pragma.Groups["ids"].Value.Split(',').Any(id => id.Trim().Equals(rule, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^#\s*(?:hadolint|deploycrew)\s+(?<global>global\s+)?ignore\s*=\s*(?<ids>\w+(?:\s*,\s*\w+)*)", RegexOptions.IgnoreCase)]
    private static partial Regex Pragma();
}
