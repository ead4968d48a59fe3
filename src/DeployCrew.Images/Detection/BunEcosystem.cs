using DeployCrew.Core.Requirements;

namespace DeployCrew.Images.Detection;

/// <summary>Bun apps: a package.json with Bun's lock file or settings.</summary>
/// <remarks>bun.sh/docs/install/lockfile, bun.sh/docs/runtime/bunfig.</remarks>
internal sealed class BunEcosystem : IEcosystem
{
    public static readonly IReadOnlyList<string> Marks = ["bun.lock", "bun.lockb", "bunfig.toml"];

    private const string DefaultVersion = "1";

    public string Name => "bun";

    public string LookedFor => "package.json with bun.lock";

    public IReadOnlyList<string> Programs => ["bun", "bunx"];

    public IReadOnlyList<Candidate> Find(AppFolder folder, BuildRequirements build)
    {
        var mark = folder.First(Marks);
        if (build.Language != Name && (!folder.Has(PackageJson.File) || mark is null))
            return [];
        var package = PackageJson.Read(folder);
        if (build.Entry is { } entry && !PackageJson.IsScript(folder, package, entry, build))
            return [];
        var script = build.Entry ?? folder.First("src/index.ts", "index.ts", "src/server.ts", "server.ts", "index.js", "server.js");
        return
        [
            new Candidate(new DetectedApp
            {
                Kind = AppKind.Bun,
                Language = PackageJson.Language(folder, "a package"),
                Version = Version(folder, package),
                Framework = PackageJson.Framework(package),
                PackageManager = new("bun", mark is null ? null : new Evidence(mark, null, "package manager: bun")),
                LockFile = folder.First("bun.lock", "bun.lockb"),
                Start = build.Entry is { } asked ? Asked.Start(["bun", "run", asked]) : Start(folder, package),
                Port = PackageJson.Port(folder, script),
                HealthPath = HealthRoute.Find(folder, ".js", ".ts"),
                HasDependencies = PackageJson.HasDependencies(package),
                HasBuildScript = PackageJson.HasBuildScript(package),
            }, "scripts.start in package.json", "main or module in package.json", "index.ts"),
        ];
    }

    private static Fact<IReadOnlyList<string>>? Start(AppFolder folder, JsonFile package)
    {
        if (package.Text("start command", "scripts", "start") is { } start)
            return new(["bun", "run", "start"], start.Evidence);
        foreach (var main in new[] { package.Text("start command", "module"), package.Text("start command", "main") })
        {
            if (main is not null && folder.Has(main.Value))
                return new(["bun", "run", main.Value], main.Evidence! with { What = $"start command: bun run {main.Value}" });
        }

        return folder.First("index.ts", "src/index.ts", "index.js") is { } file
            ? new(["bun", "run", file], new Evidence(file, null, $"start command: bun run {file}"))
            : null;
    }

    private static Fact<string> Version(AppFolder folder, JsonFile package)
    {
        if (folder.Has(".bun-version"))
        {
            var pinned = string.Concat(folder.Read(".bun-version").Lines.Take(1)).Trim();
            if (pinned.Length > 0)
                return new(pinned, new Evidence(".bun-version", 1, $"Bun version: {pinned}"));
        }

        return package.Text("Bun version", "packageManager") is { } manager && manager.Value.StartsWith("bun@", StringComparison.Ordinal)
            ? manager with { Value = manager.Value["bun@".Length..] }
            : DefaultVersion;
    }
}
