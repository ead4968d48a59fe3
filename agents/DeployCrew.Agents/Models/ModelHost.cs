using System.ClientModel;
using System.ClientModel.Primitives;
using DeployCrew.Core.Errors;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace DeployCrew.Agents.Models;

/// <summary>The models of one run or command: clients for each task and tier, over one ledger.</summary>
public sealed class ModelHost : IDisposable
{
    private readonly ModelSettings settings;
    private readonly TimeProvider time;
    private readonly ApiKeyCredential key;
    private readonly HttpClient http;

    private ModelHost(ModelSettings settings, string? key, ModelLedger ledger, TimeProvider time)
    {
        this.settings = settings;
        this.time = time;
        Ledger = ledger;
        // What takes no key takes any.
        this.key = new ApiKeyCredential(key ?? "none");
        // The deadline of an answer is PersistentChatClient's. A redirect would take the key elsewhere.
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Opens the models of the settings. Nothing is sent yet.</summary>
    /// <param name="settings">Which there are.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="before">What a resumed run has spent.</param>
    /// <param name="time">The clock of deadlines and waits.</param>
    /// <exception cref="DeployError">DC2024: the variable of the key is empty.</exception>
    public static ModelHost Open(ModelSettings settings, Func<string, string?> variable, IEnumerable<ModelCall> before, TimeProvider time)
    {
        var key = settings.Key is { } name ? variable(name) : null;
        if (settings.Key is not null && string.IsNullOrWhiteSpace(key))
            throw ModelErrors.NoKey(settings.Key);
        return new ModelHost(settings, key?.Trim(), new ModelLedger(settings.Budget, before), time);
    }

    /// <summary>What was spent.</summary>
    public ModelLedger Ledger { get; }

    /// <summary>The tier that a task begins with.</summary>
    public ModelTier TierOf(ModelTask task) => settings.TierOf(task);

    /// <summary>Whether there is a larger model than the one of a tier.</summary>
    public bool CanEscalate(ModelTier tier) => tier == ModelTier.Small && settings.Small is not null;

    /// <summary>The model of a tier.</summary>
    public string NameOf(ModelTier tier) => settings[tier].Model;

    /// <summary>Who answers for a task.</summary>
    public IChatClient For(ModelTask task, ModelTier tier)
    {
        var model = settings[tier];
        var client = new ChatClient(model.Model, key, new OpenAIClientOptions
        {
            Endpoint = settings.Endpoint,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(0), // PersistentChatClient asks again, also for streams that broke off
            NetworkTimeout = TimeSpan.FromSeconds(settings.TimeoutSeconds),
        });
        return new PersistentChatClient(new MeteredChatClient(new OpenAIChatClient(client, model.Model), task, tier, model, Ledger), model.Model, settings, time);
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
