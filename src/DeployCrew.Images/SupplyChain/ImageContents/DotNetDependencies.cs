using DeployCrew.Images.SupplyChain.LockFiles;

namespace DeployCrew.Images.SupplyChain.ImageContents;

/// <summary>What a .NET program runs with (https://github.com/dotnet/sdk/blob/main/documentation/specs/runtime-configuration-file.md).</summary>
internal static class DotNetDependencies
{
    // {"libraries": {"Serilog/4.0.0": {"type": "package", "sha512": "sha512-…"}, "web/1.0.0": {"type": "project"}}}
    public static IEnumerable<Package> Read(string text, string file) => JsonText.Parse(text).Members("libraries")
        .Where(one => one.Value.Text("type") == "package" && one.Name.Split('/').Length == 2)
        .Select(one => new Package("nuget", one.Name.Split('/')[0], one.Name.Split('/')[1], file));
}
