using System.Text.Json.Nodes;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Validation;

namespace DeployCrew.Infra.Tests.Blueprints;

public class StateBackendBlueprintTests
{
    private static readonly Dictionary<string, JsonObject> GitHub = Inputs("github");

    [Theory, InlineData("shop"), InlineData("github")]
    public void Create_Sample_IsValid(string sample)
    {
        var document = Samples.Get(sample);
        var model = StateBackendBlueprint.Create(document);
        Assert.Empty(ModelValidator.Validate(model));
        Assert.Empty(ModelValidator.Validate(model, StateBackendBlueprint.Configuration(document)));
    }

    [Fact]
    public void Create_WithoutGitHub_HasNoRoles() => Assert.DoesNotContain(Inputs("shop"), entry => entry.Value.ContainsKey("assumeRolePolicy"));

    [Fact]
    public void Create_GitHub_TrustsNamedBranchesAndEnvironmentsOfTheRepositoryOnly()
    {
        foreach (var role in new[] { "build-role", "deploy-role", "infrastructure-role" })
        {
            var condition = JsonNode.Parse(GitHub[role]["assumeRolePolicy"]!.GetValue<string>())!["Statement"]![0]!["Condition"]!;
            Assert.Equal("sts.amazonaws.com", condition["StringEquals"]!["token.actions.githubusercontent.com:aud"]!.GetValue<string>());
            Assert.Equal(
                ["repo:acme/shop:ref:refs/heads/main", "repo:acme/shop:ref:refs/heads/release/1", "repo:acme/shop:environment:production"],
                condition["StringLike"]!["token.actions.githubusercontent.com:sub"]!.AsArray().Select(subject => subject!.GetValue<string>()));
        }
    }

    [Fact]
    public void Create_GitHub_BuildsWithPushAndTheImageParameterOnly()
    {
        var statements = Statements("build-permissions");
        Assert.Equal(["ecr:GetAuthorizationToken"], Texts(statements[0]["Action"]!));
        Assert.Equal(["arn:aws:ecr:eu-central-1:*:repository/piped-dev/*"], Texts(statements[1]["Resource"]!));
        Assert.Equal(["ssm:PutParameter"], Texts(statements[2]["Action"]!));
        Assert.Equal(["arn:aws:ssm:eu-central-1:*:parameter/piped/*/services/*/image"], Texts(statements[2]["Resource"]!));
        Assert.Equal(3, statements.Count);
    }

    [Theory]
    [InlineData("codebuild", "codebuild:StartBuild", "ssm:SendCommand")]
    [InlineData("ec2", "ssm:SendCommand", "codebuild:StartBuild")]
    public void Create_GitHubAndABuilderElsewhere_MayUseThatOneWhereItIsMarked(string builder, string starts, string other)
    {
        var document = Samples.GitHub();
        document = document with
        {
            Services = document.Services.ToDictionary(one => one.Key, one => one.Value with { Build = one.Value.Build with { Builder = builder } }),
        };
        var model = StateBackendBlueprint.Create(document);
        Assert.Empty(ModelValidator.Validate(model));
        var statements = Statements("build-permissions", InputsOf(document));

        var start = statements.First(statement => Texts(statement["Action"]!).Contains(starts));
        Assert.Equal("true", (string?)start["Condition"]!["StringEquals"]!["aws:ResourceTag/deploycrew:builder"]);
        Assert.DoesNotContain(statements, statement => Texts(statement["Action"]!).Contains(other));
        var stored = Assert.Single(statements, statement => Texts(statement["Action"]!).Contains("s3:PutObject"));
        Assert.EndsWith("/deploycrew/builds/*", Assert.Single(Texts(stored["Resource"]!)), StringComparison.Ordinal);
        Assert.Contains(statements, statement => Texts(statement["Resource"]!).SequenceEqual(["arn:aws:ecr:eu-central-1:*:repository/deploycrew-builds"]));
    }

    [Fact]
    public void Create_GitHub_PassesOnRolesOfItsStacksToNamedServicesOnly()
    {
        foreach (var policy in new[] { "deploy-permissions", "infrastructure-permissions" })
        {
            var pass = Assert.Single(Statements(policy), statement => Texts(statement["Action"]!).Contains("iam:PassRole"));
            Assert.Equal(["arn:aws:iam::*:role/piped-dev-*"], Texts(pass["Resource"]!));
            Assert.Contains("ecs-tasks.amazonaws.com", Texts(pass["Condition"]!["StringEquals"]!["iam:PassedToService"]!));
        }
    }

    /// <summary>A role that is given more than its boundary allows would fail at run time, and nowhere else.</summary>
    [Fact]
    public void Create_GitHub_BoundaryAllowsWhatBlueprintsGiveToAnyRole()
    {
        var boundary = Texts(Statements("boundary")[0]["Action"]!).ToHashSet();
        var document = Samples.Endpoints() with { GitHub = Samples.GitHub().GitHub };
        var given = document.Environments.Keys.SelectMany(environment =>
        {
            var configuration = StackBlueprint.Configuration(document, environment);
            return StackResolution.Active(StackBlueprint.Create(document), configuration).Where(resource => resource.Type == "aws:iam/rolePolicy:RolePolicy")
                .Select(resource => StackResolution.Inputs(resource, configuration, (name, property) => $"<{name}.{property}>"));
        }).SelectMany(inputs => JsonNode.Parse(inputs["policy"]!.GetValue<string>())!["Statement"]!.AsArray()).SelectMany(statement => Texts(statement!["Action"]!));
        Assert.Equal([], given.Distinct().Except(boundary));
    }

    [Fact]
    public void Create_GitHub_EveryRoleOfTheStackHasTheBoundary()
    {
        var model = StackBlueprint.Create(Samples.GitHub());
        var configuration = StackBlueprint.Configuration(Samples.GitHub(), "dev");
        Assert.All(model.Resources.Where(resource => resource.Type == "aws:iam/role:Role"), role => Assert.Equal(
            "arn:aws:iam::<vpc.ownerId>:policy/piped-boundary",
            StackResolution.Inputs(role, configuration, (name, property) => $"<{name}.{property}>")["permissionsBoundary"]!.GetValue<string>()));
    }

    private static List<JsonNode> Statements(string policy, Dictionary<string, JsonObject>? inputs = null) =>
        [.. JsonNode.Parse((inputs ?? GitHub)[policy]["policy"]!.GetValue<string>())!["Statement"]!.AsArray().Select(statement => statement!)];

    private static List<string> Texts(JsonNode node) =>
        node is JsonArray array ? [.. array.Select(item => item!.GetValue<string>())] : [node.GetValue<string>()];

    private static Dictionary<string, JsonObject> Inputs(string sample) => InputsOf(Samples.Get(sample));

    private static Dictionary<string, JsonObject> InputsOf(RequirementsDocument document)
    {
        var configuration = StateBackendBlueprint.Configuration(document);
        return StateBackendBlueprint.Create(document).Resources.ToDictionary(resource => resource.Name, resource =>
            StackResolution.Inputs(resource, configuration, (name, property) => $"<{name}.{property}>"));
    }
}
