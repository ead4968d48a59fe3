using System.IO.Compression;
using System.Text;
using DeployCrew.Infra.Bundles;
using DeployCrew.Testing;

namespace DeployCrew.Infra.Tests.Bundles;

/// <summary>How far a stranger's zip is read.</summary>
public sealed class BundleArchiveTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Open_TooManyEntries_IsRefused()
    {
        var file = Zip(("a", 1), ("b", 1), ("c", 1));
        await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync(file, new() { Entries = 2 }));
        using var archive = await OpenAsync(file, new() { Entries = 3 });
        Assert.Equal(["a", "b", "c"], archive.Paths);
    }

    [Fact]
    public async Task Open_DirectoryLargerThanIsRead_IsRefusedBeforeItIsAllRead()
    {
        var file = Zip([.. Enumerable.Range(0, 2000).Select(i => ($"{i}", 0))]);
        Assert.Contains("directory", (await Assert.ThrowsAsync<InvalidDataException>(() => OpenAsync(file, new() { Directory = 10_000 }))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_MoreThanTheTotal_LeavesOutWhatIsTooMuch()
    {
        using var archive = await OpenAsync(Zip(("a", 60), ("b", 60), ("c", 30)), new() { Total = 100 });
        Assert.Equal(["a", "c"], archive.Paths);
        Assert.Equal([(BundleProblemKind.TooLarge, "b")], archive.Problems.Select(problem => (problem.Kind, problem.Path)));
        Assert.True(archive.WasRefused("b"));
    }

    [Fact]
    public async Task Open_SwellingOfAllTogether_IsABomb()
    {
        var file = Zip([.. Enumerable.Range(0, 50).Select(i => ($"{i:00}", 100_000))]);
        using var archive = await OpenAsync(file, new() { RatioFrom = 1_000_000, Ratio = 100 });
        Assert.NotEmpty(archive.Problems);
        Assert.All(archive.Problems, problem => Assert.Equal((BundleProblemKind.TooLarge, BundleWeight.Hostile), (problem.Kind, problem.Weight)));
    }

    [Fact]
    public async Task Bytes_MoreThanAText_AreRefused()
    {
        using var archive = await OpenAsync(Zip(("a", 11)), new() { Text = 10 });
        await Assert.ThrowsAsync<InvalidDataException>(() => archive.BytesAsync("a", CancellationToken.None));
    }

    [Fact]
    public async Task Hash_EntryThatIsLongerThanItSays_IsRefusedOrCut()
    {
        var file = Zip(("a", 1000));
        var bytes = await File.ReadAllBytesAsync(file);
        // The directory's record (PK 1 2): the length is at 24.
        var record = bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        BitConverter.GetBytes(10).CopyTo(bytes, record + 24);
        await File.WriteAllBytesAsync(file, bytes);
        using var archive = await OpenAsync(file, new());
        var read = await Record.ExceptionAsync(async () => Assert.Equal(10, (await archive.HashAsync("a", CancellationToken.None)).Bytes));
        Assert.True(read is null or InvalidDataException, $"{read}");
    }

    [Theory]
    [InlineData("a\u001b[2Jb", "a\\u001B[2Jb")]
    [InlineData("a\u202Eb", "a\\u202Eb")]
    [InlineData("a\nb", "a\\u000Ab")]
    [InlineData("naïve – 日本", "naïve – 日本")]
    public void VisibleText_WhatCannotBeSeen_IsWrittenOut(string text, string shown) => Assert.Equal(shown, VisibleText.Of(text));

    public void Dispose() => folder.Dispose();

    private static Task<BundleArchive> OpenAsync(string file, BundleLimits limits) => BundleArchive.OpenAsync(file, limits, CancellationToken.None);

    private string Zip(params (string Path, int Zeros)[] entries)
    {
        var file = folder.In("some.zip");
        using var archive = new ZipArchive(File.Create(file), ZipArchiveMode.Create, leaveOpen: false, Encoding.UTF8);
        foreach (var (path, zeros) in entries)
        {
            using var stream = archive.CreateEntry(path).Open();
            stream.Write(new byte[zeros]);
        }

        return file;
    }
}
