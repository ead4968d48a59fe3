using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Mcp.Schemas;
using DeployCrew.Mcp.Tools;
using ModelContextProtocol.Protocol;

namespace DeployCrew.Mcp.Calls;

/// <summary>A tool with its schemas, which are written when somebody first asks for them.</summary>
/// <param name="tool">The tool.</param>
internal sealed class OfferedTool(ITool tool)
{
    private readonly Lazy<JsonShape> input = new(() => JsonShape.Parse(InputSchema.Write(tool.Profile.Arguments).ToJsonString(JsonFormat.Compact)));
    private readonly Lazy<JsonElement> output = new(() => JsonSerializer.SerializeToElement(OutputSchema.Write(tool.Profile.Answer), JsonFormat.Compact));

    public ITool Tool => tool;

    /// <summary>As the protocol lists it.</summary>
    public Tool Description => new()
    {
        Name = tool.Profile.Name,
        Title = tool.Profile.Title,
        Description = tool.Profile.Description,
        InputSchema = input.Value.Schema,
        OutputSchema = output.Value,
        Annotations = new ToolAnnotations
        {
            Title = tool.Profile.Title,
            ReadOnlyHint = tool.Profile.ReadOnly,
            DestructiveHint = tool.Profile.Destructive,
            IdempotentHint = tool.Profile.Idempotent,
            OpenWorldHint = tool.Profile.OpenWorld,
        },
    };

    /// <summary>Everything that is wrong with a call's arguments.</summary>
    public IReadOnlyList<Diagnostic> Check(GivenArguments arguments) =>
        [.. input.Value.Check(arguments.Json).Select(problem => problem with { Position = null })];
}
