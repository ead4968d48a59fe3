using System.Text.Json.Nodes;
using DeployCrew.Core.Errors;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Terraform;
using DeployCrew.Infra.Tests.Pulumi;

namespace DeployCrew.Infra.Tests.Terraform;

public class TerraformProjectTests
{
    [Fact]
    public void Emit_Hello_IsAsCheckedIn()
    {
        var document = Samples.Hello();
        GoldenTests.AssertGolden("terraform", TerraformProject.Emit(
            StackBlueprint.Create(document), Cases.Configurations(document), TerraformBackend.Of(document)));
    }

    [Fact]
    public void Emit_Twice_GivesTheSameText()
    {
        var document = Samples.Everything();
        Assert.Equal(Emit(), Emit());

        IEnumerable<string> Emit() => TerraformProject.Emit(StackBlueprint.Create(document), Cases.Configurations(document))
            .Select(file => $"{file.Path}\n{file.Text}");
    }

    [Fact]
    public void Emit_EveryCase_HasEveryResourceOnce()
    {
        foreach (var name in Cases.Names())
        {
            var model = StackBlueprint.Create(Cases.Rolling(name));
            var emitted = TerraformProject.Emit(model, []).Where(file => file.Path.EndsWith(".tf.json", StringComparison.Ordinal))
                .Select(file => JsonNode.Parse(file.Text)!["resource"]).OfType<JsonObject>()
                .SelectMany(types => types.SelectMany(type => type.Value!.AsObject().Select(resource => $"{type.Key}.{resource.Key}")));
            Assert.Equal(model.Resources.Select(TerraformNames.Address).Order(StringComparer.Ordinal), emitted.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Emit_ResourceWithCondition_CountsAndIsReferredToByIndex()
    {
        var nat = Resource(Emitted(Samples.NatModes()), "network", "aws_nat_gateway", "nat");
        Assert.Equal("${var.nat_one ? 1 : 0}", (string)nat["count"]!);
        Assert.Equal("${aws_eip.nat_address[0].id}", (string)nat["allocation_id"]!);
        Assert.Equal("aws_route.public_to_internet", (string)nat["depends_on"]![0]!);
    }

    [Fact]
    public void Emit_ReferenceIntoASet_MakesItAList() => Assert.Equal(
        "${tolist(aws_acm_certificate.certificate.domain_validation_options)[0].resource_record_name}",
        (string)Resource(Emitted(Samples.Shop()), "load-balancer", "aws_route53_record", "certificate_validation")["name"]!);

    [Fact]
    public void Emit_SingleNestedValue_IsOneBlock()
    {
        var service = Resource(Emitted(Samples.Hello()), "web-service", "aws_ecs_service", "web_service");
        Assert.True((bool)Assert.Single(service["deployment_circuit_breaker"]!.AsArray())!["enable"]!);
        Assert.Equal("web", (string)Assert.Single(service["load_balancer"]!.AsArray())!["container_name"]!);
    }

    [Fact]
    public void Emit_Options_BecomeLifecycle()
    {
        var files = Emitted(Samples.Hello());
        Assert.Equal(["task_definition", "desired_count"],
            Ignored(Resource(files, "web-service", "aws_ecs_service", "web_service")));
        var rule = new Resource("aws:lb/listenerRule:ListenerRule", "rule", [new("listenerArn", "arn")], new() { IgnoreChanges = ["actions[0].forward.targetGroups"] });
        Assert.Equal(["action[0].forward[0].target_group"], Ignored(Resource(Parsed(new("hello", [rule], [], [])), "stack", "aws_lb_listener_rule", "rule")));
        Assert.True((bool)Resource(files, "load-balancer", "aws_acm_certificate", "certificate")["lifecycle"]!["create_before_destroy"]!);
        var bootstrap = Parsed(StateBackendBlueprint.Create(Samples.Shop()));
        Assert.True((bool)Resource(bootstrap, "state-backend", "aws_kms_key", "state_key")["lifecycle"]!["prevent_destroy"]!);

        static IEnumerable<string> Ignored(JsonNode resource) =>
            resource["lifecycle"]!["ignore_changes"]!.AsArray().Select(path => (string)path!);
    }

    [Fact]
    public void Emit_ConfigurationOfAnEnvironment_IsAsTheModelHasIt()
    {
        var document = Samples.Shop();
        var model = StackBlueprint.Create(document);
        var prod = Cases.Configurations(document)[1];
        var values = JsonNode.Parse(TerraformProject.Emit(model, [prod]).Single(file => file.Path == "environments/prod.tfvars.json").Text)!;
        Assert.Equal(model.Configuration.Count, values.AsObject().Count);
        Assert.Equal(("eu-central-1", 1024, true), ((string)values["region"]!, (int)values["api_cpu"]!, (bool)values["nat_per_zone"]!));
        Assert.Equal("123456789012", (string)values["allowed_account_ids"]![0]!);
    }

    [Fact]
    public void Emit_PropertyThatTheProviderLacks_FailsWithDC4070()
    {
        var model = Model(new Resource("aws:ssm/parameter:Parameter", "p", [new("region", "eu-west-1")], ResourceOptions.None));
        var error = Assert.Throws<DeployError>(() => TerraformProject.Emit(model, []));
        Assert.Equal(("DC4070", "Terraform's AWS provider 5.100 has no name for 'region' of aws:ssm/parameter:Parameter."), (error.Code, error.Message));
    }

    [Fact]
    public void Emit_BlockThatIsNotWrittenOut_FailsWithDC4071()
    {
        var model = Model(new Resource("aws:lb/listener:Listener", "l", [new("defaultActions", new ConfigurationKey("actions"))], ResourceOptions.None));
        Assert.Equal("DC4071", Assert.Throws<DeployError>(() => TerraformProject.Emit(model, [])).Code);
    }

    [Fact]
    public void Emit_NamesThatBecomeOne_FailWithDC4072()
    {
        var model = Model(
            new Resource("aws:sns/topic:Topic", "a-b", [], ResourceOptions.None), new Resource("aws:sns/topic:Topic", "a_b", [], ResourceOptions.None));
        Assert.Equal("DC4072", Assert.Throws<DeployError>(() => TerraformProject.Emit(model, [])).Code);
    }

    [Fact]
    public void Emit_NothingToConfigureOrToPutOut_HasNoEmptyBlocks() => Assert.Equal(
        [".gitignore", "providers.tf.json", "stack.tf.json", "versions.tf.json"],
        TerraformProject.Emit(Model(new Resource("aws:sns/topic:Topic", "a", [], ResourceOptions.None)), []).Select(file => file.Path));

    [Fact]
    public void Emit_Choice_IsAConditionalExpression()
    {
        var model = new StackModel("p",
            [
                new("aws:sns/topic:Topic", "made", [], new() { When = "makes" }),
                new("aws:sns/topicSubscription:TopicSubscription", "mail",
                    [new("topic", new Choice("makes", new Reference("made", "arn"), new ConfigurationKey("given")))], ResourceOptions.None),
            ],
            [new("makes", ConfigurationKind.Flag, ""), new("given", ConfigurationKind.Text, "")], []);
        Assert.Equal("${(var.makes ? aws_sns_topic.made[0].arn : var.given)}",
            (string)Resource(Parsed(model), "stack", "aws_sns_topic_subscription", "mail")["topic_arn"]!);
    }

    private static StackModel Model(params Resource[] resources) => new("p", resources, [], []);

    private static Dictionary<string, JsonNode> Emitted(Core.Requirements.RequirementsDocument document) => Parsed(StackBlueprint.Create(document));

    private static Dictionary<string, JsonNode> Parsed(StackModel model) => TerraformProject.Emit(model, [])
        .Where(file => file.Path.EndsWith(".json", StringComparison.Ordinal)).ToDictionary(file => file.Path, file => JsonNode.Parse(file.Text)!);

    private static JsonNode Resource(Dictionary<string, JsonNode> files, string concept, string type, string name) =>
        files[$"{concept}.tf.json"]["resource"]![type]![name]!;
}
