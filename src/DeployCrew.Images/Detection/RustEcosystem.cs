using System.Text.RegularExpressions;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Images.Detection;

/// <summary>Rust packages with a binary.</summary>
/// <remarks>doc.rust-lang.org/cargo/reference/manifest.html, rust-lang.github.io/rustup/overrides.html.</remarks>
internal sealed partial class RustEcosystem : IEcosystem
{
    private const string DefaultVersion = "1";

    private static readonly (string Crate, string Name)[] Frameworks =
        [("axum", "Axum"), ("actix-web", "Actix Web"), ("rocket", "Rocket"), ("warp", "warp"), ("poem", "Poem")];

    public string Name => "rust";

    public string LookedFor => "Cargo.toml";

    public IReadOnlyList<string> Programs => ["cargo"];

    public IReadOnlyList<Candidate> Find(AppFolder folder, BuildRequirements build)
    {
        if (!folder.Has("Cargo.toml"))
            return [];
        var manifest = TomlFile.Parse(folder.Read("Cargo.toml"));
        // A workspace without a package of its own is its members.
        if (manifest.Text("package", "name", "program") is not { } name)
            return [];
        var app = new DetectedApp
        {
            Kind = AppKind.Rust,
            Language = new("Rust", name.Evidence! with { What = $"a Rust package: {name.Value}" }),
            Version = Version(folder, manifest),
            Framework = Frameworks.Select(one => Dependency(manifest, one.Crate) is { } line ? new Fact<string>(one.Name, new Evidence("Cargo.toml", line, $"framework: {one.Name}")) : null)
                .FirstOrDefault(one => one is not null),
            PackageManager = "cargo",
            LockFile = folder.First("Cargo.lock"),
            HasDependencies = manifest.In("dependencies").Any(),
            Port = folder.Sources(".rs").Select(text => text.MatchPort(PortNumber())).FirstOrDefault(port => port is not null),
            HealthPath = HealthRoute.Find(folder, ".rs"),
        };
        var programs = Binaries(folder, manifest, name, build.Entry is null).Where(one => build.Entry is not { } entry || one.Value == Path.GetFileNameWithoutExtension(entry)).ToList();
        if (build.Entry is not null && programs.Count == 0)
            return [];
        return programs.Count == 0
            ? [new Candidate(app, "src/main.rs", "[[bin]] in Cargo.toml", "src/bin/NAME.rs")]
            : [.. programs.Select(one => new Candidate(app with
            {
                Entry = one.Value,
                Start = new([$"./{one.Value}"], one.Evidence! with { What = $"start command: ./{one.Value}" }),
            }, "a binary"))];
    }

    private static IEnumerable<Fact<string>> Binaries(AppFolder folder, TomlFile manifest, Fact<string> package, bool byDefault)
    {
        // 'default-run' is the package's own answer to which of several.
        if (byDefault && manifest.Text("package", "default-run", "program") is { } chosen)
            return [chosen];
        var named = manifest.In("bin").Where(entry => entry is { Key: "name", Items.Count: > 0 })
            .Select(entry => new Fact<string>(entry.Items[0].Text, new Evidence("Cargo.toml", entry.Line, "")));
        var main = folder.Has("src/main.rs") ? folder.Read("src/main.rs").FirstLine(line => MainFunction().IsMatch(line)) : null;
        var files = folder.Files.Where(file => file.StartsWith("src/bin/", StringComparison.Ordinal) && file.EndsWith(".rs", StringComparison.Ordinal))
            .Select(file => new Fact<string>(Path.GetFileNameWithoutExtension(file), new Evidence(file, null, "")));
        var bins = named.Concat(files).DistinctBy(one => one.Value).ToList();
        return main is null || bins.Count > 0 && manifest.In("bin").Any(entry => entry.Key == "path" && entry.Items.Any(item => item.Text == "src/main.rs"))
            ? bins
            : [new Fact<string>(package.Value, new Evidence("src/main.rs", main.Value.Number, "")), .. bins.Where(one => one.Value != package.Value)];
    }

    private static Fact<string> Version(AppFolder folder, TomlFile manifest)
    {
        if (folder.First("rust-toolchain.toml", "rust-toolchain") is { } file && folder.Read(file).Match(Channel(), "Rust version: {0}") is { } pinned)
            return pinned;
        return manifest.Text("package", "rust-version", "Rust version") is { } least
            ? least with { Value = DefaultVersion, Evidence = least.Evidence! with { What = $"Rust version: at least {least.Value}" } }
            : DefaultVersion;
    }

    // axum = "0.8" in [dependencies], or the table [dependencies.axum]
    private static int? Dependency(TomlFile manifest, string crate) =>
        manifest.Find("dependencies", crate)?.Line ?? manifest.In($"dependencies.{crate}").FirstOrDefault()?.Line;

    [GeneratedRegex(@"^\s*(?:pub\s+)?(?:async\s+)?fn\s+main\(|#\[launch\]")]
    private static partial Regex MainFunction();

    [GeneratedRegex(@"^\s*(?:channel\s*=\s*"")?(\d+\.\d+(?:\.\d+)?)")]
    private static partial Regex Channel();

    // "0.0.0.0:3000" · ("0.0.0.0", 8080) · from(([0, 0, 0, 0], 3000))
    [GeneratedRegex(@"(?:""(?:0\.0\.0\.0|127\.0\.0\.1|\[::\])(?:"",\s*|:)|\],\s*|PORT.*unwrap_or(?:_else)?\(.*?)(\d{2,5})\b")]
    private static partial Regex PortNumber();
}
