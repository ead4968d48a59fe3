using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.Ecs;
using DeployCrew.Rehearsal.State;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Api;

/// <summary>Lists that change between their pages: what stays is given once, whatever goes and comes.</summary>
public sealed class PagerTests
{
    private readonly Pager pages = new([1], "list", "InvalidToken");

    [Theory]
    [InlineData("abcdefg", "", "defg")]
    [InlineData("abcdefg", "a", "defg")]
    [InlineData("abcdefg", "c", "defg")]
    [InlineData("abcdefg", "abcd", "efg")]
    [InlineData("abcdefg", "abcdef", "g")]
    [InlineData("abcdefg", "defg", "")]
    [InlineData("gfedcba", "", "dcba")]
    [InlineData("gfedcba", "ge", "dcba")]
    [InlineData("gfedcba", "gfedcb", "a")]
    public void Of_ItemsDeletedBetweenPages_GivesAllThatAreLeftOnce(string all, string deleted, string rest)
    {
        var (first, token) = Page(all, null);
        var left = string.Concat(all.Except(deleted));

        Assert.Equal(all[..3], first);
        var given = "";
        while (token is not null)
        {
            (var page, token) = Page(left, token);
            given += page;
        }

        Assert.Equal(rest, given);
    }

    [Fact]
    public void Of_ItemsAddedInFront_RepeatsNothing() => Assert.Equal("def", Page("0abcdefg", Page("abcdefg", null).Next).Items);

    [Theory]
    [InlineData("ASC")]
    [InlineData("DESC")]
    public async Task ListTaskDefinitions_RevisionsDeletedBetweenPages_GivesAllThatAreLeft(string sort)
    {
        using var folder = new TemporaryFolder();
        await using var store = new StateStore(folder.Path, TimeProvider.System);
        var operations = new EcsApi(store, new ServiceChanges(TimeProvider.System), TimeProvider.System).Service.Operations;
        JsonObject Ask(string operation, JsonObject request) => operations[operation](request, new AwsCall(operation, AwsCaller.Owner("ecs", "eu-west-1"), "1", pages));
        foreach (var family in new[] { "web", "web-admin" })
        {
            for (var revision = 1; revision <= 12; revision++)
                Ask("RegisterTaskDefinition", (JsonObject)JsonNode.Parse($$"""{"family":"{{family}}","containerDefinitions":[{"name":"a","image":"i"}]}""")!);
        }

        string[] Names(JsonObject answer) => [.. answer.Texts("taskDefinitionArns").Select(EcsNames.NameOf)];
        var all = Names(Ask("ListTaskDefinitions", new() { ["sort"] = sort }));
        var answer = Ask("ListTaskDefinitions", new() { ["sort"] = sort, ["maxResults"] = 10 });
        var given = Names(answer).ToList();
        foreach (var gone in given.Skip(5).Append(all[10]))
            Ask("DeregisterTaskDefinition", new() { ["taskDefinition"] = gone });
        while (answer.Text("nextToken") is { } token)
        {
            answer = Ask("ListTaskDefinitions", new() { ["sort"] = sort, ["maxResults"] = 10, ["nextToken"] = token });
            given.AddRange(Names(answer));
        }

        Assert.Equal(24, all.Length);
        Assert.Equal(all.Where(name => name != all[10]), given);
    }

    private (string Items, string? Next) Page(string all, string? token)
    {
        var (items, next) = pages.Of(all.ToArray(), one => $"{one}", token, 3, 3);
        return (string.Concat(items), next);
    }
}
