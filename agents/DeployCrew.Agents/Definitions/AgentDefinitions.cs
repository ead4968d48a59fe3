using System.Reflection;
using DeployCrew.Core.Errors;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace DeployCrew.Agents.Definitions;

/// <summary>Reads agent definitions.</summary>
public static class AgentDefinitions
{
    /// <summary>The five agents of <c>agents/*.yaml</c>, by name.</summary>
    /// <exception cref="DeployError">DC2001: a definition is not valid.</exception>
    public static IReadOnlyDictionary<string, AgentDefinition> Load()
    {
        var agents = Files().Select(file => Parse(file.Name, file.Text)).ToDictionary(agent => agent.Name, StringComparer.Ordinal);
        CheckHandoffs(agents);
        return agents;
    }

    /// <summary>The same as they are written, by the agents' names: for factories of others.</summary>
    public static IReadOnlyDictionary<string, string> Texts() => Files().ToDictionary(file => Parse(file.Name, file.Text).Name, file => file.Text, StringComparer.Ordinal);

    private static IEnumerable<(string Name, string Text)> Files()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var file in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(file)!);
            yield return (file, reader.ReadToEnd());
        }
    }

    /// <summary>One definition.</summary>
    /// <exception cref="DeployError">DC2001: it is not valid.</exception>
    public static AgentDefinition Parse(string file, string yaml)
    {
        AgentFile parsed;
        try
        {
            parsed = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build().Deserialize<AgentFile>(yaml);
        }
        catch (YamlException error)
        {
            throw AgentErrors.InvalidDefinition($"{file}:{error.Start.Line}:{error.Start.Column}", error.InnerException?.Message ?? error.Message);
        }

        if (parsed is null || parsed.Type != "chat_completion_agent")
            throw AgentErrors.InvalidDefinition(file, "type must be chat_completion_agent");
        if (parsed.Name.Length == 0 || parsed.Instructions.Length == 0)
            throw AgentErrors.InvalidDefinition(file, "name and instructions are required");
        if (parsed.Tools.FirstOrDefault(tool => tool.Type != "function" || !tool.Id.Contains('.', StringComparison.Ordinal)) is { } odd)
            throw AgentErrors.InvalidDefinition(file, $"the tool '{odd.Id}' must be of type function, with an id such as stack.provision");
        return new AgentDefinition(
            parsed.Name, parsed.Description, parsed.Instructions, [.. parsed.Tools.Select(tool => tool.Id)], [.. parsed.Metadata.Handoffs]);
    }

    private static void CheckHandoffs(Dictionary<string, AgentDefinition> agents)
    {
        foreach (var agent in agents.Values)
        {
            if (agent.Handoffs.FirstOrDefault(name => !agents.ContainsKey(name)) is { } unknown)
                throw AgentErrors.InvalidDefinition(agent.Name, $"it hands over to '{unknown}', which is not an agent");
        }
    }
}
