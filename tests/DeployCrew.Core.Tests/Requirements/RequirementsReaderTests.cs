using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Testing;

namespace DeployCrew.Core.Tests.Requirements;

public sealed class RequirementsReaderTests
{
    [Theory]
    [InlineData(Valid.Small)]
    [InlineData(Valid.Everything)]
    public void Read_ValidDocument_HasNoProblems(string text) => Assert.Empty(RequirementsReader.Read("r.json", text).Warnings);

    [Fact]
    public void Read_LeftOut_HasDefaults()
    {
        var document = RequirementsReader.Read("r.json", Valid.Small).Document;
        Assert.Equal(8080, document.Services["web"].Port);
        Assert.Equal(["/"], document.Services["web"].Routes);
        Assert.Equal("rolling", document.Deploy.Strategy);
    }

    [Fact]
    public void Services_OverriddenInAnEnvironment_AreBuiltTheSame()
    {
        var web = ResolvedServices.In(RequirementsReader.Read("r.json", Valid.Everything).Document, "prod").Single(service => service.Key == "web").Value;
        Assert.Equal((1024, "pnpm", "zstd"), (web.Cpu, web.Build.PackageManager, web.Build.Compression));
    }

    [Fact]
    public void Read_ByteOrderMark_IsReadOver() => Assert.Empty(RequirementsReader.Read("r.json", "\uFEFF" + Valid.Small).Warnings);

    [Fact]
    public void Read_Problems_AreInOneErrorThatNamesFileAndPlace()
    {
        var error = Assert.Throws<InvalidInputError>(() =>
            RequirementsReader.Read("r.json", Valid.Small.Replace("eu-west-1", "eu-west-9", StringComparison.Ordinal)));
        Assert.Equal("DC1000", error.Code);
        Assert.Equal("r.json:4:13 error DC1013 region: 'eu-west-9' is not known; did you mean 'eu-west-1'?", Assert.Single(error.Details));
    }

    [Fact]
    public void Read_WarningsOnly_ReturnsThem()
    {
        var result = RequirementsReader.Read("r.json",
            Valid.Small.Replace("\"web\": {}", "\"web\": { \"environment\": { \"PORT\": \"1\" } }", StringComparison.Ordinal));
        Assert.Equal("DC1043", Assert.Single(result.Warnings).Code);
    }

    [Fact]
    public void Load_MissingFile_SaysSo()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("error DC1001 cannot be read: it does not exist.", LoadProblem(folder.In("none.json")));
    }

    [Fact]
    public void Load_Folder_SaysSo()
    {
        using var folder = new TemporaryFolder();
        Assert.Equal("error DC1001 cannot be read: it is a folder.", LoadProblem(folder.Path));
    }

    [Fact]
    public void Load_NotUtf8_SaysSo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.In("r.json"), [0xff, 0xfe, 0x7b, 0x00]);
        Assert.Equal("error DC1002 is not UTF-8 text.", LoadProblem(folder.In("r.json")));
    }

    [Fact]
    public void Load_AppZip_IsTooLarge()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.In("app.zip"), new byte[300 * 1024]);
        Assert.Equal("error DC1008 is larger than 256 KiB.", LoadProblem(folder.In("app.zip")));
    }

    [Fact]
    public void Load_WithByteOrderMark_Works()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In("r.json"), Valid.Small, new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal("shop", RequirementsReader.Load(folder.In("r.json")).Document.Project);
    }

    private static string LoadProblem(string path) =>
        Assert.Single(Assert.Throws<InvalidInputError>(() => RequirementsReader.Load(path)).Diagnostics).ToString();
}
