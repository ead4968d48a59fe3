using DeployCrew.Core.Errors;
using DeployCrew.Infra.Engines;
using DeployCrew.Infra.Engines.Terraform;
using DeployCrew.Infra.Model;
using DeployCrew.Testing;

namespace DeployCrew.Infra.Tests.Terraform;

/// <summary>What the engine makes of what Terraform 1.11.4 once wrote, shortened.</summary>
public sealed class TerraformStackEngineTests : IDisposable
{
    private const string Summary = """{"type":"change_summary","changes":{"add":1,"change":0,"remove":0,"operation":"apply"}}""";
    private readonly TemporaryFolder folder = new();
    private readonly ReplayingProcessRunner runner = new();
    private readonly StackModel model = new("shop",
        [
            new("aws:ec2/subnet:Subnet", "public-1", [new("cidrBlock", new ConfigurationKey("cidr")), new("vpcId", "vpc-1")], ResourceOptions.None),
            new("aws:ecs/service:Service", "web-service",
                [
                    new("name", "web"), new("desiredCount", 0),
                    new("loadBalancers", new ListValue([new MapValue([new("targetGroupArn", "a"), new("containerName", "web"), new("containerPort", 80)])])),
                    new("networkConfiguration", new MapValue([new("subnets", new ListValue(["s"]))])),
                ], new() { IgnoreChanges = ["desiredCount"] }),
            new("aws:ssm/parameter:Parameter", "secret", [new("value", new SecretValue("x")), new("type", "String")], ResourceOptions.None),
        ],
        [new("cidr", ConfigurationKind.Text, "")], []);

    private readonly StackConfiguration dev = new("dev", new Dictionary<string, object> { ["cidr"] = "10.0.0.0/24" });

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Preview_Changes_HaveTheModelsNamesPathsAndCauses()
    {
        runner.Records("show", ["""
            {"resource_changes":[
              {"address":"aws_subnet.public_1","mode":"managed","type":"aws_subnet","name":"public_1","change":{"actions":["delete","create"],
                "before":{"cidr_block":"10.0.0.0/24","id":"subnet-1","vpc_id":"vpc-1","tags":null},"after":{"cidr_block":"10.1.0.0/24","tags":null},
                "after_unknown":{"id":true,"vpc_id":true},"before_sensitive":{},"after_sensitive":{},"replace_paths":[["cidr_block"],["vpc_id"]]}},
              {"address":"aws_ecs_service.web_service","mode":"managed","type":"aws_ecs_service","name":"web_service","change":{"actions":["update"],
                "before":{"name":"web","load_balancer":[{"container_name":"web","container_port":80,"target_group_arn":"a"}],"network_configuration":[{"subnets":["s"]}],"iam_role":"x"},
                "after":{"name":"web","load_balancer":[{"container_name":"web","container_port":80}],"network_configuration":[{"subnets":["s","t"]}]},
                "after_unknown":{"load_balancer":[{"target_group_arn":true}],"network_configuration":[{"subnets":[false,false]}],"iam_role":true},
                "before_sensitive":{"load_balancer":[{}]},"after_sensitive":{"load_balancer":[{}]}}},
              {"address":"aws_ssm_parameter.secret","mode":"managed","type":"aws_ssm_parameter","name":"secret","change":{"actions":["update"],
                "before":{"value":"one"},"after":{"value":"two"},"after_unknown":{},"before_sensitive":{"value":true},"after_sensitive":{"value":true}}},
              {"address":"aws_eip.old_address[0]","mode":"managed","type":"aws_eip","name":"old_address","index":0,"change":{"actions":["delete"],"before":{},"after":null}},
              {"address":"data.aws_x.y","mode":"data","type":"aws_x","name":"y","change":{"actions":["read"]}}]}
            """]);
        var preview = await Engine().PreviewAsync(model, dev, default);
        Assert.Equal(
            [
                "replace aws:ec2/subnet:Subnet public-1 (cidrBlock!, vpcId!)",
                "update aws:ecs/service:Service web-service (loadBalancers[0].targetGroupArn, networkConfiguration.subnets)",
                "update aws:ssm/parameter:Parameter secret (value)", "delete aws:ec2/eip:Eip old-address",
            ],
            preview.Changes.Select(change => change.ToString()));
        Assert.Equal(new PropertyChange("cidrBlock", "\"10.0.0.0/24\"", "\"10.1.0.0/24\"", true), preview.Changes[0].Properties[0]);
        Assert.Equal(new PropertyChange("vpcId", "\"vpc-1\"", PropertyChange.Unknown, true), preview.Changes[0].Properties[1]);
        Assert.Equal(new PropertyChange("loadBalancers[0].targetGroupArn", "\"a\"", PropertyChange.Unknown), preview.Changes[1].Properties[0]);
        Assert.Equal(new PropertyChange("networkConfiguration.subnets", "[\"s\"]", "[\"s\",\"t\"]"), preview.Changes[1].Properties[1]);
        Assert.Equal(new PropertyChange("value", "***", "***"), preview.Changes[2].Properties[0]);
    }

    [Fact]
    public async Task Drift_WhatTheModelIgnoresOrLeavesOpen_IsNone()
    {
        runner.Records("show", ["""
            {"prior_state":{"values":{"root_module":{"resources":[{"mode":"managed","type":"aws_subnet","name":"public_1"},{"mode":"managed","type":"aws_ecs_service","name":"web_service"}]}}},
             "resource_drift":[
              {"mode":"managed","type":"aws_ecs_service","name":"web_service","change":{"actions":["update"],"before":{"name":"web","desired_count":0,"iam_role":""},"after":{"name":"web","desired_count":3,"iam_role":"x"}}},
              {"mode":"managed","type":"aws_subnet","name":"public_1","change":{"actions":["update"],"before":{"cidr_block":"10.0.0.0/24"},"after":{"cidr_block":"10.0.9.0/24"}}},
              {"mode":"managed","type":"aws_ssm_parameter","name":"secret","change":{"actions":["delete"],"before":{},"after":null}}]}
            """]);
        var drift = await Engine().DriftAsync(model, dev, default);
        Assert.Equal(
            [
                "update aws:ec2/subnet:Subnet public-1 (cidrBlock)", "delete aws:ssm/parameter:Parameter secret",
                "same aws:ecs/service:Service web-service",
            ],
            drift.Changes.Select(change => change.ToString()));
    }

    [Fact]
    public async Task Apply_ResourceFails_IsDC4050WithEveryDiagnostic()
    {
        runner.Records("show", ["{}"]).Records("apply",
            [
                """{"type":"apply_start","hook":{"resource":{"addr":"aws_ecs_service.web_service"},"action":"create"}}""",
                """{"type":"diagnostic","diagnostic":{"severity":"warning","summary":"Deprecated","detail":"old"}}""",
                """{"type":"diagnostic","diagnostic":{"severity":"error","summary":"creating ECS Service (web): operation error ECS: CreateService, https response error StatusCode: 400, RequestID: 1-2, InvalidParameterException: Creation of service was not idempotent.","detail":"","address":"aws_ecs_service.web_service"}}""",
                """{"type":"diagnostic","diagnostic":{"severity":"error","summary":"execution halted","detail":""}}""",
            ], exitCode: 1);
        var error = await Assert.ThrowsAsync<DeployError>(() => Engine().ApplyAsync(model, dev, null, default));
        Assert.Equal("DC4050", error.Code);
        Assert.Equal("aws:ecs/service:Service 'web-service' could not be applied: InvalidParameterException: Creation of service was not idempotent.", error.Message);
        Assert.Equal(3, error.Details.Count);
    }

    [Fact]
    public async Task Apply_ErrorWithExitCodeZero_FailsAllTheSame()
    {
        runner.Records("show", ["{}"]).Records("apply", [Summary, """{"type":"diagnostic","diagnostic":{"severity":"error","summary":"lost","detail":"it"}}"""]);
        var error = await Assert.ThrowsAsync<DeployError>(() => Engine().ApplyAsync(model, dev, null, default));
        Assert.Equal(("DC4057", "terraform apply failed: lost"), (error.Code, error.Message));
    }

    [Fact]
    public async Task Apply_NoSummary_IsDC4058()
    {
        runner.Records("show", ["{}"]);
        Assert.Equal("DC4058", (await Assert.ThrowsAsync<DeployError>(() => Engine().ApplyAsync(model, dev, null, default))).Code);
    }

    [Fact]
    public async Task Plan_EndsWithoutDiagnostic_SaysItsLastWords()
    {
        runner.Records("plan", [], exitCode: 2, errors: ["Killed"]);
        var error = await Assert.ThrowsAsync<DeployError>(() => Engine("tofu").PreviewAsync(model, dev, default));
        Assert.Equal("tofu preview failed: it ended with code 2 and no diagnostic.", error.Message);
        Assert.Equal(["Killed"], error.Details);
    }

    [Fact]
    public async Task Init_Fails_SaysWhatItSaid()
    {
        runner.Records("init", [], exitCode: 1, errors: ["╷", "│ Error: Failed to get existing workspaces: S3 bucket \"state\" does not exist.", "│ ", "╵"]);
        var error = await Assert.ThrowsAsync<DeployError>(() => Engine().PreviewAsync(model, dev, default));
        Assert.Equal("terraform init failed: Error: Failed to get existing workspaces: S3 bucket \"state\" does not exist.", error.Message);
    }

    [Fact]
    public async Task Apply_Replacement_IsToldOnceWhenItsSecondHalfIsDone()
    {
        var told = new List<string>();
        runner.Records("show", ["""
            {"resource_changes":[{"mode":"managed","type":"aws_subnet","name":"public_1","change":{"actions":["delete","create"],"before":{},"after":{},"after_unknown":{}}}]}
            """]).Records("output", ["""{"url":{"sensitive":false,"value":"https://a"},"pass":{"sensitive":true,"value":"p"},"n":{"sensitive":false,"value":[1]}}"""])
            .Records("apply",
            [
                "There are some problems with the CLI configuration:",
                """{"type":"apply_complete","hook":{"resource":{"addr":"aws_subnet.public_1"},"action":"delete"}}""",
                """{"type":"apply_complete","hook":{"resource":{"addr":"aws_subnet.public_1"},"action":"create"}}""", Summary,
            ]);
        var result = await Engine().ApplyAsync(model, dev, new Immediately(change => told.Add(change.ToString())), default);
        Assert.Equal(["replace aws:ec2/subnet:Subnet public-1"], told);
        Assert.Equal(new Dictionary<string, string> { ["url"] = "https://a", ["n"] = "[1]" }, result.Outputs);
        Assert.Equal(["init", "plan", "show", "apply", "output"], runner.Commands.Select(command => command.Arguments[0]));
    }

    [Fact]
    public async Task Destroy_ProtectedModel_RunsNothing()
    {
        var guarded = model with { Resources = [model.Resources[0] with { Options = new() { Protect = true } }] };
        Assert.Equal("DC4055", (await Assert.ThrowsAsync<DeployError>(() => Engine().DestroyAsync(guarded, dev, null, default))).Code);
        Assert.Empty(runner.Commands);
    }

    [Fact]
    public async Task Destroy_OneIsGoneAlready_GoesOverTheRestOnceMoreAndSaysSo()
    {
        var told = new List<string>();
        runner.Records("show", [DeletesBoth]).Records("apply", [Deleted("aws_ecs_service.web_service"), .. NotDeleted("SubnetNotFound")], exitCode: 1)
            .Records("apply", [Summary.Replace("\"apply\"", "\"destroy\"", StringComparison.Ordinal)]);
        var result = await Engine().DestroyAsync(model, dev, new Immediately(change => told.Add(change.ToString())), default);
        Assert.Equal(
            ["delete aws:ecs/service:Service web-service", "delete aws:ec2/subnet:Subnet public-1: was gone already, so the engine went over the rest once more"],
            told);
        Assert.Equal(2, result.Count(ChangeKind.Delete));
        Assert.Equal(["init", "plan", "show", "apply", "plan", "show", "apply"], runner.Commands.Select(command => command.Arguments[0]));
    }

    [Fact]
    public async Task Destroy_GoneOnceMore_Fails()
    {
        runner.Records("show", [DeletesBoth]).Records("apply", NotDeleted("InvalidSubnetID.NotFound"), exitCode: 1);
        var error = await Assert.ThrowsAsync<DeployError>(() => Engine().DestroyAsync(model, dev, null, default));
        Assert.Equal("terraform destroy failed: deleting: operation error EC2: DeleteSubnet, https response error StatusCode: 400, RequestID: 1, api error InvalidSubnetID.NotFound: It does not exist.", error.Message);
        Assert.Equal(2, runner.Commands.Count(command => command.Arguments[0] == "apply"));
    }

    [Theory]
    [InlineData("DependencyViolation", "delete")]
    [InlineData("ClusterNotFoundException", "create")] // what is missing is another resource
    public async Task Destroy_OtherFailure_IsNotRepeated(string code, string action)
    {
        runner.Records("show", [DeletesBoth]).Records("apply", NotDeleted(code, action), exitCode: 1);
        await Assert.ThrowsAsync<DeployError>(() => Engine().DestroyAsync(model, dev, null, default));
        Assert.Single(runner.Commands, command => command.Arguments[0] == "apply");
    }

    [Fact]
    public async Task Destroy_GoneAndSomethingElse_IsNotRepeated()
    {
        runner.Records("show", [DeletesBoth]).Records("apply",
            [.. NotDeleted("SubnetNotFound"), """{"type":"diagnostic","diagnostic":{"severity":"error","summary":"execution halted","detail":""}}"""], exitCode: 1);
        await Assert.ThrowsAsync<DeployError>(() => Engine().DestroyAsync(model, dev, null, default));
        Assert.Single(runner.Commands, command => command.Arguments[0] == "apply");
    }

    private const string DeletesBoth = """
        {"resource_changes":[
          {"mode":"managed","type":"aws_subnet","name":"public_1","change":{"actions":["delete"],"before":{},"after":null}},
          {"mode":"managed","type":"aws_ecs_service","name":"web_service","change":{"actions":["delete"],"before":{},"after":null}}]}
        """;

    private static string Deleted(string address) => $$$"""{"type":"apply_complete","hook":{"resource":{"addr":"{{{address}}}"},"action":"delete"}}""";

    private static string[] NotDeleted(string code, string action = "delete") =>
    [
        $$$"""{"type":"apply_errored","hook":{"resource":{"addr":"aws_subnet.public_1"},"action":"{{{action}}}"}}""",
        $$$"""{"type":"diagnostic","diagnostic":{"severity":"error","summary":"deleting: operation error EC2: DeleteSubnet, https response error StatusCode: 400, RequestID: 1, api error {{{code}}}: It does not exist.","detail":""}}""",
    ];

    [Fact]
    public async Task Outputs_NeverApplied_AreNone()
    {
        runner.Records("output", ["{}"]);
        Assert.Null(await Engine().OutputsAsync(model, dev, default));
    }

    [Fact]
    public async Task Prepare_ConceptThatIsGone_IsNoLongerInTheProgram()
    {
        runner.Records("show", ["{}"]);
        var left = folder.Write("work/shop/dev/old-service.tf.json", "{}");
        await Engine().PreviewAsync(model, dev, default);
        Assert.False(File.Exists(left));
        Assert.True(File.Exists(folder.In("work", "shop", "dev", "stack.tf.json")));
    }

    private TerraformStackEngine Engine(string program = "terraform") => new(runner, new(folder.In("work")) { Program = program });

    private sealed class Immediately(Action<ResourceChange> act) : IProgress<ResourceChange>
    {
        public void Report(ResourceChange value) => act(value);
    }
}
