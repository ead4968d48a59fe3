using DeployCrew.Core.Requirements;
using DeployCrew.Core.Runs;
using DeployCrew.Infra.Bundles;

namespace DeployCrew.Web.Tests;

/// <summary>A run as another process has left it.</summary>
internal static class WrittenRun
{
    /// <summary>Writes its folder, with whatever else its journal has.</summary>
    public static RunFolder In(string home, string id, RunRequest request, Action<Journal>? more = null)
    {
        var folder = new RunFolder(Directory.CreateDirectory(Path.Combine(home, "runs", id)).FullName);
        using var journal = Journal.Open(folder.JournalFile, TimeProvider.System);
        journal.Append(JournalKinds.RunStarted, null, null, request);
        more?.Invoke(journal);
        return folder;
    }

    /// <summary>Writes one of a sample, with its bundle.</summary>
    public static async Task<RunFolder> WithBundleAsync(string home, string id, string sample, Func<string, string>? change = null, params (string Path, string Text)[] more)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Served.Root, "samples", sample, "requirements.json"));
        text = change?.Invoke(text) ?? text;
        var document = RequirementsReader.Read("requirements.json", text).Document;
        var folder = In(home, id, new RunRequest($"{home}/requirements.json", null, document.Project, "dev", "local"));
        await File.WriteAllTextAsync(folder.RequirementsFile, text);
        var bundle = BundleWriter.Compose(new BundleContent(document, System.Text.Encoding.UTF8.GetBytes(text), [.. more.Select(one => BundleFile.Text(one.Path, one.Text))]));
        await BundleWriter.WriteFolderAsync(bundle, folder.Bundle, CancellationToken.None);
        return folder;
    }
}
