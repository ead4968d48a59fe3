using DeployCrew.Images.Linting;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Proposals;

/// <summary>
/// What somebody who is not trusted proposes as a Dockerfile, held against rails. They are narrower than the linter, on purpose: what such a file cannot say, it cannot
/// hide. They are no sandbox: what passes is still to be read by whoever takes it.
/// </summary>
public static class ProposedDockerfile
{
    /// <summary>Everything that speaks against a text, in words for whoever wrote it; empty when it may be built.</summary>
    /// <param name="text">The Dockerfile.</param>
    /// <param name="context">What it is built with.</param>
    /// <param name="port">Port of the app.</param>
    /// <param name="bases">What it may stand on.</param>
    public static IReadOnlyList<string> Check(string text, ProposalContext context, int port, PermittedBases bases)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(bases);
        if (TextRails.Problems(text).ToArray() is { Length: > 0 } unreadable)
            return unreadable;
        var file = Dockerfile.Parse(text);
        if (file.Problems.Count > 0 || file.Final is null)
            return [.. file.Problems.Select(problem => $"line {file.Source.At(problem.Offset).Line}: {problem.Message}")];
        return
        [
            .. InstructionRails.Problems(file),
            .. StageRails.Problems(file, bases),
            .. CopyRails.Problems(file, context, bases),
            .. CommandRails.Problems(file),
            .. EndRails.Problems(file, port),
            .. Findings(text, context, port),
        ];
    }

    // Secrets and root count whatever they weigh elsewhere; a .hadolint.yaml of the app leaves nothing out here.
    private static IEnumerable<string> Findings(string text, ProposalContext context, int port) =>
        DockerfileLinter.Lint("Dockerfile", text, new LintContext { Folder = context.Folder, Port = port, DockerIgnore = context.DockerIgnore }).Findings
            .Where(finding => finding.Severity == LintSeverity.Error || finding.RuleId is "DCL08" or "DL3002" or "DCL06")
            .Select(finding => $"line {finding.Line}: {finding.RuleId}: {finding.Message} {finding.Remedy}");
}
