using System.Runtime.CompilerServices;

namespace DeployCrew.Core.Tests.Requirements;

/// <summary>
/// Each file in <c>Bad/</c> and every diagnostic of it, with its remedy, in the text beside it. With UPDATE_GOLDEN=1 the texts are written
/// anew.
/// </summary>
public sealed class BadFilesTests
{
    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder(), "*.json").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Read_BadFile_ReportsEverythingInItsPlace(string name)
    {
        var golden = Path.Combine(Folder(), name + ".txt");
        var found = string.Concat(Problems.Of(File.ReadAllText(Path.Combine(Folder(), name + ".json")))
            .Select(problem => $"{problem}\n    {problem.Remedy}\n"));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(golden, found);
        Assert.Equal(File.ReadAllText(golden), found);
    }

    [Fact]
    public void Read_TenMistakes_ReportsTenWithLineAndColumn()
    {
        var problems = Problems.Of(File.ReadAllText(Path.Combine(Folder(), "ten-mistakes.json")));
        Assert.True(problems.Count >= 10);
        Assert.All(problems, problem => Assert.True(problem.Position is { Line: > 1, Column: > 1 }));
        Assert.Equal(problems.Count, problems.Select(problem => problem.Position).Distinct().Count());
    }

    [Fact]
    public void Read_SecretsInTheClear_NeverShowsThem()
    {
        foreach (var name in new[] { "secrets-in-the-clear", "variables", "wrong-types" })
        {
            var rendered = File.ReadAllText(Path.Combine(Folder(), name + ".txt"));
            foreach (var secret in new[] { "horse", "AKIA", "MIIE", "eyJ", "ghp_", "hunter2", "4711" })
                Assert.DoesNotContain(secret, rendered, StringComparison.Ordinal);
        }
    }

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Bad");
}
