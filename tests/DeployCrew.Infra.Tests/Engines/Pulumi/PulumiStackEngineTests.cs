using System.Runtime.CompilerServices;
using DeployCrew.Core.Errors;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Engines.Pulumi;
using DeployCrew.Infra.Model;
using DeployCrew.Testing;

namespace DeployCrew.Infra.Tests.Engines.Pulumi;

/// <summary>The engine against what the CLI writes: success, failure, cancel, policy violation, lock, half a line.</summary>
public sealed class PulumiStackEngineTests : IDisposable
{
    private const string Lock = "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.";
    private const string Owner = "  s3://state/.pulumi/locks/organization/hello/dev/22d8693a-7bae-4563-bc98-27045e703b9f.json: created by ci@runner-7 (pid 285) at 2026-11-21T06:00:00Z";
    private static readonly StackModel Model = new("hello", [new("aws:ec2/vpc:Vpc", "vpc", [new("cidrBlock", "10.0.0.0/16")], ResourceOptions.None)],
        [new("aws:region", ConfigurationKind.Text, "Region.")], []);

    private static readonly StackConfiguration Dev = new("dev", new Dictionary<string, object> { ["aws:region"] = "eu-west-1" });
    private readonly TemporaryFolder folder = new();
    private readonly ReplayingProcessRunner cli = new();
    private readonly List<ResourceChange> reported = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Apply_Success_TellsEachResourceOnceAndGivesOutputs()
    {
        Stack().Records("up", Stream("up-success")).Records("stack output", ["{", "  \"url\": \"https://hello.test\", \"token\": \"[secret]\"", "}"]);
        var result = await Engine().ApplyAsync(Model, Dev, new Reports(reported), default);
        Assert.Equal(
            ["create aws:ec2/vpc:Vpc vpc", "same aws:ssm/parameter:Parameter contract-url", "replace aws:ec2/subnet:Subnet public-1 (cidrBlock!)"],
            result.Changes.Select(change => change.ToString()));
        Assert.Equal(["create aws:ec2/vpc:Vpc vpc", "replace aws:ec2/subnet:Subnet public-1 (cidrBlock!)"], reported.Select(change => change.ToString()));
        Assert.Equal(["url"], result.Outputs.Keys);
    }

    [Fact]
    public async Task Apply_NewStack_IsMadeFirst_WithExactlyTheseCommands()
    {
        cli.Records("stack ls", ["[]"]).Records("stack init", []).Records("up", Stream("up-success")).Records("stack output", ["{}"]);
        await Engine().ApplyAsync(Model, Dev, null, default);
        var tail = $"--cwd {Path.Combine(folder.Path, "hello", "dev")} --non-interactive --color never";
        Assert.Equal(
            [
                $"stack ls --json {tail}", $"stack init dev --no-select --secrets-provider awskms://alias/hello-state?region=eu-west-1 {tail}",
                $"up --yes --skip-preview --json --stack dev {tail}", $"stack output --json --stack dev {tail}",
            ],
            Lines());
        Assert.All(cli.Commands, command => Assert.Equal("s3://state?region=eu-west-1", command.Environment["PULUMI_BACKEND_URL"]));
        Assert.Equal([null, null, TimeSpan.FromMinutes(10), null], cli.Commands.Select(command => command.InterruptGrace));
        Assert.StartsWith("secretsprovider: \"awskms://alias/hello-state?region=eu-west-1\"\nconfig:\n",
            await File.ReadAllTextAsync(Path.Combine(folder.Path, "hello", "dev", "Pulumi.dev.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_Stack_NamesThePropertyThatCausesEachChange()
    {
        Stack().Records("preview", Stream("preview"));
        var preview = await Engine().PreviewAsync(Model, Dev, default);
        Assert.Equal(
            [
                "same aws:ec2/vpc:Vpc vpc", "update aws:ecs/service:Service web-service (healthCheckGracePeriodSeconds, tags.team)",
                "replace aws:rds/instance:Instance db-database (kmsKeyId!, password)", "replace aws:ec2/subnet:Subnet public-1 (cidrBlock!)",
                "create aws:ssm/parameter:Parameter contract-url", "delete aws:ssm/parameter:Parameter contract-old",
            ],
            preview.Changes.Select(change => change.ToString()));
        Assert.Equal(new PropertyChange("healthCheckGracePeriodSeconds", "30", "60"), preview.Changes[1].Properties[0]);
        Assert.Equal(new PropertyChange("kmsKeyId", "\"arn:old\"", PropertyChange.Unknown, ForcesReplacement: true), preview.Changes[2].Properties[0]);
        Assert.Equal(new PropertyChange("password", "***", "***"), preview.Changes[2].Properties[1]);
        Assert.False(preview.IsStateEmpty);
    }

    [Fact]
    public async Task Preview_StackThatIsNotThere_IsMadeInABackendBesideIt()
    {
        cli.Records("stack ls", ["[]"]).Records("stack init", []).Records("preview", Stream("up-success"));
        await Engine().PreviewAsync(Model, Dev, default);
        Assert.Equal("s3://state?region=eu-west-1", cli.Commands.First().Environment["PULUMI_BACKEND_URL"]);
        Assert.All(cli.Commands.Skip(1), command => Assert.StartsWith("file:///", command.Environment["PULUMI_BACKEND_URL"], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0)] // exit codes are not wired for every failure: the events have the word
    [InlineData(1)]
    [InlineData(255)]
    public async Task Apply_Failure_NamesTheResourceAndTheCause(int exitCode)
    {
        Stack().Records("up", Stream("up-failure"), exitCode);
        var error = await Assert.ThrowsAsync<DeployError>(() => Engine().ApplyAsync(Model, Dev, null, default));
        Assert.Equal("DC4057", error.Code);
        Assert.Contains(error.Details, line => line.StartsWith("aws:rds/instance:Instance db-database: creating RDS DB Instance", StringComparison.Ordinal)
            && line.EndsWith("StorageQuotaExceeded: the quota is used up", StringComparison.Ordinal));
        Assert.Contains("create of aws:rds/instance:Instance db-database failed", error.Details);
    }

    [Theory]
    [InlineData("up-cancelled", "up", "pulumi up failed")]
    [InlineData("up-killed", "up", "without a summary")]
    [InlineData("preview-policy", "preview", "policy company/bucket-lifecycle: buckets must have a lifecycle")]
    public async Task Operation_DidNotComeToItsEnd_IsNoSuccessWhateverTheExitCode(string stream, string command, string words)
    {
        Stack().Records(command, Stream(stream));
        var error = await Assert.ThrowsAsync<DeployError>(() => command == "up"
            ? (Task)Engine().ApplyAsync(Model, Dev, null, default) : Engine().PreviewAsync(Model, Dev, default));
        Assert.Equal("DC4057", error.Code);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Apply_Locked_ShowsWhoHoldsTheLock()
    {
        Stack().Records("up", [], 255, [Lock, Owner]);
        var error = await Assert.ThrowsAsync<DeployError>(() => Engine().ApplyAsync(Model, Dev, null, default));
        Assert.Equal("DC4054", error.Code);
        Assert.Contains("ci@runner-7 (pid 285) since 2026-11-21T06:00:00Z (22d8693a-7bae-4563-bc98-27045e703b9f)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drift_Refresh_TellsWhatWasChangedAndWhatIsGone()
    {
        Stack().Records("refresh --preview-only --json --stack dev", Stream("refresh-drift"));
        var drift = await Engine().DriftAsync(Model, Dev, default);
        Assert.Equal(
            ["update aws:ssm/parameter:Parameter contract-url (value)", "same aws:ec2/vpc:Vpc vpc", "delete aws:ec2/subnet:Subnet public-1"],
            drift.Changes.Select(change => change.ToString()));
        Assert.Equal(new PropertyChange("value", "\"https://a\"", "\"https://b\""), drift.Changes[0].Properties[0]);
    }

    [Fact]
    public async Task Destroy_ProtectedResource_IsRefusedBeforeAnythingRuns()
    {
        var model = Model with { Resources = [Model.Resources[0] with { Options = new() { Protect = true } }] };
        var error = await Assert.ThrowsAsync<DeployError>(() => Engine().DestroyAsync(model, Dev, null, default));
        Assert.Equal("DC4055", error.Code);
        Assert.Empty(cli.Commands);
    }

    [Fact]
    public async Task Destroy_Stack_RemovesTheStateToo()
    {
        Stack().Records("destroy", Stream("up-success")).Records("stack rm", []);
        await Engine().DestroyAsync(Model, Dev, null, default);
        Assert.Contains("destroy --yes --skip-preview --json --stack dev", Lines()[1], StringComparison.Ordinal);
        Assert.Contains("stack rm --yes --preserve-config --stack dev", Lines()[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outputs_StackWithoutResources_AreNone()
    {
        cli.Records("stack ls", ["[{\"name\": \"organization/hello/dev\", \"resourceCount\": 0}]"]);
        Assert.Null(await Engine().OutputsAsync(Model, Dev, default));
    }

    private ReplayingProcessRunner Stack() => cli.Records("stack ls", ["[{\"name\": \"dev\", \"current\": false, \"resourceCount\": 9}]"]);

    private List<string> Lines() => [.. cli.Commands.Select(command => string.Join(' ', command.Arguments))];

    private PulumiStackEngine Engine() => new(
        new(folder.Path, "s3://state?region=eu-west-1", "awskms://alias/hello-state?region=eu-west-1"), cli);

    private static string[] Stream(string name, [CallerFilePath] string caller = "") =>
        File.ReadAllLines(Path.Combine(Path.GetDirectoryName(caller)!, "Streams", name + ".jsonl"));

    private sealed class Reports(List<ResourceChange> into) : IProgress<ResourceChange>
    {
        public void Report(ResourceChange value) => into.Add(value);
    }
}
