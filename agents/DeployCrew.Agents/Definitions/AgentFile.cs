namespace DeployCrew.Agents.Definitions;

/// <summary>A file of <c>agents/</c> as it is written: the fields of Semantic Kernel's chat completion agents, and our hand-overs as metadata.
/// A section that is written without anything in it (<c>tools:</c>) is null in YAML; here it is empty.</summary>
internal sealed class AgentFile
{
    public string Type { get; set => field = value ?? ""; } = "";

    public string Name { get; set => field = value ?? ""; } = "";

    public string Description { get; set => field = value ?? ""; } = "";

    public string Instructions { get; set => field = value ?? ""; } = "";

    public List<AgentFileTool> Tools { get; set => field = value ?? []; } = [];

    public AgentFileMetadata Metadata { get; set => field = value ?? new(); } = new();
}

/// <summary>A tool of an <see cref="AgentFile"/>.</summary>
internal sealed class AgentFileTool
{
    public string Id { get; set => field = value ?? ""; } = "";

    public string Type { get; set => field = value ?? ""; } = "";
}

/// <summary>The metadata of an <see cref="AgentFile"/>.</summary>
internal sealed class AgentFileMetadata
{
    public List<string> Handoffs { get; set => field = value ?? []; } = [];
}
