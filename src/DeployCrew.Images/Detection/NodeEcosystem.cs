using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Images.Detection;

/// <summary>Node apps, from package.json and what lies beside it.</summary>
/// <remarks>Fields: docs.npmjs.com/cli/configuring-npm/package-json; "packageManager": nodejs.org/api/packages.html.</remarks>
internal sealed class NodeEcosystem : IEcosystem
{
    public const string DefaultVersion = "22";

    private static readonly (string LockFile, string Manager)[] LockFiles =
        [("pnpm-lock.yaml", "pnpm"), ("yarn.lock", "yarn"), ("package-lock.json", "npm"), ("npm-shrinkwrap.json", "npm")];

    public string Name => "node";

    public string LookedFor => PackageJson.File;

    public IReadOnlyList<string> Programs => ["node", "npm", "npx", "pnpm", "yarn", "next", "tsx", "ts-node"];

    public IReadOnlyList<Candidate> Find(AppFolder folder, BuildRequirements build)
    {
        var named = build.Language == Name;
        if (!named && (!folder.Has(PackageJson.File) || folder.First(BunEcosystem.Marks) is not null && !LockFiles.Any(one => folder.Has(one.LockFile))))
            return [];
        var package = PackageJson.Read(folder);
        if (build.Entry is { } entry && !PackageJson.IsScript(folder, package, entry, build))
            return [];
        var locks = LockFiles.Where(one => folder.Has(one.LockFile) && (build.PackageManager is null || one.Manager == build.PackageManager)).ToList();
        if (locks.Select(one => one.Manager).Distinct().Count() > 1)
            throw SourceErrors.AmbiguousApp(folder.Path, "build.packageManager", [.. locks.Select(one => $"{one.Manager} ({one.LockFile})")]);

        var framework = PackageJson.Framework(package);
        var (start, script) = build.Entry is { } asked
            ? (Asked.Start(["node", asked]), asked)
            : Start(folder, package, build.Framework ?? framework?.Value);
        return
        [
            new Candidate(new DetectedApp
            {
                Kind = AppKind.Node,
                Language = PackageJson.Language(folder, "a Node package"),
                Version = Version(folder, package),
                Framework = framework,
                PackageManager = locks.Count > 0
                    ? new(locks[0].Manager, new Evidence(locks[0].LockFile, null, $"package manager: {locks[0].Manager}"))
                    : PackageJson.PackageManager(package) ?? "npm",
                LockFile = locks.Count > 0 ? locks[0].LockFile : null,
                Start = start,
                Port = PackageJson.Port(folder, script) ?? SourcePort(folder, framework?.Value),
                HealthPath = HealthRoute.Find(folder, ".js", ".mjs", ".cjs", ".ts", ".mts"),
                HasDependencies = PackageJson.HasDependencies(package),
                HasBuildScript = PackageJson.HasBuildScript(package),
            }, "scripts.start in package.json", "main in package.json", "server.js", "index.js"),
        ];
    }

    private static (Fact<IReadOnlyList<string>>? Command, string? Script) Start(AppFolder folder, JsonFile package, string? framework)
    {
        // 'nest start' compiles, with packages that the image does not have; Nest's own template has the other one for production.
        if (framework == "NestJS" && package.Text("start command", "scripts", "start:prod") is { } production)
            return Script(production, "start:prod");
        if (package.Text("start command", "scripts", "start") is { } start)
            return Script(start, "start");
        if (package.Text("start command", "main") is { } main && folder.Has(main.Value))
            return (new(["node", main.Value], main.Evidence! with { What = $"start command: node {main.Value}" }), main.Value);
        return folder.First("server.js", "index.js") is { } file
            ? (new(["node", file], new Evidence(file, null, $"start command: node {file}")), file)
            : (null, null);
    }

    // node itself gets the signals when no npm and no shell stand between; everything else needs npm's PATH.
    private static (Fact<IReadOnlyList<string>> Command, string? Script) Script(Fact<string> script, string name)
    {
        var words = script.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is ["node", _, ..] && ShellCommand.IsPlain(script.Value)
            ? (new(words, script.Evidence), words.LastOrDefault(IsScript))
            : (new(["npm", "run", "--silent", name], script.Evidence), null);
    }

    private static bool IsScript(string word) => Path.GetExtension(word) is ".js" or ".mjs" or ".cjs";

    // What is started is compiled from these.
    private static Fact<int>? SourcePort(AppFolder folder, string? framework) =>
        PackageJson.Port(folder, folder.First("src/main.ts", "src/index.ts", "src/server.ts", "src/app.ts", "index.ts", "server.ts"))
            ?? (framework is "Vite" ? null : PackageJson.Port(folder, folder.First("src/index.js", "src/server.js")));

    private static Fact<string> Version(AppFolder folder, JsonFile package)
    {
        foreach (var file in new[] { ".nvmrc", ".node-version" }.Where(folder.Has))
        {
            var pinned = string.Concat(folder.Read(file).Lines.Take(1)).Trim();
            if (PackageJson.Major(pinned, DefaultVersion) is { } major)
                return new(major, new Evidence(file, 1, $"Node version: {pinned}"));
        }

        return package.Text("Node version", "engines", "node") is { } range
            ? range with { Value = PackageJson.Major(range.Value, DefaultVersion) ?? DefaultVersion }
            : DefaultVersion;
    }
}
