using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Core.Tests.Requirements;

/// <summary>What the reader says about a text, one rendered diagnostic per line.</summary>
internal static class Problems
{
    public static IReadOnlyList<Diagnostic> Of(string text)
    {
        try
        {
            return RequirementsReader.Read("requirements.json", text).Warnings;
        }
        catch (InvalidInputError error)
        {
            return error.Diagnostics;
        }
    }

    public static string Rendered(string text) => string.Concat(Of(text).Select(problem => problem + "\n"));
}
