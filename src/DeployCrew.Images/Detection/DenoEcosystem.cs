using DeployCrew.Core.Requirements;

namespace DeployCrew.Images.Detection;

/// <summary>Deno apps, from deno.json or deno.jsonc.</summary>
/// <remarks>docs.deno.com/runtime/fundamentals/configuration.</remarks>
internal sealed class DenoEcosystem : IEcosystem
{
    /// <summary>In full: the official images have no shorter tags.</summary>
    private const string DefaultVersion = "2.9.3";

    private static readonly string[] Run = ["deno", "run", "--allow-net", "--allow-env", "--allow-read"];

    public string Name => "deno";

    public string LookedFor => "deno.json";

    public IReadOnlyList<string> Programs => ["deno"];

    public IReadOnlyList<Candidate> Find(AppFolder folder, BuildRequirements build)
    {
        if (folder.First("deno.json", "deno.jsonc") is not { } file || build.Entry is { } entry && !folder.Has(entry))
            return [];
        var config = JsonFile.Parse(folder.Read(file));
        var script = build.Entry ?? folder.First("main.ts", "server.ts", "mod.ts", "main.js", "src/main.ts");
        return
        [
            new Candidate(new DetectedApp
            {
                Kind = AppKind.Deno,
                Language = new("TypeScript", new Evidence(file, null, "a Deno app")),
                Version = DefaultVersion,
                Framework = Framework(config),
                PackageManager = "deno",
                LockFile = folder.First("deno.lock"),
                Start = build.Entry is null ? Start(config, script) : Asked.Start([.. Run, build.Entry]),
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
            : new([.. Run, script], new Evidence(script, null, $"start command: deno run {script}"));
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
