using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DeployCrew.Infra.Tests.Terraform;

/// <summary>Stands before an emulator, and loses the answer to one request: what it asked for is done, and the client hears
/// that something on the way has failed (502), after which it asks again.</summary>
internal sealed class LosingProxy : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false });
    private readonly Uri target;
    private readonly string lost;
    private readonly Task serving;
    private int losses;

    /// <param name="target">The emulator.</param>
    /// <param name="lost">What is in the body of the request whose first answer is lost: <c>Action=DeleteListener</c>.</param>
    public LosingProxy(Uri target, string lost)
    {
        (this.target, this.lost) = (target, lost);
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
        free.Stop();
        listener.Prefixes.Add(Address.ToString());
        listener.Start();
        serving = ServeAsync();
    }

    public Uri Address { get; }

    /// <summary>How many answers were lost: none, or one.</summary>
    public int Losses => Math.Min(losses, 1);

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
        client.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                _ = AnswerAsync(await listener.GetContextAsync());
        }
        catch (Exception cause) when (cause is HttpListenerException or ObjectDisposedException)
        {
            // closed
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            using var request = new HttpRequestMessage(new HttpMethod(context.Request.HttpMethod), new Uri(target, context.Request.RawUrl)) { Content = new ByteArrayContent(body.ToArray()) };
            foreach (var name in context.Request.Headers.AllKeys.Where(name => name is not ("Host" or "Content-Length" or "Transfer-Encoding" or "Connection" or "Expect")))
            {
                if (!request.Headers.TryAddWithoutValidation(name!, context.Request.Headers[name]))
                    request.Content.Headers.TryAddWithoutValidation(name!, context.Request.Headers[name]);
            }

            using var answer = await client.SendAsync(request);
            var content = await answer.Content.ReadAsByteArrayAsync();
            if (Encoding.UTF8.GetString(body.ToArray()).Contains(lost, StringComparison.Ordinal) && Interlocked.Increment(ref losses) == 1)
            {
                context.Response.StatusCode = 502;
                context.Response.Close();
                return;
            }

            context.Response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Content-Length" or "Transfer-Encoding" or "Connection")))
                context.Response.Headers[name] = string.Join(", ", values);
            context.Response.ContentLength64 = context.Request.HttpMethod == "HEAD" ? answer.Content.Headers.ContentLength ?? 0 : content.Length;
            if (context.Request.HttpMethod != "HEAD")
                await context.Response.OutputStream.WriteAsync(content);
            context.Response.Close();
        }
        catch (Exception cause) when (cause is HttpRequestException or HttpListenerException or IOException or ObjectDisposedException)
        {
            context.Response.Abort();
        }
    }
}
