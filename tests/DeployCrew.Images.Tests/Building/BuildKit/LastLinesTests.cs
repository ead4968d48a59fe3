using DeployCrew.Images.Building.BuildKit;

namespace DeployCrew.Images.Tests.Building.BuildKit;

public sealed class LastLinesTests
{
    // Docker 20.10.24; buildx 0.24, which has the reader's file in the middle and an advertisement at the end.
    [Theory]
    [InlineData("#5 0.3 one\n#5 ERROR: executor failed running [/bin/sh -c exit 3]: exit code: 3\n------\n > RUN exit 3:\n------\nexecutor failed running [/bin/sh -c exit 3]: exit code: 3",
        "executor failed running [/bin/sh -c exit 3]: exit code: 3")]
    [InlineData("ERROR: failed to build: failed to solve: process \"/bin/sh -c exit 3\" did not complete successfully: exit code: 3\n\nView build details: docker-desktop://a",
        "failed to build: failed to solve: process \"/bin/sh -c exit 3\" did not complete successfully: exit code: 3")]
    [InlineData("unknown flag: --iidfile", "unknown flag: --iidfile")]
    public void Cause_OfOutput_IsWhatWentWrong(string output, string cause)
    {
        var lines = new LastLines();
        foreach (var line in output.Split('\n'))
            lines.Add(line);

        Assert.Equal(cause, lines.Cause);
    }
}
