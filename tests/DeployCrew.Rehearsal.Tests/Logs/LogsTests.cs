using DeployCrew.Rehearsal.Logs;
using DeployCrew.Rehearsal.State;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Logs;

public sealed class LogsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();
    private readonly LogStreams streams;
    private readonly StateStore store;

    public LogsTests()
    {
        streams = new LogStreams(folder.In("logs"));
        store = new StateStore(folder.Path, TimeProvider.System);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("/ecs/hello-dev/web", "web/web/0f3c")]
    [InlineData("../../etc", "..")]
    [InlineData("a%2Fb", "c%2E")]
    public void Append_AnyName_IsReadBackAndStaysInTheFolder(string group, string stream)
    {
        streams.Append(group, stream, Now, ["one", "two \"quoted\" \u001b[31m"]);

        Assert.Equal(["one", "two \"quoted\" \u001b[31m"], streams.Read(group, stream).Select(line => line.Message));
        Assert.Equal(stream, Assert.Single(streams.List(group)).Name);
        Assert.Single(Directory.GetFiles(folder.In("logs"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Read_StreamThatIsNotThere_IsEmpty() => Assert.Empty(streams.Read("g", "s"));

    [Fact]
    public void Pump_HalfALine_WaitsForItsEnd()
    {
        var pump = Pump(out var task);
        folder.Write("output", "first\r\nsec");
        pump.Pump();
        Assert.Equal(["first"], Lines());

        folder.Write("output", "first\r\nsecond\nlast");
        pump.Pump();
        Assert.Equal(["first", "second"], Lines());

        store.Change(state => state.Tasks[task].LastStatus = "STOPPED");
        pump.Pump();
        pump.Pump();
        Assert.Equal(["first", "second", "last"], Lines());
    }

    [Fact]
    public void Pump_LineWithoutAnEnd_IsTakenInPieces()
    {
        var pump = Pump(out _);
        folder.Write("output", new string('x', (1024 * 1024) + 10));

        pump.Pump();

        Assert.Equal(1024 * 1024, Assert.Single(Lines()).Length);
    }

    private IEnumerable<string> Lines() => streams.Read("g", "s").Select(line => line.Message);

    private OutputPump Pump(out string task)
    {
        store.Change(state => state.Tasks["t"] = new TaskState
        {
            Id = "t",
            Arn = "t",
            ClusterArn = "c",
            ServiceArn = "s",
            Revision = "r",
            TaskDefinition = "d",
            ContainerName = "n",
            Image = "i",
            LastStatus = "RUNNING",
            LogGroup = "g",
            LogStream = "s",
        });
        task = "t";
        return new OutputPump(store, streams, _ => folder.In("output"), new FixedTime(Now));
    }
}
