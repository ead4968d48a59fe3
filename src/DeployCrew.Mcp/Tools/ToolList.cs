namespace DeployCrew.Mcp.Tools;

/// <summary>Every tool, those that are switched off included.</summary>
internal static class ToolList
{
    public static IReadOnlyList<ITool> All { get; } =
    [
        new PlanTool(), new ExplainTool(), new EstimateTool(), new PolicyTool(), new StatusTool(), new RunsTool(), new LogsTool(), new DiagnoseTool(),
        new PlanRollbackTool(), new PlanDestroyTool(), new RunTool(), new RollbackTool(), new DestroyTool(),
    ];
}
