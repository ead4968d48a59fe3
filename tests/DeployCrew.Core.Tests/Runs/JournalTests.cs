using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Testing;

namespace DeployCrew.Core.Tests.Runs;

public sealed class JournalTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ManualTime time = new();

    private string File => folder.In("journal.jsonl");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Append_Entry_IsOnDiskWhileTheJournalIsOpen()
    {
        using var journal = Journal.Open(File, time);
        journal.Append(JournalKinds.Output, "build", "image", new { digest = "sha256:1" });
        var entry = Assert.Single(Journal.ReadEntries(File));
        Assert.Equal((1, time.GetUtcNow(), JournalKinds.Output, "build", "image"),
            (entry.Sequence, entry.At, entry.Kind, entry.Source, entry.Key));
        Assert.Equal("sha256:1", entry.Data!.Value.GetProperty("digest").GetString());
    }

    [Fact]
    public void Open_Reopened_GoesOnCounting()
    {
        using (var journal = Journal.Open(File, time))
            journal.Append(JournalKinds.RunStarted, null, null, null);
        using var again = Journal.Open(File, time);
        again.Append(JournalKinds.RunResumed, null, null, null);
        Assert.Equal([1, 2], again.Entries.Select(entry => entry.Sequence));
    }

    [Fact]
    public void Open_TornLastLine_DropsItAndWritesAfterWhatWasWhole()
    {
        using (var journal = Journal.Open(File, time))
            journal.Append(JournalKinds.RunStarted, null, null, "whole");
        System.IO.File.AppendAllText(File, "{\"sequence\":2,\"at\":\"2026-");
        Assert.Single(Journal.ReadEntries(File));
        using (var journal = Journal.Open(File, time))
            journal.Append(JournalKinds.RunResumed, null, null, null);
        Assert.Equal([JournalKinds.RunStarted, JournalKinds.RunResumed], Journal.ReadEntries(File).Select(entry => entry.Kind));
    }

    [Fact]
    public void Open_DamagedLine_FailsWithDC9007AndItsNumber()
    {
        using (var journal = Journal.Open(File, time))
            journal.Append(JournalKinds.RunStarted, null, null, null);
        System.IO.File.AppendAllText(File, "not json\n");
        var error = Assert.Throws<DeployError>(() => Journal.Open(File, time));
        Assert.Equal("DC9007", error.Code);
        Assert.Contains("journal.jsonl:2 ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Append_FromManyThreads_LosesAndMixesNothing()
    {
        using var journal = Journal.Open(File, time);
        Parallel.For(0, 64, index => journal.Append(JournalKinds.Progress, "build", null, index));
        var entries = Journal.ReadEntries(File);
        Assert.Equal(Enumerable.Range(1, 64).Select(number => (long)number), entries.Select(entry => entry.Sequence));
        Assert.Equal(Enumerable.Range(0, 64), entries.Select(entry => entry.Data!.Value.GetInt32()).Order());
    }

    [Fact]
    public void Last_SeveralOfOneKey_IsTheNewest()
    {
        using var journal = Journal.Open(File, time);
        journal.Append(JournalKinds.Output, "a", "image", 1);
        journal.Append(JournalKinds.Output, "a", "other", 2);
        journal.Append(JournalKinds.Output, "b", "image", 3);
        Assert.Equal(3, journal.Last(JournalKinds.Output, "image")!.Value.GetInt32());
        Assert.Null(journal.Last(JournalKinds.Output, "none"));
    }

    [Fact]
    public void Appended_Entry_IsToldAfterItIsOnDisk()
    {
        using var journal = Journal.Open(File, time);
        var onDisk = -1;
        journal.Appended += _ => onDisk = Journal.ReadEntries(File).Count;
        journal.Append(JournalKinds.RunStarted, null, null, null);
        Assert.Equal(1, onDisk);
    }
}
