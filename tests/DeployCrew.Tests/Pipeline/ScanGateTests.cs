using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Core.Requirements;
using DeployCrew.Pipeline;
using DeployCrew.Testing;

namespace DeployCrew.Tests.Pipeline;

public sealed class ScanGateTests
{
    private const string Digest = "sha256:1";

    private readonly ManualTime _time = new();
    private readonly List<string> _said = [];
    private readonly List<string> _noted = [];

    [Theory]
    [InlineData("critical", "CRITICAL", true)]
    [InlineData("critical", "HIGH", false)]
    [InlineData("high", "CRITICAL", true)]
    [InlineData("high", "HIGH", true)]
    [InlineData("medium", "LOW", false)]
    [InlineData("medium", "UNDEFINED", false)]
    public async Task Check_Findings_StopFromTheSeverityOnThatIsAskedFor(string failOn, string found, bool stops)
    {
        var check = CheckAsync(new FakeImageScans(Done(found)), failOn);

        if (!stops)
        {
            await check;
            Assert.Equal([$"scanned: 1 {found}"], _said);
            return;
        }

        var error = await Assert.ThrowsAsync<DeployError>(() => check);
        Assert.Equal("DC3352", error.Code);
        Assert.Equal([$"{found} CVE-1 in openssl 3.0, fixed in 3.1"], error.Details);
    }

    [Fact]
    public async Task Check_NoScanYet_AsksForOneOnceAndWaits()
    {
        var scans = new FakeImageScans(null, null, new ImageScan(ImageScanStatus.Running, null, new Dictionary<string, int>(), []), Done("CRITICAL"));

        var error = await Assert.ThrowsAsync<DeployError>(() => WhileTimePassesAsync(CheckAsync(scans, "critical")));

        Assert.Equal(("DC3352", 1), (error.Code, scans.Started));
    }

    [Fact]
    public async Task Check_ScanNeverDone_SaysSoAfterTheDeadline()
    {
        await WhileTimePassesAsync(CheckAsync(new FakeImageScans((ImageScan?)null), "critical"));

        Assert.Equal(["warning: not scanned, nothing is known of its weaknesses: no result within 60 s"], _said);
    }

    [Fact]
    public async Task Check_ImageThatTheScannerDoesNotTake_SaysSoAtOnce()
    {
        await CheckAsync(new FakeImageScans((ImageScan?)null) { Takes = false }, "critical");
        await CheckAsync(new FakeImageScans(new ImageScan(ImageScanStatus.Without, "UnsupportedImageError", new Dictionary<string, int>(), [])), "critical");

        Assert.All(_said, line => Assert.StartsWith("warning: not scanned", line, StringComparison.Ordinal));
        Assert.Equal(2, _said.Count);
    }

    [Fact]
    public async Task Check_RegistryThatNeverScans_IsALineOfTheLogAndNoWarning()
    {
        await CheckAsync(new FakeImageScans(new ImageScan(ImageScanStatus.Without, "UNSUPPORTED_IMAGE", new Dictionary<string, int>(), [])), "critical", hasScanner: false);

        Assert.Empty(_said);
        Assert.Equal(["not scanned, the registry of a rehearsal does not: UNSUPPORTED_IMAGE"], _noted);
    }

    [Fact]
    public async Task Check_RehearsedFindings_StopAllTheSame() =>
        Assert.Equal("DC3352", (await Assert.ThrowsAsync<DeployError>(() => CheckAsync(new FakeImageScans(Done("CRITICAL")), "critical", hasScanner: false))).Code);

    [Fact]
    public async Task Check_None_AsksNobody()
    {
        await CheckAsync(new FakeImageScans(Done("CRITICAL")), "none");

        Assert.Empty(_said);
    }

    private static ImageScan Done(string severity) =>
        new(ImageScanStatus.Done, null, new Dictionary<string, int> { [severity] = 1 }, [new ImageFinding("CVE-1", severity, "openssl 3.0", "3.1")]);

    private Task CheckAsync(FakeImageScans scans, string failOn, bool hasScanner = true) =>
        new ScanGate(scans, _time, hasScanner).CheckAsync(new ScanRequirements { FailOn = failOn, WaitSeconds = 60 }, "hello-dev/web", Digest, _said.Add, _noted.Add, default);

    private async Task WhileTimePassesAsync(Task check)
    {
        while (!check.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        await check;
    }
}
