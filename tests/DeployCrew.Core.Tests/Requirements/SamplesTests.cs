using System.Runtime.CompilerServices;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Core.Tests.Requirements;

public sealed class SamplesTests
{
    public static TheoryData<string> Names =>
        [.. Directory.EnumerateDirectories(Folder()).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Load_Sample_HasNoProblems(string name) =>
        Assert.Empty(RequirementsReader.Load(Path.Combine(Folder(), name, "requirements.json")).Warnings);

    private static string Folder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "samples"));
}
