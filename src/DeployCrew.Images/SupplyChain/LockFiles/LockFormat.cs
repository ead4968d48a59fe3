namespace DeployCrew.Images.SupplyChain.LockFiles;

/// <summary>A kind of file that names packages with their versions.</summary>
/// <param name="FileName">Its name.</param>
/// <param name="Read">Reads its text; the second argument is the path that packages are said to be found in.</param>
internal sealed record LockFormat(string FileName, Func<string, string, IEnumerable<Package>> Read)
{
    public static IReadOnlyDictionary<string, LockFormat> All { get; } = new LockFormat[]
    {
        new("package-lock.json", NpmLock.Read), new("npm-shrinkwrap.json", NpmLock.Read), new("yarn.lock", YarnLock.Read),
        new("pnpm-lock.yaml", PnpmLock.Read), new("bun.lock", BunLock.Read),
        new("requirements.txt", RequirementsText.Read), new("uv.lock", TomlLock.Python), new("poetry.lock", TomlLock.Python), new("Pipfile.lock", PipfileLock.Read),
        new("go.mod", GoModules.Read), new("Cargo.lock", TomlLock.Rust), new("Gemfile.lock", GemLock.Read), new("composer.lock", ComposerLock.Read),
        new("packages.lock.json", NuGetLock.Read),
    }.ToDictionary(format => format.FileName, StringComparer.Ordinal);
}
