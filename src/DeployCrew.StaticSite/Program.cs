// Serves the folder named by SITE_ROOT (default: the working folder) on PORT (default: 8080); HEALTH_PATH (default: /health) answers 200.
using Microsoft.Extensions.FileProviders;

var root = Path.GetFullPath(Environment.GetEnvironmentVariable("SITE_ROOT") ?? Directory.GetCurrentDirectory());
var port = Environment.GetEnvironmentVariable("PORT") ?? "8080";

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = root, WebRootPath = root });
builder.WebHost.UseUrls($"http://{Environment.GetEnvironmentVariable("HOST") ?? "0.0.0.0"}:{port}");
builder.Logging.SetMinimumLevel(LogLevel.Warning);

var app = builder.Build();
app.MapGet(Environment.GetEnvironmentVariable("HEALTH_PATH") is { Length: > 1 } path ? path : "/health", () => "ok");
app.UseFileServer(new FileServerOptions { FileProvider = new PhysicalFileProvider(root) });
app.MapFallback(async context =>
{
    context.Response.StatusCode = StatusCodes.Status404NotFound;
    var page = Path.Combine(root, "404.html");
    if (File.Exists(page))
        await context.Response.SendFileAsync(page, context.RequestAborted);
});
app.Run();
