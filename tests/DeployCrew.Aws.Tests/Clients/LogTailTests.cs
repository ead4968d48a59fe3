using System.Text.Json.Nodes;
using DeployCrew.Aws.Logs;
using DeployCrew.Testing;

namespace DeployCrew.Aws.Tests.Clients;

public sealed class LogTailTests
{
    // Four answers: events are late, out of order, on two pages, and come again because each question goes back in time.
    [Fact]
    public async Task Follow_EventsThatComeLateAndAgain_GivesEachOnce()
    {
        var time = new ManualTime();
        var start = time.GetUtcNow();
        var log = new List<(string Id, int Second)> { ("a", 1), ("b", 2) };
        var asked = new List<long>();
        await using var service = await FaultyService.StartAsync((_, arrival, context) =>
        {
            var request = (JsonObject)JsonNode.Parse(arrival.Body)!;
            var from = (long)request["startTime"]!;
            var isSecondPage = request["nextToken"] is not null;
            if (!isSecondPage)
                asked.Add(from);
            var events = log.Where(one => start.AddSeconds(one.Second).ToUnixTimeMilliseconds() >= from)
                .Select(one => $$"""{"eventId":"{{one.Id}}","logStreamName":"s","timestamp":{{start.AddSeconds(one.Second).ToUnixTimeMilliseconds()}},"message":"{{one.Id}}"}""").ToList();
            var page = isSecondPage ? events.Skip(1) : events.Take(1);
            return FaultyService.Json($$"""{"events":[{{string.Join(',', page)}}]{{(isSecondPage ? "" : ",\"nextToken\":\"t\"")}}}""")(context);
        });
        using var client = new LogsClient(service.Connection);
        var given = new List<string>();
        await using var lines = new LogTail(client, time).FollowAsync(new("g") { From = start }, TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(20), default).GetAsyncEnumerator();

        async Task TakeAsync(int count)
        {
            for (var index = 0; index < count; index++)
            {
                Assert.True(await lines.MoveNextAsync());
                given.Add(lines.Current.Message);
            }
        }

        await TakeAsync(2);
        log.AddRange([("late", 0), ("c", 600), ("d", 590)]);
        var next = TakeAsync(3);
        await ElapseAsync(time, next);
        log.AddRange([("e", 610), ("f", 1100)]);
        next = TakeAsync(2);
        await ElapseAsync(time, next);
        var end = lines.MoveNextAsync().AsTask();
        await ElapseAsync(time, end);

        Assert.False(await end);
        Assert.Equal(["a", "b", "late", "d", "c", "e", "f"], given);
        Assert.All(asked, from => Assert.True(from >= start.ToUnixTimeMilliseconds()));
        Assert.True(asked[^1] > asked[0]);
    }

    [Fact]
    public async Task Follow_NothingComes_EndsAtItsLimitAfterALastLook()
    {
        var time = new ManualTime();
        var end = time.GetUtcNow().AddSeconds(25);
        var looks = new List<DateTimeOffset>();
        await using var service = await FaultyService.StartAsync((_, _, context) =>
        {
            looks.Add(time.GetUtcNow());
            return FaultyService.Json("""{"events":[]}""")(context);
        });
        using var client = new LogsClient(service.Connection);

        var all = new LogTail(client, time).FollowAsync(new("g"), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(25), default).ToListAsync().AsTask();
        await ElapseAsync(time, all);

        Assert.Empty(await all);
        Assert.InRange(looks.Count, 2, 4);
        Assert.True(looks[^1] >= end);
        Assert.All(looks.SkipLast(1), look => Assert.True(look < end.AddSeconds(10)));
    }

    private static async Task ElapseAsync(ManualTime time, Task until)
    {
        while (!until.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(until, Task.Delay(10));
        }
    }
}
