using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Bundles;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Commands;

/// <summary>A real bundle, and what somebody made of it.</summary>
internal sealed class EditedBundle : IDisposable
{
    private const string Manifest = "manifest.json";
    private readonly TemporaryFolder folder = new();

    private EditedBundle()
    {
    }

    public Home Home => new(folder.In("home"));

    public string File => folder.In("bundle.zip");

    public string Folder => folder.Path;

    public static async Task<EditedBundle> MakeAsync(params string[] options)
    {
        var made = new EditedBundle();
        var result = await InProcess.RunAsync(made.Home, ["bundle", Repository.Sample("hello-node"), "-o", made.File, .. options]);
        Assert.True(result.ExitCode == 0, result.Errors);
        return made;
    }

    public Task<CommandResult> ReviewAsync(params string[] options) => InProcess.RunAsync(Home, ["review", File, .. options]);

    public string Read(string path)
    {
        using var archive = ZipFile.OpenRead(File);
        using var reader = new StreamReader(archive.GetEntry(path)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>Puts text in the place of a file, or a file beside the others.</summary>
    public void Write(string path, string text, Action<ZipArchiveEntry>? attributes = null, bool beside = false)
    {
        using var archive = ZipFile.Open(File, ZipArchiveMode.Update);
        if (!beside)
            archive.GetEntry(path)?.Delete();
        var entry = archive.CreateEntry(path);
        attributes?.Invoke(entry);
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }

    public void Delete(string path)
    {
        using var archive = ZipFile.Open(File, ZipArchiveMode.Update);
        archive.GetEntry(path)!.Delete();
    }

    /// <summary>Writes the manifest anew, as somebody does who hides an edit.</summary>
    public void Agree(Func<BundleManifest, BundleManifest>? change = null)
    {
        var manifest = BundleManifest.Parse(Read(Manifest));
        using (var archive = ZipFile.OpenRead(File))
        {
            manifest = manifest with
            {
                Files = [.. archive.Entries.Where(entry => !entry.FullName.StartsWith("manifest.", StringComparison.Ordinal)).Select(entry =>
                {
                    using var stream = entry.Open();
                    return new BundleEntry(entry.FullName, entry.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
                })],
            };
        }

        Write(Manifest, (change?.Invoke(manifest) ?? manifest).ToJson());
    }

    public void Dispose() => folder.Dispose();
}
