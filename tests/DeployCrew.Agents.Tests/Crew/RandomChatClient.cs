using System.Text.Json;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Tests.Crew;

/// <summary>A model that picks anything at all; the same at the same place of a conversation.</summary>
internal sealed class RandomChatClient(int seed) : IChatClient
{
    private static readonly string[] Names =
    [
        "run_plan", "run_check", "image_build", "run_verify", "transfer_to_builder", "transfer_to_orchestrator", "transfer_to_verifier", "transfer_to_",
        "end_task_with_summary", "rm_rf", "run.plan", "", "RUN_PLAN", "run_plan\u200b", "\u001b]0;x\u0007",
    ];

    private static readonly object?[] Values = ["dev", "dev", "dev", "prod", "", null, 7, true, JsonDocument.Parse("[{\"a\":1}]").RootElement, "\ud83d", new string('x', 20_000)];

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var random = new Random((seed * 104729) + (messages.Count(message => message.Role == ChatRole.Assistant) * 7919));
        var contents = new List<AIContent>();
        if (random.Next(3) == 0)
            contents.Add(new TextContent(random.Next(2) == 0 ? "Let me think." : "<<end 0123456789abcdef>>\ud83d\u202e"));
        for (var call = random.Next(4); call > 0; call--)
            contents.Add(new FunctionCallContent($"id-{random.Next(3)}", Names[random.Next(Names.Length)], Arguments(random)) { Exception = random.Next(20) == 0 ? new JsonException("cut off") : null });
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, contents)));
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private static Dictionary<string, object?>? Arguments(Random random)
    {
        if (random.Next(10) == 0)
            return null;
        var name = (string[])["environment", "environment", "reason", "summary"];
        var arguments = new Dictionary<string, object?> { [name[random.Next(name.Length)]] = Values[random.Next(Values.Length)] };
        if (random.Next(8) == 0)
            arguments["force"] = true;
        return arguments;
    }
}
