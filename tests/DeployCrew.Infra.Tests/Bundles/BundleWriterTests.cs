using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using DeployCrew.Core.Errors;
using DeployCrew.Infra.Bundles;

namespace DeployCrew.Infra.Tests.Bundles;

public sealed class BundleWriterTests
{
    [Fact]
    public async Task WriteZip_SameInputInAnotherOrder_GivesTheSameBytes()
    {
        var files = new[] { BundleFile.Text("server.js", "1"), BundleFile.Text("Dockerfile", "FROM scratch") };
        Assert.Equal(await ZipAsync(Compose(files)), await ZipAsync(Compose([.. files.Reverse()])));
    }

    [Fact]
    public async Task WriteZip_Manifest_HasTheHashOfEveryOtherFile()
    {
        var bundle = Compose(BundleFile.Text("server.js", "1"));
        using var archive = new ZipArchive(new MemoryStream(await ZipAsync(bundle)));
        using var manifestText = new StreamReader(archive.GetEntry("manifest.json")!.Open());
        var manifest = BundleManifest.Parse(await manifestText.ReadToEndAsync());
        Assert.Equal(archive.Entries.Select(entry => entry.FullName).Where(name => name != "manifest.json"),
            manifest.Files.Select(file => file.Path));
        foreach (var file in manifest.Files)
        {
            using var content = archive.GetEntry(file.Path)!.Open();
            Assert.Equal(file.Sha256, Convert.ToHexStringLower(await SHA256.HashDataAsync(content)));
        }
    }

    [Fact]
    public void Compose_Shop_HasEveryPart()
    {
        var paths = Compose(BundleFile.Text("web/Dockerfile", "FROM scratch")).Files.Select(file => file.Path).ToList();
        Assert.All(
            ["app/web/Dockerfile", "bootstrap/Program.cs", "infrastructure/Program.cs", "infrastructure/Pulumi.dev.yaml",
                "infrastructure/Pulumi.prod.yaml", "architecture-dev.svg", "architecture-prod.svg", "manifest.json", "requirements.json", "REVIEW.md", "RUN_ORDER.md"],
            path => Assert.Contains(path, paths));
    }

    [Fact]
    public void Compose_OtherProgramsAskedFor_AreInFoldersOfTheirOwn()
    {
        var asked = new BundleContent(Samples.Shop(), "{}"u8.ToArray(), []) { WithTerraform = true, WithTypeScript = true };
        var paths = BundleWriter.Compose(asked).Files.Select(file => file.Path).ToList();
        Assert.All(
            ["terraform/README.md", "terraform/versions.tf.json", "terraform/web-service.tf.json", "terraform/environments/prod.tfvars.json",
                "terraform/environments/prod.tfbackend.json", "typescript/index.ts", "typescript/Pulumi.prod.yaml"],
            path => Assert.Contains(path, paths));
        Assert.DoesNotContain(Compose().Files, file => file.Path.StartsWith('t'));
    }

    [Fact]
    public void Compose_EnvironmentFilesAndPrivateKeys_AreLeftOutAndNamed()
    {
        var bundle = Compose(
            BundleFile.Text(".env", "PASSWORD=hunter2"), BundleFile.Text(".env.example", "PASSWORD="),
                BundleFile.Text("tls/key.pem", "-----BEGIN RSA PRIVATE KEY-----\nabc\n"),
            BundleFile.Text("readme.md", "Put the -----BEGIN PRIVATE KEY----- there"));
        Assert.Equal(["app/.env", "app/tls/key.pem"], bundle.Manifest.LeftOut.Select(file => file.Path));
        Assert.DoesNotContain(bundle.Files, file => file.Path is "app/.env" or "app/tls/key.pem");
        Assert.Contains(bundle.Files, file => file.Path == "app/.env.example");
        Assert.Contains("`app/.env`: left out", Text(bundle, "REVIEW.md"), StringComparison.Ordinal);
        Assert.DoesNotContain(bundle.Files, file => Encoding.UTF8.GetString(file.Content!).Contains("hunter2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../up"), InlineData("/root"), InlineData("a\\b"), InlineData("a//b")]
    public void Compose_PathLeadsOut_FailsWithDC4042(string path) =>
        Assert.Equal("DC4042", Assert.Throws<DeployError>(() => Compose(BundleFile.Text(path, ""))).Code);

    [Fact]
    public void Compose_TwoFilesDifferInCaseOnly_FailsWithDC4041() =>
        Assert.Equal("DC4041", Assert.Throws<DeployError>(() => Compose(BundleFile.Text("a", ""), BundleFile.Text("A", ""))).Code);

    [Fact]
    public void Review_Shop_SaysWhoMayReachWhat()
    {
        var review = Text(Compose(), "REVIEW.md");
        Assert.Contains("| world | alb | 443 |", review, StringComparison.Ordinal);
        Assert.Contains("| alb | api-service | 3000 |", review, StringComparison.Ordinal);
        Assert.Contains("| api-service | main-database | 5432 |", review, StringComparison.Ordinal);
        Assert.Contains("| web-service | 0.0.0.0/0 | any |", review, StringComparison.Ordinal);
        Assert.DoesNotContain("| web-service | main-database", review, StringComparison.Ordinal);
    }

    private static Bundle Compose(params BundleFile[] app) => BundleWriter.Compose(new(Samples.Shop(), Encoding.UTF8.GetBytes("{}"), app));

    private static string Text(Bundle bundle, string path) =>
        Encoding.UTF8.GetString(bundle.Files.First(file => file.Path == path).Content!);

    private static async Task<byte[]> ZipAsync(Bundle bundle)
    {
        using var zip = new MemoryStream();
        await BundleWriter.WriteZipAsync(bundle, zip, CancellationToken.None);
        return zip.ToArray();
    }
}
