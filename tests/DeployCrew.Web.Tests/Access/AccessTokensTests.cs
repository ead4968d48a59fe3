using System.Text;
using DeployCrew.Access;
using DeployCrew.Core.Access;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Runs;
using DeployCrew.Testing;

namespace DeployCrew.Web.Tests.Access;

public sealed class AccessTokensTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ManualTime time = new();
    private readonly FileAccessStore store;
    private readonly AccessTokens tokens;

    public AccessTokensTests()
    {
        store = new FileAccessStore(new Home(folder.In("home")), time);
        tokens = new AccessTokens(store, time);
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Create_Token_IsFoundByItsTextOnly()
    {
        var text = await tokens.CreateAsync("ci", AccessScope.Operator, null, "me", default);
        Assert.Matches("^dcw_[0-9A-Za-z]{49}$", text);
        Assert.Equal("ci", (await tokens.FindAsync(text, default))!.Name);
        Assert.Null(await tokens.FindAsync(TokenText.Create(), default));
        Assert.Null(await tokens.FindAsync("", default));
        Assert.Null(await tokens.FindAsync((await store.TokensAsync(default))[0].Hash, default));
    }

    [Fact]
    public void IsWellFormed_OneLetterChanged_IsNot()
    {
        var text = TokenText.Create();
        Assert.True(TokenText.IsWellFormed(text));
        for (var place = 0; place < text.Length; place++)
            Assert.False(TokenText.IsWellFormed(new StringBuilder(text) { [place] = text[place] == 'x' ? 'y' : 'x' }.ToString()));
    }

    [Fact]
    public async Task Find_ExpiredOrRevoked_IsNone()
    {
        var expiring = await tokens.CreateAsync("short", AccessScope.Viewer, TimeSpan.FromDays(1), "me", default);
        var revoked = await tokens.CreateAsync("gone", AccessScope.Viewer, null, "me", default);
        await tokens.RevokeAsync("gone", default);
        Assert.NotNull(await tokens.FindAsync(expiring, default));
        Assert.Null(await tokens.FindAsync(revoked, default));
        time.Advance(TimeSpan.FromDays(1));
        Assert.Null(await tokens.FindAsync(expiring, default));
        Assert.False(await tokens.AnyAsync(default));
    }

    [Fact]
    public async Task Find_Again_KeepsTheHourOfItsLastUseOnly()
    {
        var text = await tokens.CreateAsync("ci", AccessScope.Viewer, null, "me", default);
        await tokens.FindAsync(text, default);
        var first = (await store.TokensAsync(default))[0].LastUsedAt!.Value;
        Assert.Equal((0, 0, 0), (first.Minute, first.Second, first.Millisecond));
        time.Advance(TimeSpan.FromHours(1));
        await tokens.FindAsync(text, default);
        Assert.Equal(first.AddHours(1), (await store.TokensAsync(default))[0].LastUsedAt);
    }

    [Theory]
    [InlineData("Ci", "DC9150")]
    [InlineData("", "DC9150")]
    [InlineData("a/b", "DC9150")]
    [InlineData("a\nb", "DC9150")]
    [InlineData("a\n", "DC9150")]
    [InlineData("taken", "DC9149")]
    public async Task Create_NameThatCannotBe_IsRefused(string name, string code)
    {
        await tokens.CreateAsync("taken", AccessScope.Viewer, null, "me", default);
        Assert.Equal(code, (await Assert.ThrowsAsync<DeployError>(() => tokens.CreateAsync(name, AccessScope.Viewer, null, "me", default))).Code);
    }

    [Fact]
    public async Task Revoke_Unknown_IsAnError() =>
        Assert.Equal("DC9151", (await Assert.ThrowsAsync<DeployError>(() => tokens.RevokeAsync("none", default))).Code);
}
