using DeployCrew.Agents.Definitions;
using DeployCrew.Core.Errors;

namespace DeployCrew.Agents.Tests.Definitions;

public sealed class AgentDefinitionsTests
{
    private const string Valid = """
        type: chat_completion_agent
        name: builder
        description: Builds.
        instructions: Build it.
        tools:
          - id: image.build
            type: function
        metadata:
          handoffs: [deploy]
        """;

    [Fact]
    public void Load_TheFiveFiles_AreAWholeCrew()
    {
        var agents = AgentDefinitions.Load();

        Assert.Equal(["build", "deploy", "infrastructure", "orchestrator", "verifier"], agents.Keys.Order(StringComparer.Ordinal));
        Assert.All(agents.Values, agent => Assert.NotEmpty(agent.Tools));
        Assert.All(agents.Values, agent => Assert.NotEmpty(agent.Description));
        Assert.Distinct(agents.Values.SelectMany(agent => agent.Tools));
        Assert.Empty(agents["verifier"].Handoffs);
    }

    [Fact]
    public void Parse_ValidFile_GivesTheAgent()
    {
        var agent = AgentDefinitions.Parse("builder.yaml", Valid);

        Assert.Equal(("builder", "Builds.", "Build it."), (agent.Name, agent.Description, agent.Instructions));
        Assert.Equal(["image.build"], agent.Tools);
        Assert.Equal(["deploy"], agent.Handoffs);
    }

    [Theory]
    [InlineData("name: builder", "name: [", "builder.yaml:")]
    [InlineData("type: chat_completion_agent", "type: something_else", "type must be chat_completion_agent")]
    [InlineData("type: chat_completion_agent", "kind: x", "builder.yaml:1:1")]
    [InlineData("name: builder", "", "name and instructions are required")]
    [InlineData("instructions: Build it.", "", "name and instructions are required")]
    [InlineData("type: function", "type: plugin", "'image.build' must be of type function")]
    [InlineData("id: image.build", "id: build", "'build' must be of type function")]
    [InlineData("handoffs: [deploy]", "handoffs: deploy", "builder.yaml:9:13")]
    [InlineData("description: Builds.", "discription: Builds.", "builder.yaml:3:1")]
    public void Parse_InvalidFile_FailsWithDC2001AndSaysWhere(string part, string instead, string expected)
    {
        var error = Assert.Throws<DeployError>(() => AgentDefinitions.Parse("builder.yaml", Valid.Replace(part, instead, StringComparison.Ordinal)));

        Assert.Equal("DC2001", error.Code);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tools:")]
    [InlineData("type: chat_completion_agent\nname: x\ninstructions: y\ntools:\nmetadata:\n")]
    [InlineData("type: chat_completion_agent\nname:\ninstructions:\n")]
    [InlineData("type: chat_completion_agent\nname: x\ninstructions: y\ntools: [{}]\n")]
    [InlineData("type: chat_completion_agent\nname: x\ninstructions: y\nmetadata: { handoffs: }\n")]
    public void Parse_EmptySections_AreAnAgentWithoutThemOrDC2001(string yaml)
    {
        AgentDefinition? agent = null;

        var error = Record.Exception(() => agent = AgentDefinitions.Parse("x.yaml", yaml));

        Assert.Equal(error is null ? "" : "DC2001", agent is null ? (error as DeployError)?.Code ?? error!.GetType().Name : "");
    }
}
