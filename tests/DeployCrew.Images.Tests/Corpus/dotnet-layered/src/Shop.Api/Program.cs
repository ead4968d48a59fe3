app.MapGet("/health", () => "ok");
