using Amazon.Runtime;

namespace DeployCrew.WireCapture;

/// <summary>HTTP clients as the SDK makes them, that write down what goes through them.</summary>
internal sealed class RecordingClients(WireFile file) : HttpClientFactory
{
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        var client = new HttpClient(new Recorder(file) { InnerHandler = new HttpClientHandler { AllowAutoRedirect = false } });
        if (clientConfig.Timeout is { } timeout)
            client.Timeout = timeout;
        return client;
    }

    private sealed class Recorder(WireFile file) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            var answer = await base.SendAsync(request, cancellationToken);
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            file.Write(request, body, answer, await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            return answer;
        }
    }
}
