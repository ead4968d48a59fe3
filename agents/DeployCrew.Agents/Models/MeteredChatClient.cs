using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Models;

/// <summary>Asks within the budget, and notes what every answer took, also one that broke off.</summary>
internal sealed class MeteredChatClient(IChatClient inner, ModelTask task, ModelTier tier, TierSettings model, ModelLedger ledger) : DelegatingChatClient(inner)
{
    private const int LongestAnswer = 16_000;

    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var prompt = TokenEstimate.Of(messages, options);
        var bounded = options?.Clone() ?? new ChatOptions();
        bounded.MaxOutputTokens = ledger.Allow(model, prompt, bounded.MaxOutputTokens ?? LongestAnswer);
        UsageDetails? usage = null;
        long received = 0;
        try
        {
            await foreach (var update in base.GetStreamingResponseAsync(messages, bounded, cancellationToken))
            {
                foreach (var content in update.Contents)
                {
                    usage = (content as UsageContent)?.Details ?? usage;
                    received += content switch { TextContent text => text.Text.Length, FunctionCallContent call => TokenEstimate.Of([new ChatMessage(ChatRole.Assistant, [call])], null) * 3, _ => 0 };
                }

                yield return update;
            }
        }
        finally
        {
            // A refused request costs nothing; what broke off after it began does.
            if (usage is not null || received > 0)
                Note(usage, prompt, received);
        }

        // Whoever keeps the answer keeps what it took.
        if (usage is null)
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = prompt, OutputTokenCount = TokenEstimate.Of(received) })]);
    }

    private void Note(UsageDetails? usage, long prompt, long received)
    {
        var input = usage?.InputTokenCount ?? prompt;
        var output = usage?.OutputTokenCount ?? TokenEstimate.Of(received);
        ledger.Add(new ModelCall(task.Name, tier, model.Model, input, output, model.Price(input, output), usage?.InputTokenCount is null));
    }
}
