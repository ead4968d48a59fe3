namespace DeployCrew.Cli.Tests.GitHub;

/// <summary>Writes a file as soon as a journal below a folder has a text.</summary>
internal sealed class JournalWatch(string folder, string text)
{
    public string File { get; } = Path.Combine(folder, "..", "seen");

    public IDisposable Start()
    {
        var end = new CancellationTokenSource();
        _ = Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                if (Directory.GetFiles(folder, "journal.jsonl", SearchOption.AllDirectories).Any(Has))
                {
                    await System.IO.File.WriteAllTextAsync(File, "now");
                    return;
                }

                await Task.Delay(10);
            }
        });
        return new End(end);
    }

    private bool Has(string journal)
    {
        using var stream = new FileStream(journal, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Contains(text, StringComparison.Ordinal);
    }

    private sealed class End(CancellationTokenSource source) : IDisposable
    {
        public void Dispose()
        {
            source.Cancel();
            source.Dispose();
        }
    }
}
