using DeployCrew.Images.Building.BuildKit;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Tests.Building.BuildKit;

public sealed class BuildKitNeedTests
{
    [Theory]
    [InlineData("FROM a\nRUN --mount=type=cache,target=/c make", 2, "RUN --mount", false)]
    [InlineData("FROM a\n\nRUN \\\n  --network=none make", 3, "RUN --network", false)]
    [InlineData("FROM a\nCOPY --chmod=755 a b", 2, "COPY --chmod", false)]
    [InlineData("FROM a\nCOPY --from=b --link a b", 2, "COPY --link", true)]
    [InlineData("FROM a\nADD --checksum=sha256:1 https://a/b c", 2, "ADD --checksum", true)]
    [InlineData("FROM a\nRUN <<EOF\nmake\nEOF\n", 2, "a heredoc", true)]
    [InlineData("FROM a\nCOPY <<EOF /a\nhi\nEOF\n", 2, "a heredoc", true)]
    [InlineData("FROM a\nONBUILD RUN --mount=type=cache,target=/c make", 2, "RUN --mount", false)]
    [InlineData("FROM --platform=$BUILDPLATFORM a", 1, "FROM --platform", false)]
    public void Find_WhatTheClassicBuilderDoesNotKnow_IsNamedWithItsLine(string text, int line, string what, bool later) =>
        Assert.Equal(new BuildKitNeed(line, what, later), BuildKitNeed.Find(Dockerfile.Parse(text), _ => true));

    [Theory]
    [InlineData("# syntax=docker/dockerfile:1\nFROM a AS b\nFROM a\nCOPY --from=b --chown=1:1 a b\nADD --chown=1 a b")]
    [InlineData("FROM --platform=linux/arm64 a\nHEALTHCHECK --interval=1s CMD a\nRUN cat <<<x")]
    public void Find_WhatEveryBuilderKnows_IsNone(string text) => Assert.Null(BuildKitNeed.Find(Dockerfile.Parse(text), _ => true));

    [Theory]
    [InlineData("# syntax=docker/dockerfile:1\nFROM a", true)]
    [InlineData("# escape=`\n#  Syntax = docker/dockerfile:1\nFROM a", true)]
    [InlineData("# the syntax of this file\nFROM a", false)]
    [InlineData("FROM a", false)]
    public void NamesItsReader_Directive_Counts(string text, bool names) => Assert.Equal(names, BuildKitNeed.NamesItsReader(Dockerfile.Parse(text)));
}
