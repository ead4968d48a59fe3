using DeployCrew.Rehearsal.Api.Models;
using DeployCrew.Rehearsal.Tests.Clients;
using DeployCrew.Rehearsal.Tests.Hosting;

namespace DeployCrew.Rehearsal.Tests.Api;

public sealed class OperationTableTests : IAsyncLifetime
{
    private const string Head = "| service | supported | recorded only | not there |";

    private TestCloud cloud = null!;

    public async Task InitializeAsync() => cloud = await TestCloud.StartAsync();

    public async Task DisposeAsync() => await cloud.DisposeAsync();

    [Fact]
    public void Models_AndOperations_AreTheSameList()
    {
        Assert.Equal(ServiceModels.All.Keys.Order(StringComparer.Ordinal), cloud.Cloud.Services.Select(service => service.Name).Order(StringComparer.Ordinal));
        Assert.All(cloud.Cloud.Services, service => Assert.Equal(
            service.Model.Operations.Keys.Order(StringComparer.Ordinal), service.Operations.Keys.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void RecordedOnly_NamesOperations() =>
        Assert.All(cloud.Cloud.Services, service => Assert.Subset(service.Operations.Keys.ToHashSet(), service.RecordedOnly.ToHashSet()));

    /// <summary>With UPDATE_GOLDEN=1 the table is written.</summary>
    [Fact]
    public void Readme_Table_IsWhatTheCloudHas()
    {
        var file = Path.Combine(SourceTree.Root, "README.md");
        var text = File.ReadAllText(file);
        var start = text.IndexOf(Head, StringComparison.Ordinal);
        var end = text.IndexOf("\n\n", start, StringComparison.Ordinal);
        var table = $"{Head}\n|---|---|---|---|\n" + string.Join('\n', cloud.Cloud.Services.Select(service =>
            $"| {service.Name} | {Names(service.Operations.Keys.Except(service.RecordedOnly))} | {Names(service.RecordedOnly)} | {service.Model.All - service.Operations.Count} others |"));
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(file, text[..start] + table + text[end..]);
        else
            Assert.Equal(table, text[start..end]);
    }

    // Create{Cluster,Service}, StopTask
    private static string Names(IEnumerable<string> operations) => string.Join(", ", operations.GroupBy(VerbOf).OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => group.Order(StringComparer.Ordinal).ToArray()).Select(names => names.Length == 1 ? names[0]
            : $"{VerbOf(names[0])}{{{string.Join(", ", names.Select(name => name[VerbOf(name).Length..]))}}}"));

    private static string VerbOf(string operation) => operation[..(1 + operation[1..].TakeWhile(char.IsLower).Count())];
}
