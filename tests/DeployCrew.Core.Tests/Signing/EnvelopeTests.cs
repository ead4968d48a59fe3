using System.Text;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Core.Signing;
using DeployCrew.Testing;

namespace DeployCrew.Core.Tests.Signing;

public sealed class EnvelopeTests : IDisposable
{
    private static readonly byte[] Document = Encoding.UTF8.GetBytes("""{"verdict":"verified"}""");
    private readonly TemporaryFolder folder = new();

    [Fact]
    public void Open_AsItWasSigned_GivesTheDocumentBack()
    {
        using var key = Key("a");

        Assert.Equal(Document, Envelope.Read("e", Envelope.Sign("text/x", Document, key).ToBytes()).Open("e", key.PublicPem));
    }

    [Fact]
    public void LoadOrCreate_PublicKeyWasLost_WritesItAgain()
    {
        var path = Path.Combine(folder.Path, "key.pem");
        using (SigningKey.LoadOrCreate(path))
            File.Delete(path + ".pub");

        using var again = SigningKey.LoadOrCreate(path);

        Assert.Equal(again.PublicPem, File.ReadAllText(path + ".pub"));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);
    }

    [Fact]
    public void Open_OtherDocument_SaysThatItWasChanged()
    {
        using var key = Key("a");
        var forged = Envelope.Sign("text/x", Document, key) with { Payload = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"verdict":"rolledBack"}""")) };

        Assert.Equal("DC9013", Assert.Throws<DeployError>(() => forged.Open("e", key.PublicPem)).Code);
    }

    [Fact]
    public void Open_OtherType_SaysThatItWasChanged()
    {
        using var key = Key("a");

        Assert.Equal("DC9013", Assert.Throws<DeployError>(() => (Envelope.Sign("text/x", Document, key) with { PayloadType = "text/y" }).Open("e", key.PublicPem)).Code);
    }

    [Fact]
    public void Open_SignedBySomebodyElse_NamesBothKeys()
    {
        using var key = Key("a");
        using var other = Key("b");

        var error = Assert.Throws<DeployError>(() => Envelope.Sign("text/x", Document, other).Open("e", key.PublicPem));

        Assert.Equal("DC9012", error.Code);
        Assert.Contains(key.Id, error.Message, StringComparison.Ordinal);
        Assert.Contains(other.Id, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SomebodyElsesSignatureUnderOurKeysId_SaysThatItWasChanged()
    {
        using var key = Key("a");
        using var other = Key("b");
        var signed = Envelope.Sign("text/x", Document, other);

        Assert.Equal("DC9013", Assert.Throws<DeployError>(() => (signed with { Signatures = [signed.Signatures[0] with { Keyid = key.Id }] }).Open("e", key.PublicPem)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"payloadType":"x","payload":1,"signatures":[]}""")]
    public void Read_NoEnvelope_FailsWithDC9011(string text) =>
        Assert.Equal("DC9011", Assert.Throws<DeployError>(() => Envelope.Read("e", Encoding.UTF8.GetBytes(text))).Code);

    [Fact]
    public void Open_PayloadThatIsNoBase64_FailsWithDC9011()
    {
        using var key = Key("a");

        Assert.Equal("DC9011", Assert.Throws<DeployError>(() => (Envelope.Sign("text/x", Document, key) with { Payload = "%%%" }).Open("e", key.PublicPem)).Code);
    }

    [Fact]
    public void LoadOrCreate_TwiceTheSamePath_IsTheSameKeyThatOnlyItsOwnerReads()
    {
        using var first = Key("a");
        using var second = Key("a");

        Assert.Equal(first.Id, second.Id);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.In("a.pem")));
    }

    [Fact]
    public void LoadOrCreate_FileWithoutKey_FailsWithDC9010()
    {
        File.WriteAllText(folder.In("a.pem"), "nothing");

        Assert.Equal("DC9010", Assert.Throws<DeployError>(() => Key("a")).Code);
    }

    // The signature is somebody else's to judge: openssl knows nothing of us.
    [ToolFact("openssl")]
    public async Task Sign_Document_IsASignatureThatOpensslFindsGood()
    {
        using var key = Key("a");
        var envelope = Envelope.Sign("text/x", Document, key);
        await File.WriteAllTextAsync(folder.In("public.pem"), key.PublicPem);
        await File.WriteAllBytesAsync(folder.In("signature"), Convert.FromBase64String(envelope.Signatures[0].Sig));
        await File.WriteAllTextAsync(folder.In("signed"), $"DSSEv1 6 text/x {Document.Length} {Encoding.UTF8.GetString(Document)}");

        var result = await new SystemProcessRunner().RunAsync(
            new ProcessCommand("openssl", ["dgst", "-sha256", "-verify", folder.In("public.pem"), "-signature", folder.In("signature"), folder.In("signed")]), default);

        Assert.Equal(0, result.ExitCode);
    }

    public void Dispose() => folder.Dispose();

    private SigningKey Key(string name) => SigningKey.LoadOrCreate(folder.In(name + ".pem"));
}
