using DeployCrew.Core.Diffs;
using DeployCrew.Images.Linting;
using DeployCrew.Images.Linting.Fixes;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Linting;

public sealed class FixTests
{
    [Theory]
    [InlineData("RUN apt-get update && apt-get install curl", "RUN apt-get update && apt-get install --no-install-recommends -y curl ca-certificates && rm -rf /var/lib/apt/lists/*")]
    [InlineData("RUN apt-get update\nRUN apt-get install -y jq=1", "RUN apt-get update\nRUN apt-get install --no-install-recommends -y jq=1")]
    [InlineData("RUN apt-get update; apt-get install -y --no-install-recommends jq", "RUN apt-get update; apt-get install -y --no-install-recommends jq")]
    [InlineData("RUN apt install -y --no-install-recommends jq=1", "RUN apt-get install -y --no-install-recommends jq=1")]
    [InlineData("RUN apk add -U jq", "RUN apk add --no-cache jq")]
    [InlineData("RUN python3 -m pip install -r r.txt", "RUN python3 -m pip install --no-cache-dir -r r.txt")]
    [InlineData("RUN dnf install -y jq", "RUN dnf install -y jq && dnf clean all")]
    [InlineData("ADD --chown=1:1 a b /c/", "COPY --chown=1:1 a b /c/")]
    [InlineData("ADD a b.tar.gz /c/", "ADD a b.tar.gz /c/")]
    [InlineData("ADD ${WHAT} /c", "ADD ${WHAT} /c")]
    [InlineData("COPY a b /c", "COPY a b /c/")]
    [InlineData("CMD node 'my server.js'", "CMD [\"node\", \"my server.js\"]")]
    [InlineData("CMD exec node x", "CMD [\"node\", \"x\"]")]
    [InlineData("CMD npm start", "CMD [\"npm\", \"start\"]")]
    [InlineData("CMD run --port ${PORT:-80}", "CMD [\"sh\", \"-c\", \"exec run --port ${PORT:-80}\"]")]
    [InlineData("CMD migrate && serve", "CMD migrate && serve")]
    [InlineData("CMD A=1 serve", "CMD A=1 serve")]
    [InlineData("CMD serve > /dev/stdout", "CMD serve > /dev/stdout")]
    [InlineData("ENTRYPOINT [\"/tini\"]\nCMD serve", "ENTRYPOINT [\"/tini\"]\nCMD serve")]
    [InlineData("SHELL [\"/bin/bash\", \"-c\"]\nCMD serve", "SHELL [\"/bin/bash\", \"-c\"]\nCMD serve")]
    [InlineData("MAINTAINER \"Jane\" <j@x.test>", "LABEL org.opencontainers.image.authors=\"Jane <j@x.test>\"")]
    public void Fix_Instruction_Becomes(string before, string after)
    {
        const string Head = "FROM a:1\nUSER 1\nWORKDIR /app\n";

        Assert.Equal(Head + after + "\n", DockerfileLinter.Fix(Head + before + "\n").Dockerfile);
    }

    [Theory]
    [InlineData("node:22-slim", "", "1000:1000")]
    [InlineData("docker.io/library/python:3.13-slim", "", "10001:10001")]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:10.0", "", "1654:1654")]
    [InlineData("mcr.microsoft.com/dotnet/aspnet:6.0", "", null)]
    [InlineData("gcr.io/distroless/base-debian12", "", "65532:65532")]
    [InlineData("scratch", "", "10001:10001")]
    [InlineData("nginx:1.27-alpine", "", null)]
    [InlineData("someone/else:1", "", null)]
    [InlineData("node:22-slim", "EXPOSE 80\n", null)]
    [InlineData("node:22-slim", "VOLUME /data\n", null)]
    [InlineData("node:22-slim", "RUN gosu node true\n", null)]
    [InlineData("node:22-slim", "ENTRYPOINT [\"/entrypoint.sh\"]\n", null)]
    public void Fix_NoUser_IsAddedWhereTheBaseIsKnown(string image, string more, string? user)
    {
        var text = DockerfileLinter.Fix($"FROM {image}\n{more}# starts it\nCMD [\"a\"]\n").Dockerfile;

        Assert.Equal($"FROM {image}\n{more}{(user is null ? "" : $"USER {user}\n")}# starts it\nCMD [\"a\"]\n", text);
    }

    [Fact]
    public void Fix_ExposeMissing_NamesThePortOfTheRequirements() => Assert.Equal(
        "FROM node:22-slim\nUSER 1\nEXPOSE 3000\nCMD [\"a\"]\n",
        DockerfileLinter.Fix("FROM node:22-slim\nUSER 1\nCMD [\"a\"]\n", new LintContext { Port = 3000 }).Dockerfile);

    [Theory]
    [InlineData("""{ "scripts": { "postinstall": "node build.js" } }""")]
    [InlineData("""{ "dependencies": { "a": "file:./a" } }""")]
    [InlineData("""{ "workspaces": ["packages/*"] }""")]
    [InlineData("{ broken")]
    public void Fix_SourceFirstWithScripts_IsLeftToPeople(string packageJson)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.In("package.json"), packageJson);
        File.WriteAllText(folder.In(".dockerignore"), "");
        const string Text = "FROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev && npm cache clean --force\nUSER 1\nCMD [\"a\"]\n";

        Assert.Equal(Text, DockerfileLinter.Fix(Text, LintContext.OfFolder(folder.Path)).Dockerfile);
    }

    [Fact]
    public void Fix_DockerignoreWithoutNodeModules_IsAppendedTo()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.In("node_modules"));
        Directory.CreateDirectory(folder.In(".git"));
        File.WriteAllText(folder.In(".dockerignore"), "*.md");

        var fixes = DockerfileLinter.Fix("FROM a:1\nWORKDIR /a\nCOPY . .\n", LintContext.OfFolder(folder.Path));

        Assert.Equal("*.md\n.git\nnode_modules\n", fixes.DockerIgnore);
    }

    [Fact]
    public void Fix_BuildOutputThatIsCopiedByName_StaysInTheContext()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.In("target"));
        File.WriteAllText(folder.In("pom.xml"), "<project/>");

        var fixes = DockerfileLinter.Fix("FROM a:1\nCOPY target/app.jar /app.jar\nCOPY . /src\n", LintContext.OfFolder(folder.Path));

        Assert.DoesNotContain("target", fixes.DockerIgnore, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\nb\n", "a\nc\n", "@@ -1,2 +1,2 @@\n a\n-b\n+c\n")]
    [InlineData("a", "a\n", "@@ -1,1 +1,1 @@\n-a\n\\ No newline at end of file\n+a\n")]
    [InlineData("a\n", "", "@@ -1,1 +0,0 @@\n-a\n")]
    [InlineData("a\n", "a\n", null)]
    public void Diff_Texts_AreHunks(string before, string after, string? hunks) =>
        Assert.Equal(hunks is null ? "" : "--- a/x\n+++ b/x\n" + hunks, UnifiedDiff.Write("x", before, after));

    [Fact]
    public void Diff_ChangesFarApart_AreHunksOfTheirOwn()
    {
        var lines = Enumerable.Range(1, 30).Select(i => $"{i}\n").ToArray();
        var diff = UnifiedDiff.Write("x", string.Concat(lines), string.Concat(lines.Select((line, i) => i is 2 or 4 or 20 ? "x\n" : line)));

        Assert.Equal(["@@ -1,8 +1,8 @@", "@@ -18,7 +18,7 @@"], diff.Split('\n').Where(line => line.StartsWith("@@", StringComparison.Ordinal)));
    }
}
