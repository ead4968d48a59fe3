namespace DeployCrew.Images.SupplyChain.LockFiles;

/// <summary>npm's package-lock.json, versions 2 and 3 (https://docs.npmjs.com/cli/configuring-npm/package-lock-json).</summary>
internal static class NpmLock
{
    private const string Folder = "node_modules/";

    // "packages": {"": {…}, "node_modules/@scope/a": {"version": "1.0.0", "integrity": "sha512-…", "dev": true, "license": "MIT"}}
    public static IEnumerable<Package> Read(string text, string file)
    {
        var root = JsonText.Parse(text);
        if (root.Member("packages") is null && root.Member("dependencies") is not null)
            throw new InvalidDataException("it is of version 1, from npm 6; npm install makes it a newer one");
        foreach (var entry in root.Members("packages"))
        {
            var at = entry.Name.LastIndexOf(Folder, StringComparison.Ordinal);
            if (at < 0 || entry.Value.Flag("link") || entry.Value.Text("version") is not { } version)
                continue;
            yield return new Package("npm", entry.Value.Text("name") ?? entry.Name[(at + Folder.Length)..], version, file)
            {
                License = entry.Value.Text("license"),
                Scope = entry.Value.Flag("dev") ? "excluded" : entry.Value.Flag("optional") || entry.Value.Flag("devOptional") ? "optional" : "required",
                Hash = SubresourceHash.Parse(entry.Value.Text("integrity")),
            };
        }
    }
}
