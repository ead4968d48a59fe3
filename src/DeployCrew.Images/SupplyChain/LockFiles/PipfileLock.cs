namespace DeployCrew.Images.SupplyChain.LockFiles;

/// <summary>Pipfile.lock (https://github.com/pypa/pipfile).</summary>
internal static class PipfileLock
{
    // {"default": {"flask": {"version": "==3.0.3"}}, "develop": {…}}
    public static IEnumerable<Package> Read(string text, string file)
    {
        var root = JsonText.Parse(text);
        return Of("default", "required").Concat(Of("develop", "excluded"));

        IEnumerable<Package> Of(string group, string scope) => root.Members(group)
            .Where(one => one.Value.Text("version")?.StartsWith("==", StringComparison.Ordinal) is true)
            .Select(one => new Package("pypi", one.Name, one.Value.Text("version")!.TrimStart('='), file) { Scope = scope });
    }
}
