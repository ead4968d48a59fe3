namespace DeployCrew.Images.Detection;

/// <summary>Deno apps, from deno.json or deno.jsonc.</summary>
/// <remarks>docs.deno.com/runtime/fundamentals/configuration.</remarks>
internal sealed class DenoEcosystem : IEcosystem
{
    public string LookedFor => "deno.json";

    public IReadOnlyList<string> Programs => ["deno"];

    public IReadOnlyList<Candidate> Find(AppFolder folder)
    {
        if (folder.First("deno.json", "deno.jsonc") is not { } file)
            return [];
        var config = JsonFile.Parse(folder.Read(file));
        var script = folder.First("main.ts", "server.ts", "mod.ts", "main.js", "src/main.ts");
        return
        [
            new Candidate(new DetectedApp
            {
                Kind = AppKind.Deno,
                Language = new("TypeScript", new Evidence(file, null, "a Deno app")),
                Version = "2",
                Framework = Framework(config),
                PackageManager = "deno",
                LockFile = folder.First("deno.lock"),
                Start = Start(config, script),
                Port = PackageJson.Port(folder, script),
                HealthPath = HealthRoute.Find(folder, ".ts", ".tsx", ".js"),
                HasDependencies = config.Names("imports").Count > 0,
                Entry = script,
            }, $"tasks.start in {file}", "main.ts", "server.ts"),
        ];
    }

    private static Fact<IReadOnlyList<string>>? Start(JsonFile config, string? script)
    {
        if ((config.Text("start command", "tasks", "start") ?? config.Text("start command", "tasks", "start", "command")) is { } start)
            return new(["deno", "task", "start"], start.Evidence);
        return script is null
            ? null
            : new(["deno", "run", "--allow-net", "--allow-env", "--allow-read", script], new Evidence(script, null, $"start command: deno run {script}"));
    }

    private static Fact<string>? Framework(JsonFile config)
    {
        foreach (var (prefix, name) in new[] { ("fresh", "Fresh"), ("$fresh/", "Fresh"), ("hono", "Hono"), ("oak", "Oak") })
        {
            if (config.Names("imports").FirstOrDefault(one => one.Split('/')[^1] == prefix || one.StartsWith(prefix, StringComparison.Ordinal)) is { } import)
                return new(name, new Evidence(config.File, config.Line("imports", import), $"framework: {name}"));
        }

        return null;
    }
}
