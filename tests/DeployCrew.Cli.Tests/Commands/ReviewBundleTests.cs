using System.Text.Json.Nodes;
using DeployCrew.Core.Signing;

namespace DeployCrew.Cli.Tests.Commands;

/// <summary>Bundles that are not what they should be, and the untouched one: each kind told apart.</summary>
public sealed class ReviewBundleTests
{
    private const string Security = "infrastructure/Security.cs";

    [Fact]
    public async Task Review_Untouched_Passes()
    {
        using var bundle = await EditedBundle.MakeAsync("--terraform", "--typescript");
        Assert.Equal(["notSigned manifest.dsse.json"], await KindsAsync(bundle, 0));
    }

    [Fact]
    public async Task Review_EditedRuleOfASecurityGroup_IsShownWithItsResource()
    {
        using var bundle = await EditedBundle.MakeAsync();
        bundle.Write(Security, bundle.Read(Security).Replace("ReferencedSecurityGroupId = AlbSecurityGroup.Id", "CidrIpv4 = \"0.0.0.0/0\"", StringComparison.Ordinal));
        bundle.Agree();

        Assert.Equal(["handEdited infrastructure/Security.cs", "notSigned manifest.dsse.json"], await KindsAsync(bundle, 2));
        var said = (await bundle.ReviewAsync()).Output;
        Assert.Contains("in alb-to-web\n", said, StringComparison.Ordinal);
        Assert.Contains("\n-            ReferencedSecurityGroupId = AlbSecurityGroup.Id,\n+            CidrIpv4 = \"0.0.0.0/0\",\n", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_EditedTerraform_IsShownWithItsResource()
    {
        using var bundle = await EditedBundle.MakeAsync("--terraform");
        var path = "terraform/load-balancer.tf.json";
        bundle.Write(path, bundle.Read(path).Replace("\"internal\": false", "\"internal\": true", StringComparison.Ordinal));
        bundle.Agree();
        Assert.Contains("in alb\n", (await bundle.ReviewAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_ReviewEdited_IsHandEdited()
    {
        using var bundle = await EditedBundle.MakeAsync();
        bundle.Write("REVIEW.md", "# All is well\n");
        bundle.Agree();
        Assert.Equal(["handEdited REVIEW.md", "notSigned manifest.dsse.json"], await KindsAsync(bundle, 2));
    }

    [Fact]
    public async Task Review_HashDiffers_IsNotAHandEdit()
    {
        using var bundle = await EditedBundle.MakeAsync();
        bundle.Write("app/server.js", "// changed");
        bundle.Write(Security, "// changed");
        Assert.Equal(["hashDiffers app/server.js", "hashDiffers infrastructure/Security.cs", "notSigned manifest.dsse.json"], await KindsAsync(bundle, 2));
    }

    [Fact]
    public async Task Review_MissingAndUnlisted_AreToldApart()
    {
        using var bundle = await EditedBundle.MakeAsync();
        bundle.Delete("infrastructure/Network.cs");
        bundle.Write("app/extra.js", "");
        Assert.Equal(["missing infrastructure/Network.cs", "unlisted app/extra.js", "notSigned manifest.dsse.json"], await KindsAsync(bundle, 2));
    }

    // MSBuild looks for it in every folder above a project.
    [Theory]
    [InlineData("Directory.Build.props")]
    [InlineData("infrastructure/Backdoor.cs")]
    [InlineData("Infrastructure/Backdoor.cs")]
    public async Task Review_FileBesideThePrograms_IsNotGenerated(string path)
    {
        using var bundle = await EditedBundle.MakeAsync();
        bundle.Write(path, "<Project/>");
        bundle.Agree();
        Assert.Equal([$"notGenerated {path}", "notSigned manifest.dsse.json"], await KindsAsync(bundle, 2));
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("/etc/cron.d/x")]
    [InlineData("app\\x")]
    [InlineData("C:/x")]
    [InlineData("app//x")]
    public async Task Review_PathLeadsOut_IsUnsafe(string path)
    {
        using var bundle = await EditedBundle.MakeAsync();
        bundle.Write(path, "x");
        Assert.Contains($"unsafePath {path}", await KindsAsync(bundle, 5));
    }

    [Fact]
    public async Task Review_SymbolicLink_IsNotAFile()
    {
        using var bundle = await EditedBundle.MakeAsync();
        bundle.Write("app/link", "/etc/passwd", entry => entry.ExternalAttributes = unchecked((int)0xA1FF0000));
        Assert.Contains("notAFile app/link", await KindsAsync(bundle, 5));
    }

    [Theory]
    [InlineData("app/server.js")]
    [InlineData("app/SERVER.js")]
    public async Task Review_PathTwice_IsDuplicate(string path)
    {
        using var bundle = await EditedBundle.MakeAsync();
        bundle.Write(path, "x", beside: true);
        Assert.Contains($"duplicate {path}", await KindsAsync(bundle, 5));
    }

    [Fact]
    public async Task Review_ZipBomb_IsNotUnpacked()
    {
        using var bundle = await EditedBundle.MakeAsync();
        bundle.Write("app/zeros", new string('0', 32 << 20));
        bundle.Agree();
        Assert.Equal(["tooLarge app/zeros", "notSigned manifest.dsse.json"], await KindsAsync(bundle, 5));
    }

    [Fact]
    public async Task Review_RequirementsAreALink_IsDC4046()
    {
        using var bundle = await EditedBundle.MakeAsync();
        bundle.Write("requirements.json", "/etc/passwd", entry => entry.ExternalAttributes = unchecked((int)0xA1FF0000));
        var result = await bundle.ReviewAsync();
        Assert.Equal(5, result.ExitCode);
        Assert.Contains("DC4046", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0.0.9", "made by deploycrew 0.0.9")]
    [InlineData(null, "a version that did not write down which")]
    public async Task Review_OtherVersion_IsSaidAndNotCalledTampering(string? version, string words)
    {
        using var bundle = await EditedBundle.MakeAsync();
        bundle.Agree(manifest => manifest with { Generator = version is null ? null : new("deploycrew", version) });
        Assert.Equal(["otherVersion manifest.json", "notSigned manifest.dsse.json"], await KindsAsync(bundle, 0));

        bundle.Write(Security, "// as 0.0.9 wrote it");
        bundle.Agree();
        Assert.Equal(["otherVersion infrastructure/Security.cs", "otherVersion manifest.json", "notSigned manifest.dsse.json"], await KindsAsync(bundle, 2));
        Assert.Contains(words, (await bundle.ReviewAsync()).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_OtherFormat_IsSaid()
    {
        using var bundle = await EditedBundle.MakeAsync();
        bundle.Agree(manifest => manifest with { FormatVersion = 2 });
        Assert.Contains("otherVersion manifest.json", await KindsAsync(bundle, 2));
    }

    [Fact]
    public async Task Bundle_Signed_DiffersInTheSignatureOnly()
    {
        using var plain = await EditedBundle.MakeAsync();
        using var signed = await EditedBundle.MakeAsync("--sign");
        Assert.Empty(await KindsAsync(signed, 0));
        signed.Delete("manifest.dsse.json");
        Assert.Equal(plain.Read("manifest.json"), signed.Read("manifest.json"));
        Assert.Equal(["notSigned manifest.dsse.json"], await KindsAsync(signed, 0));
        Assert.Equal(5, (await signed.ReviewAsync("--require-signature")).ExitCode);
    }

    [Fact]
    public async Task Review_SignedByAnother_IsAWarningUntilASignatureIsRequired()
    {
        using var bundle = await EditedBundle.MakeAsync("--sign");
        var key = bundle.Home.SigningKey;
        var theirs = Path.Combine(bundle.Folder, "theirs.pub");
        File.Move(key + ".pub", theirs);
        File.Move(key, Path.Combine(bundle.Folder, "theirs.pem"));

        Assert.Equal(["unknownKey manifest.dsse.json"], await KindsAsync(bundle, 0));
        Assert.False(File.Exists(key), "looking must not make a key");
        using (SigningKey.LoadOrCreate(key))
            Assert.Equal(["unknownKey manifest.dsse.json"], await KindsAsync(bundle, 0));
        Assert.Equal(5, (await bundle.ReviewAsync("--require-signature")).ExitCode);
        Assert.Equal(5, (await bundle.ReviewAsync("--key", key + ".pub")).ExitCode);
        Assert.Empty(await KindsAsync(bundle, 0, "--key", theirs));
    }

    [Fact]
    public async Task Review_SignedAndThenChanged_IsNotWhatWasSigned()
    {
        using var bundle = await EditedBundle.MakeAsync("--sign");
        bundle.Write("app/server.js", "// changed");
        Assert.Equal(["hashDiffers app/server.js"], await KindsAsync(bundle, 5));
        bundle.Agree();
        Assert.Equal(["forged manifest.dsse.json"], await KindsAsync(bundle, 5));
    }

    [Fact]
    public async Task Review_SignatureMadeUp_IsForged()
    {
        using var bundle = await EditedBundle.MakeAsync("--sign");
        var envelope = JsonNode.Parse(bundle.Read("manifest.dsse.json"))!;
        var signature = Convert.FromBase64String(envelope["signatures"]![0]!["sig"]!.GetValue<string>());
        signature[^1] ^= 1;
        envelope["signatures"]![0]!["sig"] = Convert.ToBase64String(signature);
        bundle.Write("manifest.dsse.json", envelope.ToJsonString());
        Assert.Equal(["forged manifest.dsse.json"], await KindsAsync(bundle, 5));
        bundle.Write("manifest.dsse.json", """{"payloadType":"x","payload":"","signatures":[null]}""");
        Assert.Equal(["forged manifest.dsse.json"], await KindsAsync(bundle, 5));
    }

    private static async Task<string[]> KindsAsync(EditedBundle bundle, int exitCode, params string[] options)
    {
        var result = await bundle.ReviewAsync(["--format", "json", .. options]);
        Assert.True(exitCode == result.ExitCode, $"{result.ExitCode}: {result.Errors}{result.Output}");
        return [.. JsonNode.Parse(result.Output)!["problems"]!.AsArray().Select(problem => $"{problem!["kind"]} {problem["path"]}")];
    }
}
