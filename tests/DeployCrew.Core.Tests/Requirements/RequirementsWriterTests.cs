using DeployCrew.Core.Json;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Core.Tests.Requirements;

public sealed class RequirementsWriterTests
{
    [Fact]
    public void Write_Everything_ReadsAsTheSame()
    {
        var document = RequirementsReader.Read("r.json", Valid.Everything).Document;
        var again = RequirementsReader.Read("r.json", RequirementsWriter.Write(document)).Document;
        Assert.Equal(Text(document), Text(again));
    }

    [Fact]
    public void Write_Defaults_AreLeftOut() =>
        Assert.Equal(
            """
            {
              "$schema": "requirements.schema.json",
              "version": 1,
              "project": "shop",
              "region": "eu-west-1",
              "services": {
                "web": {}
              },
              "environments": {
                "dev": {
                  "domain": "dev.shop.test"
                }
              }
            }

            """, RequirementsWriter.Write(RequirementsReader.Read("r.json", Valid.Small).Document));

    [Theory]
    [InlineData("My Shop (v2)", 3000, "/healthz")]
    [InlineData("hello", null, null)]
    [InlineData("", 65535, "/")]
    public void Template_AnyApp_IsValidWithoutWarnings(string name, int? port, string? health)
    {
        var result = RequirementsReader.Read("r.json", RequirementsTemplate.For(name, port, health));
        Assert.Empty(result.Warnings);
        Assert.Equal((port ?? 8080, health ?? "/health"),
            (result.Document.Services["web"].Port, result.Document.Services["web"].Health.Path));
    }

    [Fact]
    public void Template_Text_IsSmallAndNamesTheSchema() =>
        Assert.Equal(
            """
            {
              "$schema": "requirements.schema.json",
              "version": 1,
              "project": "hello-node",
              "region": "eu-west-1",
              "app": ".",
              "services": {
                "web": {
                  "port": 3000,
                  "health": {
                    "path": "/health"
                  }
                }
              },
              "environments": {
                "dev": {
                  "domain": "dev.hello-node.example.com",
                  "cidr": "10.10.0.0/16",
                  "nat": "none"
                }
              }
            }

            """, RequirementsTemplate.For("Hello Node", port: 3000));

    [Theory]
    [InlineData("hello-node", "hello-node")]
    [InlineData("My Shop (v2)", "my-shop-v2")]
    [InlineData("__a__b__", "a-b")]
    [InlineData("Müller & Söhne", "muller-sohne")]
    [InlineData("123go", "app-123go")]
    [InlineData("aws-tools", "app-aws-tools")]
    [InlineData("internal", "app-internal")]
    [InlineData("日本", "app")]
    [InlineData("\ud800", "app")]
    [InlineData(null, "app")]
    [InlineData("a-very-long-name-of-a-folder-indeed", "a-very-long-name-of")]
    public void From_AnyName_GivesAValidProject(string? name, string project) => Assert.Equal(project, ProjectNames.From(name));

    private static string Text(RequirementsDocument document) => System.Text.Json.JsonSerializer.Serialize(document, JsonFormat.Indented);
}
