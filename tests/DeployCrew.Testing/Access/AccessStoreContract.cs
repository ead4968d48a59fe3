using DeployCrew.Core.Access;
using DeployCrew.Core.Ports;
using Xunit;

namespace DeployCrew.Testing.Access;

/// <summary>What every <see cref="IAccessStore"/> does. Derive from it with a store of its own, empty, for each test.</summary>
public abstract class AccessStoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The store; another call gives another process's view of the same.</summary>
    protected abstract IAccessStore Open();

    [Fact]
    public async Task Tokens_OfAnEmptyStore_AreNone()
    {
        Assert.Empty(await Open().TokensAsync(default));
        Assert.Empty(await Open().AuditAsync(10, default));
    }

    [Fact]
    public async Task Change_NewToken_IsThereForOthersAsItWas()
    {
        var token = Token("ci") with { ExpiresAt = Noon.AddDays(30) };
        Assert.Null(await Open().ChangeAsync("ci", _ => token, default));
        Assert.Equal([token], await Open().TokensAsync(default));
    }

    [Fact]
    public async Task Change_ToNull_TakesItAwayAndSaysWhatItWas()
    {
        var store = Open();
        await store.ChangeAsync("ci", _ => Token("ci"), default);
        await store.ChangeAsync("other", _ => Token("other"), default);
        Assert.Equal(Token("ci"), await store.ChangeAsync("ci", _ => null, default));
        Assert.Null(await store.ChangeAsync("ci", _ => null, default));
        Assert.Equal("other", Assert.Single(await Open().TokensAsync(default)).Name);
    }

    [Fact]
    public async Task Change_ThatThrows_ChangesNothing()
    {
        var store = Open();
        await store.ChangeAsync("ci", _ => Token("ci"), default);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.ChangeAsync("ci", _ => throw new InvalidOperationException(), default));
        Assert.Equal([Token("ci")], await store.TokensAsync(default));
    }

    [Fact]
    public async Task Change_ByManyAtOnce_NoneIsLost()
    {
        var stores = new[] { Open(), Open(), Open() };
        await stores[0].ChangeAsync("ci", _ => Token("ci") with { LastUsedAt = Noon }, default);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Task.Run(() =>
            stores[number % 3].ChangeAsync("ci", old => old! with { LastUsedAt = old.LastUsedAt!.Value.AddHours(1) }, default))));
        Assert.Equal(Noon.AddHours(30), Assert.Single(await Open().TokensAsync(default)).LastUsedAt);
    }

    [Fact]
    public async Task Record_ByManyAtOnce_EveryLineIsWholeAndTheNewestComeLast()
    {
        var stores = new[] { Open(), Open() };
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => stores[number % 2].RecordAsync(Entry($"{number}"), default))));
        await stores[0].RecordAsync(Entry("last"), default);
        var all = await Open().AuditAsync(100, default);
        Assert.Equal(21, all.Count);
        Assert.Equal(21, all.Select(one => one.Ids["id"]).Distinct().Count());
        Assert.Equal("last", Assert.Single(await Open().AuditAsync(1, default)).Ids["id"]);
    }

    [Fact]
    public async Task Record_TextWithLineBreaksAndQuotes_IsOneEntryAsItWas()
    {
        var entry = Entry("a\nb\r\"c\u2028") with { Scope = null, From = null };
        await Open().RecordAsync(entry, default);
        var read = Assert.Single(await Open().AuditAsync(10, default));
        Assert.Equal(entry.Ids["id"], read.Ids["id"]);
        Assert.Equal(entry with { Ids = read.Ids }, read);
    }

    private static AccessToken Token(string name) => new(name, AccessScope.Operator, new string('a', 64), Noon, "somebody", null, null);

    private static AuditEntry Entry(string id) => new(Noon, "token ci", AccessScope.Operator, "POST /api/v1/runs/{id}/cancel", new Dictionary<string, string> { ["id"] = id }, "192.0.2.1", "202");
}
