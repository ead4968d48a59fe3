using System.Runtime.CompilerServices;
using DeployCrew.Core.Errors;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Models;

/// <summary>Asks again when the endpoint fails, as long as the answer may take; says in the end why there is none.</summary>
internal sealed class PersistentChatClient(IChatClient inner, string model, ModelSettings settings, TimeProvider time) : DelegatingChatClient(inner)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(500);

    /// <exception cref="DeployError">DC2025 to DC2028, DC2032: there is no answer.</exception>
    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var timeout = TimeSpan.FromSeconds(settings.TimeoutSeconds);
        var started = time.GetTimestamp();
        using var deadline = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        ModelFailure? last = null;
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await InnerClient.GetStreamingResponseAsync(messages, options, linked.Token).ToChatResponseAsync(linked.Token);
                }
                catch (Exception error) when (ModelFailure.IsOne(error))
                {
                    last = ModelFailure.Of(error, time.GetUtcNow());
                    if (!last.IsTransient)
                        throw ModelErrors.Refused(model, settings.Endpoint, last.Reason, error);
                    var wait = last.Wait ?? (FirstWait * Math.Pow(2, attempt - 1));
                    if (attempt == settings.Attempts || wait > timeout - time.GetElapsedTime(started))
                        throw ModelErrors.Unavailable(model, settings.Endpoint, attempt, last.Wait is { } asked ? $"{last.Reason} (it asks to wait {asked.TotalSeconds:0} s)" : last.Reason, error);
                    await Task.Delay(wait, time, linked.Token);
                }
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw ModelErrors.TimedOut(model, settings.Endpoint, settings.TimeoutSeconds, last?.Reason);
        }
    }

    /// <summary>The whole answer at once: half of one cannot be taken back when it is asked for again.</summary>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }
}
