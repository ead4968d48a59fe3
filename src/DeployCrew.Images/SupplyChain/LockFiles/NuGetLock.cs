namespace DeployCrew.Images.SupplyChain.LockFiles;

/// <summary>NuGet's packages.lock.json (https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files#locking-dependencies).</summary>
internal static class NuGetLock
{
    // {"dependencies": {"net10.0": {"Serilog": {"type": "Direct", "resolved": "4.0.0"}}}}; its contentHash is not that of the archive.
    public static IEnumerable<Package> Read(string text, string file) => JsonText.Parse(text).Members("dependencies")
        .SelectMany(framework => framework.Value.Members())
        .Where(one => one.Value.Text("type") != "Project" && one.Value.Text("resolved") is not null)
        .Select(one => new Package("nuget", one.Name, one.Value.Text("resolved")!, file));
}
