using DeployCrew.Images.Building.InProcess;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Building;

public sealed class WorkFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Dispose_WithFiles_LeavesNothing()
    {
        using (var work = new WorkFolder(_folder.Path))
            File.WriteAllText(Path.Combine(work.Path, "a"), "1");

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void New_OneOfAKilledOwner_IsSweptAndOneAtWorkStays()
    {
        using var atWork = new WorkFolder(_folder.Path);
        _folder.Write("deploycrew-build-dead/file", "1");
        _folder.Write("deploycrew-build-dead.lock", "");
        _folder.Write("somebody-elses/file", "1");

        using var next = new WorkFolder(_folder.Path);

        Assert.True(Directory.Exists(atWork.Path) && Directory.Exists(next.Path) && Directory.Exists(_folder.In("somebody-elses")));
        Assert.False(Directory.Exists(_folder.In("deploycrew-build-dead")) || File.Exists(_folder.In("deploycrew-build-dead.lock")));
    }

    public void Dispose() => _folder.Dispose();
}
