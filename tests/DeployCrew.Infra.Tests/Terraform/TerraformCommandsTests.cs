using DeployCrew.Infra.Engines.Terraform;
using DeployCrew.Infra.Terraform;

namespace DeployCrew.Infra.Tests.Terraform;

public class TerraformCommandsTests
{
    private static readonly TerraformSettings Local = new("work");
    private static readonly TerraformSettings Remote = Local with
    {
        Backend = new("state", "eu-west-1", "alias/key"),
        Environment = new Dictionary<string, string> { ["AWS_SECRET_ACCESS_KEY"] = "geheim", ["AWS_REGION"] = "eu-west-1" },
    };

    [Fact]
    public void Init_LocalState_HasNoBackend() =>
        Assert.Equal(["init", "-input=false", "-no-color", "-reconfigure"], Of(Local).Init().Arguments);

    [Fact]
    public void Init_EverythingGiven_IsPassedOn() => Assert.Equal(
        [
            "init", "-input=false", "-no-color", "-reconfigure", "-backend-config=environments/dev.tfbackend.json",
            "-backend-config=use_path_style=true", "-backend-config=skip_credentials_validation=true", "-backend-config=skip_metadata_api_check=true",
            "-plugin-dir=/mirror",
        ],
        Of(Remote with { Endpoint = new("http://127.0.0.1:5000"), PluginFolder = "/mirror" }).Init().Arguments);

    [Fact]
    public void Preview_TakesNoLock() => Assert.Equal(
        ["plan", "-input=false", "-json", "-lock=false", "-out=stack.tfplan", "-var-file=environments/dev.tfvars.json"], Of(Local).Preview().Arguments);

    [Fact]
    public void Drift_RefreshesOnly() => Assert.Equal(
        ["plan", "-refresh-only", "-input=false", "-json", "-lock=false", "-out=stack.tfplan", "-var-file=environments/dev.tfvars.json"],
        Of(Local).Drift().Arguments);

    [Fact]
    public void PlanApply_TakesTheLock() => Assert.Equal(
        ["plan", "-input=false", "-json", "-out=stack.tfplan", "-var-file=environments/dev.tfvars.json"], Of(Local).PlanApply().Arguments);

    [Fact]
    public void PlanDestroy_Destroys() => Assert.Equal(
        ["plan", "-destroy", "-input=false", "-json", "-out=stack.tfplan", "-var-file=environments/dev.tfvars.json"], Of(Local).PlanDestroy().Arguments);

    [Fact]
    public void Apply_TakesThePlanAndNothingElse() =>
        Assert.Equal(["apply", "-input=false", "-json", "stack.tfplan"], Of(Local).Apply().Arguments);

    [Fact]
    public void Show_Output_ForceUnlock_AreAsDocumented()
    {
        Assert.Equal(["show", "-json", "stack.tfplan"], Of(Local).Show().Arguments);
        Assert.Equal(["output", "-json"], Of(Local).Output().Arguments);
        Assert.Equal(["force-unlock", "-force", "1-2"], Of(Local).ForceUnlock("1-2").Arguments);
    }

    [Fact]
    public void EveryCommand_SecretsAreInTheEnvironmentOnly()
    {
        var commands = Of(Remote with { Endpoint = new("http://127.0.0.1:5000/"), PluginCache = "/cache" });
        foreach (var command in new[] { commands.Init(), commands.Preview(), commands.PlanApply(), commands.Apply(), commands.Output() })
        {
            Assert.DoesNotContain("geheim", command.ToString(), StringComparison.Ordinal);
            Assert.Equal(("geheim", "eu-west-1", "http://127.0.0.1:5000", "/cache", "1"), (
                command.Environment["AWS_SECRET_ACCESS_KEY"], command.Environment["AWS_REGION"], command.Environment["AWS_ENDPOINT_URL"],
                command.Environment["TF_PLUGIN_CACHE_DIR"], command.Environment["TF_IN_AUTOMATION"]));
            Assert.Equal(("folder", TimeSpan.FromMinutes(5)), (command.WorkingDirectory, command.InterruptGrace));
        }
    }

    [Fact]
    public void EveryCommand_ShellsOwnArguments_AreTakenAway()
    {
        Environment.SetEnvironmentVariable("TF_CLI_ARGS_plan", "-destroy");
        try
        {
            Assert.Null(Of(Local).Preview().Environment["TF_CLI_ARGS_plan"]);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TF_CLI_ARGS_plan", null);
        }
    }

    [Fact]
    public void Backend_OfRequirements_IsTheBootstrapStacks()
    {
        var backend = TerraformBackend.Of(Samples.Shop());
        Assert.Equal(("shop-pulumi-state-eu-central-1-123456789012", "eu-central-1", "alias/shop-pulumi-state"), (backend.Bucket, backend.Region, backend.KmsKey));
        Assert.Equal("shop/prod.tfstate", TerraformBackend.Key("shop", "prod"));
    }

    private static TerraformCommands Of(TerraformSettings settings) => new(settings, "folder", "dev");
}
