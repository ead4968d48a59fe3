var builder = WebApplication.CreateSlimBuilder(args);
if (Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is null)
    builder.WebHost.UseUrls($"http://0.0.0.0:{Environment.GetEnvironmentVariable("PORT") ?? "8080"}");

var app = builder.Build();
app.MapGet("/", () => "Hello from hello-dotnet\n");
app.MapGet("/health", () => Results.Ok(new Health("ok")));
app.Run();

internal sealed record Health(string Status);
