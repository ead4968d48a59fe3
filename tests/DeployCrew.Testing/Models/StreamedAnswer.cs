using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Testing.Models;

/// <summary>An answer as server-sent events.</summary>
internal sealed class StreamedAnswer(HttpResponse response, string model, int promptTokens)
{
    private int written;

    public async Task WriteAsync(Turn turn, CancellationToken cancellationToken)
    {
        await DeltaAsync(new JsonObject { ["role"] = "assistant", ["content"] = "" });
        switch (turn)
        {
            case Turn.Says says:
                foreach (var piece in says.Text.Chunk(17))
                    await DeltaAsync(new JsonObject { ["content"] = new string(piece) });
                await EndAsync("stop");
                break;
            case Turn.Calls calls:
                await CallsAsync(calls);
                await EndAsync("tool_calls");
                break;
            case Turn.Refuses refuses:
                await DeltaAsync(new JsonObject { ["refusal"] = refuses.Text });
                await EndAsync("stop");
                break;
            case Turn.BreaksOff:
                await DeltaAsync(new JsonObject { ["content"] = "I will now" });
                response.HttpContext.Abort();
                break;
            case Turn.StopsShort:
                await DeltaAsync(new JsonObject { ["content"] = "I will now" });
                await response.WriteAsync("data: [DONE]\n\n", cancellationToken);
                break;
            case Turn.Garbles:
                await response.WriteAsync("data: {\"choices\": [{\"delta\": \n\n", cancellationToken);
                break;
            case Turn.NeverEnds:
                while (!cancellationToken.IsCancellationRequested)
                    await DeltaAsync(new JsonObject { ["content"] = new string('x', 4096) });
                break;
            default: // Hangs
                await response.Body.FlushAsync(cancellationToken);
                await Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
                break;
        }
    }

    // Arguments come in pieces, as from the real ones.
    private async Task CallsAsync(Turn.Calls calls)
    {
        foreach (var (index, (name, arguments)) in calls.Picked.Index())
        {
            await DeltaAsync(Call(index, new JsonObject { ["name"] = name, ["arguments"] = "" }, $"call_{Guid.NewGuid():N}"));
            foreach (var piece in arguments.Chunk(11))
                await DeltaAsync(Call(index, new JsonObject { ["arguments"] = new string(piece) }, null));
        }
    }

    private static JsonObject Call(int index, JsonObject function, string? id)
    {
        var call = new JsonObject { ["index"] = index, ["function"] = function };
        if (id is not null)
            (call["id"], call["type"]) = (id, "function");
        return new JsonObject { ["tool_calls"] = new JsonArray(call) };
    }

    private Task DeltaAsync(JsonObject delta)
    {
        written++;
        return EventAsync(new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta, ["finish_reason"] = null }), null);
    }

    private async Task EndAsync(string reason)
    {
        await EventAsync(new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = new JsonObject(), ["finish_reason"] = reason }), null);
        if (promptTokens > 0)
            await EventAsync([], new JsonObject { ["prompt_tokens"] = promptTokens, ["completion_tokens"] = written, ["total_tokens"] = promptTokens + written });
        await response.WriteAsync("data: [DONE]\n\n");
    }

    private async Task EventAsync(JsonArray choices, JsonObject? usage)
    {
        var chunk = new JsonObject
        {
            ["id"] = "chatcmpl-1",
            ["object"] = "chat.completion.chunk",
            ["created"] = 1_767_225_600,
            ["model"] = model,
            ["choices"] = choices,
        };
        if (usage is not null)
            chunk["usage"] = usage;
        await response.WriteAsync($"data: {chunk.ToJsonString()}\n\n");
        await response.Body.FlushAsync();
    }
}
