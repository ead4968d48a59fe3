// Serves the folder named by SITE_ROOT (default: the working folder) on PORT (default: 8080); HEALTH_PATH (default: /health) answers 200.
using Microsoft.Extensions.FileProviders;

var root = Path.GetFullPath(Environment.GetEnvironmentVariable("SITE_ROOT") ?? Directory.GetCurrentDirectory());
var port = Environment.GetEnvironmentVariable("PORT") ?? "8080";
var healthPath = Environment.GetEnvironmentVariable("HEALTH_PATH") is { Length: > 1 } given ? given : "/health";

var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = root, WebRootPath = root });
builder.WebHost.UseUrls($"http://{Environment.GetEnvironmentVariable("HOST") ?? "0.0.0.0"}:{port}");
builder.Logging.SetMinimumLevel(LogLevel.Warning);

var app = builder.Build();
app.UseFileServer(new FileServerOptions { FileProvider = new PhysicalFileProvider(root) });
app.Run(async context =>
{
    if (context.Request.Path == healthPath)
    {
        await context.Response.WriteAsync("ok", context.RequestAborted);
        return;
    }

    context.Response.StatusCode = StatusCodes.Status404NotFound;
    var page = Path.Combine(root, "404.html");
    if (File.Exists(page))
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.SendFileAsync(page, context.RequestAborted);
    }
});
app.Run();
