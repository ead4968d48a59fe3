using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Proposals;

/// <summary>Which instructions and options there may be.</summary>
internal static class InstructionRails
{
    private const int Most = 80;

    private static readonly Dictionary<string, string[]> Options = new(StringComparer.Ordinal)
    {
        ["FROM"] = [],
        ["RUN"] = [],
        ["COPY"] = ["from", "chown", "chmod"],
        ["WORKDIR"] = [],
        ["ENV"] = [],
        ["ARG"] = [],
        ["LABEL"] = [],
        ["EXPOSE"] = [],
        ["USER"] = [],
        ["CMD"] = [],
        ["ENTRYPOINT"] = [],
        ["STOPSIGNAL"] = [],
        ["SHELL"] = [],
    };

    public static IEnumerable<string> Problems(Dockerfile file)
    {
        if (file.Instructions.Count > Most)
            yield return $"it has more than {Most} instructions";
        foreach (var one in file.Instructions)
        {
            if (!Options.TryGetValue(one.Keyword, out var options))
                yield return $"line {one.Lines.First}: {one.Keyword} is not taken{(one.Keyword == "ADD" ? ": COPY files of the app" : one.Keyword == "HEALTHCHECK" ? ": the platform asks the health path" : "")}";
            else if (one.Flags.FirstOrDefault(flag => !options.Contains(flag.Name, StringComparer.Ordinal)) is { } flag)
                yield return $"line {one.Lines.First}: {one.Keyword} --{flag.Name} is not taken";
            if (one.Heredocs.Count > 0 || one.Arguments.Text.Contains("<<", StringComparison.Ordinal))
                yield return $"line {one.Lines.First}: heredocs are not taken";
        }
    }
}
