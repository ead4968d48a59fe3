using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Linting;

/// <summary>What is linted.</summary>
/// <param name="File">The Dockerfile.</param>
/// <param name="Context">What is known of the files around it.</param>
internal sealed record LintInput(Dockerfile File, LintContext Context)
{
    /// <summary>Instructions of one kind, those that ONBUILD triggers too.</summary>
    public IEnumerable<Instruction> Of(params string[] keywords) =>
        File.Instructions.Select(one => one.Trigger ?? one).Where(one => keywords.Contains(one.Keyword));

    /// <summary>RUN instructions whose layers are in the image.</summary>
    public IEnumerable<Instruction> FinalRuns => File.Final?.AllInstructions.Where(one => one.Keyword == "RUN") ?? [];
}
