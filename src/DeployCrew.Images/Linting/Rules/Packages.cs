using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting.Rules;

/// <summary>What package managers' commands say.</summary>
internal static class Packages
{
    /// <summary>What a command names behind its verb; values of flags that take one are left out.</summary>
    public static IEnumerable<string> Named(ShellCommand command, string verb, params string[] flagsWithValue)
    {
        var rest = command.Arguments.SkipWhile(word => word.Value != verb).Skip(1).ToList();
        for (var i = 0; i < rest.Count; i++)
        {
            var value = rest[i].Value;
            if (flagsWithValue.Contains(value))
                i++;
            else if (value.Length > 0 && value[0] != '-' && !rest[i].Text.AsSpan().ContainsAny('<', '>'))
                yield return value;
        }
    }

    /// <summary>Whether a RUN keeps this folder in a cache of the builder: <c>--mount=type=cache,target=/root/.npm</c>.</summary>
    public static bool HasCacheMount(Instruction run, string folder) =>
        run.Flags.Any(flag => flag.Name == "mount" && flag.Value.Contains("type=cache", StringComparison.Ordinal)
            && flag.Value.Split(',').Any(part => part.Split('=') is [("target" or "dst" or "destination"), var target]
                && target.StartsWith(folder, StringComparison.Ordinal)));
}
