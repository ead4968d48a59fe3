using DeployCrew.Agents.Models;
using DeployCrew.Core.Errors;

namespace DeployCrew.Agents.Tests.Models;

public class ModelSettingsReaderTests
{
    [Fact]
    public void Read_Whole_IsAsWritten()
    {
        var settings = ModelSettingsReader.Read("models.json",
            """
            {
              "endpoint": "https://api.openai.com/v1", "key": "OPENAI_API_KEY",
              "small": { "model": "tiny", "inputPerMillion": 0.25, "outputPerMillion": 2 },
              "large": { "model": "big", "inputPerMillion": 1.25, "outputPerMillion": 10 },
              "tasks": { "explain": "large" }, "budget": { "tokens": 100000, "dollars": 0.5 }, "timeoutSeconds": 60, "attempts": 2
            }
            """);
        Assert.Equal(("OPENAI_API_KEY", 0.5m, 60, 2), (settings.Key, settings.Budget.Dollars, settings.TimeoutSeconds, settings.Attempts));
        Assert.Equal((ModelTier.Large, ModelTier.Small), (settings.TierOf(ModelTask.Explain), settings.TierOf(ModelTask.Crew)));
        Assert.Equal("tiny", settings[ModelTier.Small].Model);
    }

    [Fact]
    public void Read_LargeAlone_DoesEverything() =>
        Assert.Equal("m", ModelSettingsReader.Read("models.json", """{ "endpoint": "http://127.0.0.1:11434/v1", "large": { "model": "m" } }""")[ModelTier.Small].Model);

    [Theory]
    [InlineData("""{ "endpoint": "ftp://x", "large": { "model": "m" } }""", "DC2021")]
    [InlineData("""{ "endpoint": "https://user:pw@x/v1", "large": { "model": "m" } }""", "DC2021")]
    [InlineData("""{ "endpoint": "http://models.example/v1", "key": "K", "large": { "model": "m" } }""", "DC2022")]
    [InlineData("""{ "endpoint": "https://x/v1", "large": { "model": "m" }, "tasks": { "dig": "small" } }""", "DC2023")]
    [InlineData("""{ "endpoint": "https://x/v1", "large": { "model": "m" }, "budget": { "dollars": 1 } }""", "DC2033")]
    [InlineData("""{ "endpoint": "https://x/v1", "large": { "model": "m" }, "key": "sk-abc-123" }""", "DC2034")]
    [InlineData("""{ "endpoint": "https://x/v1" }""", "DC1012")]
    [InlineData("""{ "endpoint": 1, "large": { "model": "m", "prize": 1 } }""", "DC1010")]
    public void Read_Wrong_SaysWhat(string text, string code) =>
        Assert.Contains(Assert.Throws<InvalidInputError>(() => ModelSettingsReader.Read("models.json", text)).Diagnostics, problem => problem.Code == code);

    [Fact]
    public void Read_KeyItself_IsNotRepeated() => Assert.DoesNotContain("sk-abc-123",
        string.Concat(Assert.Throws<InvalidInputError>(() => ModelSettingsReader.Read("models.json", """{ "endpoint": "https://x/v1", "large": { "model": "m" }, "key": "sk-abc-123" }""")).Details), StringComparison.Ordinal);

    [Fact]
    public void Read_ManyProblems_SaysThemAllWithTheirPlaces()
    {
        const string Text = """
            { "endpoint": "http://models.example/v1", "key": "sk-abc-123",
              "large": { "model": "" }, "tasks": { "dig": "small" }, "budget": { "dollars": 1 } }
            """;
        var problems = Assert.Throws<InvalidInputError>(() => ModelSettingsReader.Read("models.json", Text)).Diagnostics;
        Assert.Equal(["DC2022", "DC2034", "DC2033", "DC1016", "DC2023"], problems.Select(problem => problem.Code));
        Assert.Equal((2, 40), (problems[^1].Position!.Value.Line, problems[^1].Position!.Value.Column));
    }

    [Fact]
    public void Load_NoFile_IsAProblemOfTheInput() => Assert.Throws<InvalidInputError>(() => ModelSettingsReader.Load("/nowhere/models.json"));
}
