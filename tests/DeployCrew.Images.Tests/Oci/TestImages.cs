using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Tests.Oci;

/// <summary>Small images.</summary>
internal static class TestImages
{
    public static ImageRecipe Recipe(params LayerEntry[] entries) => new(
        [LayerRecipe.Of(entries)],
        new OciRunConfig
        {
            Cmd = ["node", "server.js"],
            WorkingDir = "/app",
            Env = ["PORT=8080"],
            Labels = new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" },
        },
        OciPlatform.Host);

    public static LayerEntry Text(string path, string text, bool executable = false) =>
        LayerEntry.FromBytes(path, System.Text.Encoding.UTF8.GetBytes(text), executable);

    public static Task<OciLayout> BuildAsync(string folder, params LayerEntry[] entries) =>
        new OciImageBuilder(0).BuildAsync(Recipe(entries), folder, default);

    /// <summary>Bytes that do not compress, the same each time.</summary>
    public static byte[] Noise(int length, int seed = 1)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }
}
