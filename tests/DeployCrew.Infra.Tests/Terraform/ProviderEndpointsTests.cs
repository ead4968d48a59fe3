using DeployCrew.Infra.Engines.Terraform;

namespace DeployCrew.Infra.Tests.Terraform;

public class ProviderEndpointsTests
{
    private static readonly Dictionary<string, Uri> Services = new()
    {
        ["elastic_load_balancing_v2"] = new("http://elb:1/"),
        ["cloudwatch_logs"] = new("http://logs:2"),
        ["route_53"] = new("http://dns:3"),
        ["something_else"] = new("http://else:4"),
    };

    [Fact]
    public void Of_ServicesById_AreTheProvidersNames() => Assert.Equal(
        """{"logs":"http://logs:2","elbv2":"http://elb:1","route53":"http://dns:3"}""", ProviderEndpoints.Of(Services).ToJsonString());

    [Fact]
    public void Commands_ServicesById_AreInTheEnvironmentForTheBackend()
    {
        var settings = new TerraformSettings("work") { Backend = new("state", "eu-west-1", "alias/key"), ServiceEndpoints = new Dictionary<string, Uri> { ["s3"] = new("http://s3:1/") } };

        var init = new TerraformCommands(settings, "work", "dev").Init();

        Assert.Equal("http://s3:1", init.Environment["AWS_ENDPOINT_URL_S3"]);
        Assert.Contains("-backend-config=use_path_style=true", init.Arguments);
        Assert.False(init.Environment.ContainsKey("AWS_ENDPOINT_URL"));
    }
}
