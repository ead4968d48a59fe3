// dotnet test-app.dll VERSION [crash | unhealthy | deaf]
//   crash      ends at once with code 3
//   unhealthy  answers its health check with 500
//   deaf       does not end when it is asked to (SIGTERM)
using System.Net.WebSockets;

#pragma warning disable RS0030 // a program of its own: its output is what the tests look for in the logs
var version = args.ElementAtOrDefault(0) ?? "v1";
var mode = args.ElementAtOrDefault(1) ?? "";
Console.WriteLine($"starting {version} {mode}".TrimEnd());
if (mode == "crash")
{
    Console.Error.WriteLine("cannot start: no flux capacitor");
    return 3;
}

using var never = new ManualResetEvent(false);
var builder = WebApplication.CreateSlimBuilder();
builder.WebHost.UseUrls($"http://{Environment.GetEnvironmentVariable("HOST") ?? "0.0.0.0"}:{Environment.GetEnvironmentVariable("PORT") ?? "8080"}");
builder.Logging.ClearProviders();
var app = builder.Build();
if (mode == "deaf")
    app.Lifetime.ApplicationStopping.Register(() => never.WaitOne());
app.UseWebSockets();
app.MapGet("/health", () => mode == "unhealthy" ? Results.StatusCode(500) : Results.Text("ok"));
app.MapGet("/exit", () => Environment.FailFast("asked to crash"));
app.MapGet("/pid", () => Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
app.MapGet("/api/pid", () => Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
app.MapGet("/env/{name}", (string name) => Environment.GetEnvironmentVariable(name) ?? "");
app.MapGet("/header/{name}", (string name, HttpRequest request) => request.Headers[name].ToString());
app.MapGet("/slow", async (int ms) =>
{
    await Task.Delay(ms);
    return version;
});
app.MapGet("/drip", async (int lines, int ms, HttpContext context) =>
{
    for (var line = 0; line < lines; line++)
    {
        await context.Response.WriteAsync(version + "\n");
        await context.Response.Body.FlushAsync();
        await Task.Delay(ms);
    }
});
app.MapPost("/echo", (HttpRequest request, HttpResponse response) => request.Body.CopyToAsync(response.Body));
app.MapGet("/stream", async (HttpContext context) =>
{
    await context.Response.WriteAsync("first\n");
    await context.Response.Body.FlushAsync();
    await Task.Delay(Timeout.Infinite, context.RequestAborted); // the rest never comes: what arrived was not held back
});
app.MapGet("/cut", async (HttpContext context) =>
{
    context.Response.ContentLength = 100;
    await context.Response.WriteAsync("half");
    await context.Response.Body.FlushAsync();
    context.Abort();
});
app.Map("/socket", async (HttpContext context) =>
{
    using var socket = await context.WebSockets.AcceptWebSocketAsync();
    var buffer = new byte[1024];
    for (var got = await socket.ReceiveAsync(buffer, default); got.MessageType != WebSocketMessageType.Close; got = await socket.ReceiveAsync(buffer, default))
        await socket.SendAsync(buffer.AsMemory(0, got.Count), got.MessageType, got.EndOfMessage, default);
    await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, "bye", default);
});
app.MapFallback((HttpContext context) =>
{
    context.Response.Headers["X-Version"] = version;
    return Results.Text(version);
});
app.Run();
return 0;
