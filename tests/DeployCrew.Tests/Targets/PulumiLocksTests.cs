using System.Text;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Model;
using DeployCrew.Targets;

namespace DeployCrew.Tests.Targets;

public sealed class PulumiLocksTests
{
    private const string Prefix = ".pulumi/locks/organization/hello/dev/";
    private static readonly StackModel Model = new("hello", [], [], []);
    private static readonly StackConfiguration Dev = new("dev", new Dictionary<string, object>());
    private readonly FakeArchive archive = new();

    [Fact]
    public async Task Find_LockOfAnotherStack_IsNone()
    {
        archive.Files[".pulumi/locks/organization/hello/prod/1.json"] = "{}";
        Assert.Null(await Locks().FindAsync(Model, Dev, default));
    }

    [Fact]
    public async Task Find_Held_TellsTheOwner()
    {
        archive.Files[Prefix + "22d8693a.json"] = """{"pid":285,"username":"ci","hostname":"runner-7","timestamp":"2026-11-21T06:00:00Z"}""";
        Assert.Equal(
            new StackLock("22d8693a", "ci@runner-7 (pid 285)", "an operation", new(2026, 11, 21, 6, 0, 0, TimeSpan.Zero)),
            await Locks().FindAsync(Model, Dev, default));
    }

    [Theory]
    [InlineData("half writ")]
    [InlineData("[]")]
    [InlineData("""{"timestamp":"yesterday"}""")]
    public async Task Find_LockThatCannotBeRead_IsALockAllTheSame(string content)
    {
        archive.Files[Prefix + "1.json"] = content;
        Assert.Equal("1", (await Locks().FindAsync(Model, Dev, default))!.Id);
    }

    [Fact]
    public async Task Break_LockThatWasShown_LeavesOneThatWasTakenMeanwhile()
    {
        archive.Files[Prefix + "dead.json"] = "{}";
        archive.Files[Prefix + "living.json"] = "{}";
        await Locks().BreakAsync(Model, Dev, "dead", default);
        Assert.Equal([Prefix + "living.json"], archive.Files.Keys);
        Assert.Equal("DC4057", (await Assert.ThrowsAsync<DeployError>(() => Locks().BreakAsync(Model, Dev, "dead", default))).Code);
    }

    private PulumiLocks Locks() => new(archive, "bucket");

    private sealed class FakeArchive : IStateArchive
    {
        public SortedDictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

        public Task<bool> ExistsAsync(string bucket, CancellationToken cancellationToken) => Task.FromResult(true);

        public Task<byte[]?> ReadAsync(string bucket, string key, CancellationToken cancellationToken) =>
            Task.FromResult(Files.TryGetValue(key, out var text) ? Encoding.UTF8.GetBytes(text) : null);

        public Task<IReadOnlyList<string>> ListAsync(string bucket, string prefix, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<string>>([.. Files.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))]);

        public Task DeleteAsync(string bucket, string key, CancellationToken cancellationToken)
        {
            Files.Remove(key);
            return Task.CompletedTask;
        }

        public Task WriteAsync(string bucket, string key, byte[] content, CancellationToken cancellationToken)
        {
            Files[key] = Encoding.UTF8.GetString(content);
            return Task.CompletedTask;
        }
    }
}
