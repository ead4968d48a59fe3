using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.State;
using DeployCrew.Rehearsal.Tasks;
using DeployCrew.Testing;

namespace DeployCrew.Rehearsal.Tests.Tasks;

public sealed class TaskSecretsTests : IAsyncDisposable
{
    private const string Arn = "arn:aws:secretsmanager:eu-west-1:000000000000:secret:shop/db-AbCdEf";

    private readonly TemporaryFolder folder = new();
    private readonly StateStore store;
    private readonly TaskSecrets secrets;

    public TaskSecretsTests()
    {
        store = new StateStore(folder.Path, TimeProvider.System);
        var vault = new ParameterVault(folder.In("key"));
        var values = new SecretValues(vault, TimeProvider.System);
        secrets = new TaskSecrets(store, vault, values);
        var secret = new SecretState { Name = "shop/db", Arn = Arn };
        values.Add(secret, "v1", "before", isBinary: false, ["AWSCURRENT"]);
        values.Add(secret, "v2", """{"user":"ana","port":5432}""", isBinary: false, ["AWSCURRENT"]);
        store.Change(state => state.Secrets[secret.Name] = secret);
        new SsmApi(store, vault, values, TimeProvider.System).Writes.Write("/shop/key", "k", "SecureString", null, overwrite: false, "eu-west-1");
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData(Arn, """{"user":"ana","port":5432}""")]
    [InlineData(Arn + ":user::", "ana")]
    [InlineData(Arn + ":port::", "5432")]
    [InlineData(Arn + "::AWSPREVIOUS:", "before")]
    [InlineData(Arn + ":::v1", "before")]
    [InlineData("arn:aws:secretsmanager:eu-west-1:000000000000:secret:shop/db:user::", "ana")]
    [InlineData("/shop/key", "k")]
    [InlineData("arn:aws:ssm:eu-west-1:000000000000:parameter/shop/key", "k")]
    public void Resolve_Reference_IsItsValue(string valueFrom, string value) => Assert.Equal(value, Resolve(valueFrom));

    [Theory]
    [InlineData(Arn + "x")]
    [InlineData(Arn + ":password::")]
    [InlineData(Arn + ":user:AWSPREVIOUS:")]
    [InlineData(Arn + "::nobody:")]
    [InlineData("/shop/none")]
    public void Resolve_WhatIsNotThere_KeepsTheTaskFromStarting(string valueFrom) =>
        Assert.StartsWith("ResourceInitializationError", Assert.Throws<TaskStartFault>(() => Resolve(valueFrom)).Message, StringComparison.Ordinal);

    [Fact]
    public void State_OfASecret_DoesNotShowIt() =>
        Assert.DoesNotContain("ana", store.Read(state => state.Secrets["shop/db"].Versions[1].Value), StringComparison.Ordinal);

    private string Resolve(string valueFrom) => secrets.Resolve(
        new JsonObject { ["secrets"] = new JsonArray(new JsonObject { ["name"] = "X", ["valueFrom"] = valueFrom }) })["X"];
}
