namespace DeployCrew.Agents.Definitions;

/// <summary>A file of <c>agents/</c> as it is written: the fields of Semantic Kernel's chat completion agents, and our hand-overs as metadata.</summary>
internal sealed class AgentFile
{
    public string Type { get; set; } = "";

    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    public string Instructions { get; set; } = "";

    public List<AgentFileTool> Tools { get; set; } = [];

    public AgentFileMetadata Metadata { get; set; } = new();
}

/// <summary>A tool of an <see cref="AgentFile"/>.</summary>
internal sealed class AgentFileTool
{
    public string Id { get; set; } = "";

    public string Type { get; set; } = "";
}

/// <summary>The metadata of an <see cref="AgentFile"/>.</summary>
internal sealed class AgentFileMetadata
{
    public List<string> Handoffs { get; set; } = [];
}
