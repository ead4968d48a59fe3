var app = WebApplication.Create(args);
app.MapHealthChecks("/healthz");
app.Run();
