using DeployCrew.Images.Reading;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Reading;

public sealed class AppExtractTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_App_ShowsManifestsThenReadmeThenEntries()
    {
        foreach (var file in new[] { "lib/zebra.pl", "main.pl", "README.md", "cpanfile", "deep/er/start.pl", "package-lock.json", "picture.png" })
            _folder.Write(file, "text\n");
        Assert.Equal(["cpanfile", "README.md", "main.pl", "deep/er/start.pl", "lib/zebra.pl"], AppExtract.Of(_folder.Path).Texts.Select(one => one.Path));
    }

    [Fact]
    public void Of_FilesThatKeepSecrets_ShowsTheirNamesOnly()
    {
        foreach (var file in new[] { ".env", "prod.env", "tls.key", "ca.pem", ".aws/config", "secrets/app.yml", "credentials.json", ".npmrc" })
            _folder.Write(file, "text\n");
        _folder.Write("main.pl", "my $key = 'ghp_" + new string('a', 20) + "1234567890ABCDEF';\n");
        var extract = AppExtract.Of(_folder.Path);
        Assert.Empty(extract.Texts);
        Assert.Contains("tls.key", extract.Files);
    }

    [Fact]
    public void Of_LinkOutOfTheApp_IsNotFollowed()
    {
        _folder.Write("app/README.md", "text\n");
        _folder.Write("outside.txt", "text\n");
        File.CreateSymbolicLink(_folder.In("app/main.pl"), _folder.In("outside.txt"));
        Assert.Equal(["README.md"], AppExtract.Of(_folder.In("app")).Files);
    }

    [Fact]
    public void Of_NameThatWritesOnTerminals_IsLeftOut()
    {
        _folder.Write("main\u001b[2J.pl", "text\n");
        _folder.Write("start\u202e.pl", "text\n");
        _folder.Write("run.pl", "text\n");
        Assert.Equal(["run.pl"], AppExtract.Of(_folder.Path).Files);
    }

    [Fact]
    public void Of_LargeApp_IsBounded()
    {
        for (var at = 0; at < 400; at++)
            _folder.Write($"part{at}.pl", string.Concat(Enumerable.Repeat(new string('x', 500) + "\n", 300)));
        _folder.Write("main.c", new string('\0', 10));
        _folder.Write("huge.pl", new string('y', 300_000));
        var extract = AppExtract.Of(_folder.Path);
        Assert.Equal((300, 102), (extract.Files.Count, extract.MoreFiles));
        Assert.True(extract.Texts.Count <= 24 && extract.Texts.Sum(one => one.Lines.Sum(line => line.Length + 1)) <= 60_000);
        Assert.All(extract.Texts, one => Assert.True(one.IsCut && one.Lines.All(line => line.Length <= 300)));
        Assert.DoesNotContain(extract.Texts, one => one.Path is "main.c" or "huge.pl");
    }
}
