using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using DeployCrew.Agents.Models;
using DeployCrew.Core.Errors;
using DeployCrew.Testing;
using DeployCrew.Testing.Models;
using Microsoft.Extensions.AI;

namespace DeployCrew.Agents.Tests.Models;

/// <summary>The scripted endpoint, read by OpenAI's own client; our client, at a server that is not ours.</summary>
[Trait("Category", "real")]
public class OtherPeoplesModelsTests
{
    private const string Variable = "DEPLOYCREW_TEST_MODELS";

    [RealFact(Variable)]
    public async Task ScriptedModel_ReadByOpenAIsClient_SaysWhatItWasToldTo()
    {
        await using var model = await ScriptedModel.StartAsync(
            new Turn.Says("The stack first, and then the image."), new Turn.Calls(("stack_generate", """{"environment":"dev"}""")), new Turn.Refuses("No."), new Turn.Fails(429, "slow down", "1"));
        var said = await ReadAsync(model);
        Assert.Equal(("The stack first, and then the image.", "stop"), ((string?)said["content"], (string?)said["finish"]));
        Assert.True((int)said["usage"]!["completion_tokens"]! > 0);
        var called = await ReadAsync(model);
        Assert.Equal(("tool_calls", "stack_generate", """{"environment":"dev"}"""), ((string?)called["finish"], (string?)called["calls"]![0]!["name"], (string?)called["calls"]![0]!["text"]));
        Assert.Equal("No.", (string?)(await ReadAsync(model))["refusal"]);
        Assert.Equal(429, (int?)(await ReadAsync(model))["status"]);
    }

    [RealFact(Variable)]
    public async Task Client_AtAServerOfOthers_ReadsTextCallsAndRefusals()
    {
        using var server = Start("serve.mjs");
        try
        {
            var endpoint = new Uri((await server.StandardOutput.ReadLineAsync())!);
            using var host = ModelHost.Open(new ModelSettings(endpoint, new("tiny")) { Attempts = 2, TimeoutSeconds = 60 }, _ => null, [], TimeProvider.System);
            Assert.Equal("Hello, in more than one piece.", (await AskAsync(host, "Say hello.")).Text);
            var call = (await AskAsync(host, "Call the tool.")).Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Single();
            Assert.Equal(("stack_generate", "dev"), (call.Name, call.Arguments!["environment"]!.ToString()));
            Assert.Contains("slow down", (await Assert.ThrowsAsync<DeployError>(() => AskAsync(host, "Fail."))).Message, StringComparison.Ordinal);
            Assert.Equal(2, host.Ledger.Calls.Count);
        }
        finally
        {
            server.StandardInput.Close();
            await server.WaitForExitAsync();
        }
    }

    private static Task<ChatResponse> AskAsync(ModelHost host, string text) => host.For(ModelTask.Crew, ModelTier.Large).GetResponseAsync(
        [new ChatMessage(ChatRole.User, text)],
        new ChatOptions { Tools = [AIFunctionFactory.CreateDeclaration("stack_generate", "Generates.", JsonDocument.Parse("""{"type":"object","properties":{"environment":{"type":"string"}}}""").RootElement)] });

    private static async Task<JsonNode> ReadAsync(ScriptedModel model)
    {
        using var client = Start("read.mjs", model.Endpoint.ToString(), "stack_generate");
        var text = await client.StandardOutput.ReadToEndAsync();
        await client.WaitForExitAsync();
        return JsonNode.Parse(text)!;
    }

    private static Process Start(string script, params string[] arguments)
    {
        var process = new Process
        {
            StartInfo = new ProcessStartInfo("node", [Path.Combine(Environment.GetEnvironmentVariable(Variable)!, script), .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true },
        };
        process.Start();
        return process;
    }
}
