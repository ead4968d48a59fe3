using System.Runtime.CompilerServices;
using DeployCrew.Agents.Crew;
using DeployCrew.Core.Errors;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Models;

/// <summary>Plays the agents by models: the smallest that serves, and the large one once that was corrected twice.</summary>
/// <param name="models">The models.</param>
public sealed class CrewChatClient(ModelHost models) : IChatClient
{
    private const int CorrectionsOfTheSmall = 2;

    /// <inheritdoc/>
    /// <exception cref="DeployError">DC2025 to DC2028, DC2030, DC2032: there is no answer.</exception>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var asked = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var tier = TierFor(asked);
        using var client = models.For(ModelTask.Crew, tier);
        var answer = await client.GetResponseAsync(asked, options, cancellationToken);
        return answer.Messages.SelectMany(message => message.Contents).OfType<ErrorContent>().FirstOrDefault() is { } refusal
            ? throw ModelErrors.Declined(ModelTask.Crew.Name, models.NameOf(tier), refusal.Message) : answer;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("model", null, models.NameOf(models.TierOf(ModelTask.Crew))) : serviceType?.IsInstanceOfType(this) == true ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // By what stands in the conversation alone, so that one that is gone on with asks the same model.
    private ModelTier TierFor(IReadOnlyList<ChatMessage> messages)
    {
        var tier = models.TierOf(ModelTask.Crew);
        return models.CanEscalate(tier) && messages.Count(IsCorrection) >= CorrectionsOfTheSmall ? ModelTier.Large : tier;
    }

    private static bool IsCorrection(ChatMessage message) =>
        message.Text.StartsWith(CrewRails.Refused, StringComparison.Ordinal)
        || message.Contents.OfType<FunctionResultContent>().Any(result => result.Result is string text && text.StartsWith(CrewRails.Refused, StringComparison.Ordinal));
}
