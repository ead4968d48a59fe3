using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Tests.Linting;

public sealed class DockerfileParserTests
{
    [Fact]
    public void Parse_ContinuedLines_AreOneInstructionWithPlaces()
    {
        var file = Dockerfile.Parse("FROM a:1\nRUN apt-get update \\\n  # why\n\n  && apt-get install curl\nCMD [\"a\"]\n");

        var run = file.Instructions[1];
        Assert.Equal((2, 5), run.Lines);
        Assert.Equal(["apt-get", "apt-get"], run.Script.Commands.Select(command => command.Name));
        var curl = run.Script.Commands[1].Words[^1];
        Assert.Equal("curl", file.Source.Text[curl.Start..curl.End]);
        Assert.Equal(5, file.Source.At(curl.Start).Line);
        Assert.Equal("RUN apt-get update \\\n  # why\n\n  && apt-get install curl", file.Source.Text[run.Start..run.End]);
    }

    [Fact]
    public void Parse_ByteOrderMarkAndWindowsLineEnds_AreNoPartOfWords()
    {
        var file = Dockerfile.Parse("\uFEFFFROM node:22 AS build\r\nRUN a \\\r\n  b\r\nCMD node\r\n");

        Assert.Equal(["FROM", "RUN", "CMD"], file.Instructions.Select(one => one.Keyword));
        Assert.Equal("build", file.Stages[0].Name!.Value.Value);
        Assert.Equal(["a", "b"], file.Instructions[1].Words.Select(word => word.Text));
        Assert.Equal((1, 1), (file.Source.At(file.Instructions[0].Start).Line, file.Source.At(file.Instructions[0].Start).Column));
        Assert.Equal("\r\n", file.Source.NewLine);
        Assert.Empty(file.Problems);
    }

    [Fact]
    public void Parse_EscapeDirective_MakesBackslashesOrdinary()
    {
        var file = Dockerfile.Parse("# escape=`\nFROM a:1\nCOPY a `\n  C:\\app\\\nRUN dir\n");

        Assert.Equal(["a", "C:\\app\\"], file.Instructions[1].Words.Select(word => word.Text));
        Assert.Equal("RUN", file.Instructions[2].Keyword);
    }

    [Fact]
    public void Parse_EscapeBelowAnotherComment_IsAComment()
    {
        var file = Dockerfile.Parse("# mine\n# escape=`\nFROM a:1\nRUN a \\\n  b\n");

        Assert.Equal(2, file.Instructions.Count);
    }

    [Fact]
    public void Parse_Heredocs_TakeTheirLines()
    {
        var file = Dockerfile.Parse(
            "FROM a:1\nRUN <<EOF\napt-get update\n# FROM b\nFROM=1 apt-get install curl\nEOF\nCOPY <<\"A\" <<-B /x/\none\nA\n\ttwo\n\tB\nRUN cat <<<word\nUSER 1\n");

        Assert.Equal(["FROM", "RUN", "COPY", "RUN", "USER"], file.Instructions.Select(one => one.Keyword));
        Assert.Equal(["apt-get", "apt-get"], file.Instructions[1].Script.Commands.Select(command => command.Name));
        Assert.Equal((2, 6), file.Instructions[1].Lines);
        Assert.Equal(["one\n", "\ttwo\n"], file.Instructions[2].Heredocs.Select(heredoc => heredoc.Body.Text));
        Assert.Empty(file.Problems);
    }

    [Fact]
    public void Parse_HeredocOfAnotherInterpreter_HasNoCommands() =>
        Assert.Empty(Dockerfile.Parse("FROM a:1\nRUN <<EOF\n#!/usr/bin/env python3\nimport cd\nEOF\n").Instructions[1].Script.Commands);

    [Fact]
    public void Parse_Flags_AreNoArguments()
    {
        var run = Dockerfile.Parse("FROM a:1\nRUN --mount=type=cache,target=/x --network=none \\\n  npm ci --omit=dev\n").Instructions[1];

        Assert.Equal(["mount", "network"], run.Flags.Select(flag => flag.Name));
        Assert.Equal("npm ci --omit=dev", run.Arguments.Text.Trim());
        Assert.Equal("type=cache,target=/x", run.Flag("mount"));
    }

    [Theory]
    [InlineData("CMD [\"a\", \"b c\"]", "a,b c")]
    [InlineData("CMD [ ]", "")]
    [InlineData("CMD ['a']", null)]
    [InlineData("CMD [ -f x ] && y", null)]
    [InlineData("cmd a", null)]
    public void Exec_Forms_AreToldApart(string line, string? words)
    {
        var exec = Dockerfile.Parse("FROM a:1\n" + line).Instructions[1].Exec;

        Assert.Equal(words, exec is null ? null : string.Join(',', exec));
    }

    [Fact]
    public void Parse_OnBuild_HasItsTrigger()
    {
        var trigger = Dockerfile.Parse("FROM a:1\nONBUILD COPY --chown=1:1 a /b\n").Instructions[1].Trigger!;

        Assert.Equal(("COPY", "1:1"), (trigger.Keyword, trigger.Flag("chown")));
        Assert.Equal(["a", "/b"], trigger.Operands);
    }

    [Fact]
    public void Stages_NamesArgumentsAndParents_AreResolved()
    {
        var file = Dockerfile.Parse(
            "ARG V=22\nARG IMAGE=node:${V}-slim\nFROM ${IMAGE} AS base\nUSER 1\nFROM base AS Build\nFROM ${OTHER:-alpine:3}\nFROM $OPEN\nCOPY --from=build /a /a\n");

        Assert.Equal(["node:22-slim", "base", "alpine:3", "$OPEN"], file.Stages.Select(stage => stage.Image));
        Assert.Equal("node", file.Stages[1].Base.Repository);
        Assert.Equal([0, 1], file.Stages[1].Lineage.Select(stage => stage.Index));
        Assert.True(file.Final!.IsOpen);
        Assert.Equal(1, file.FindStage("build", 3)!.Index);
        Assert.Null(file.FindStage("build", 1));
        Assert.Equal(2, file.FindStage("2", 3)!.Index);
    }

    [Theory]
    [InlineData("node", "node", null, null)]
    [InlineData("docker.io/library/node:22", "node", "22", null)]
    [InlineData("localhost:5000/a/b:1@sha256:2", "localhost:5000/a/b", "1", "sha256:2")]
    [InlineData("localhost:5000/a", "localhost:5000/a", null, null)]
    public void ImageName_Forms_AreTakenApart(string text, string repository, string? tag, string? digest) =>
        Assert.Equal(new ImageName(repository, tag, digest), ImageName.Parse(text));

    [Theory]
    [InlineData("a && b || c; d | e & f", "a b c d e f")]
    [InlineData("if [ -f x ]; then apt-get update; fi", "[ apt-get")]
    [InlineData("A=1 B='2 3' /usr/bin/env x", "env")]
    [InlineData("echo \"a && b\" 'c | d' $(e | f) `g; h`", "echo")]
    [InlineData("for p in a b; do rm $p; done", "rm")]
    [InlineData("(cd /x && make) >/dev/null 2>&1 && python -m pip install x", "cd make pip")]
    [InlineData("exec node x", "node")]
    public void Script_Commands_AreSplit(string script, string names) =>
        Assert.Equal(names, string.Join(' ', Dockerfile.Parse("FROM a:1\nRUN " + script).Instructions[1].Script.Commands.Select(command => command.Name)));

    [Theory]
    [InlineData("")]
    [InlineData("\\")]
    [InlineData("# only\n\n")]
    [InlineData("FROM")]
    [InlineData("FROM a:1\nRUN \\")]
    [InlineData("FROM a:1\nRUN echo \"open\nONBUILD\nCOPY [\nENV\nEXPOSE /\nUSER :\nCMD [\"a\"")]
    [InlineData("FROM a:1\nRUN echo $(a\\")]
    public void Lint_BrokenFiles_AreFindingsAndNoCrash(string text) =>
        Assert.NotNull(DeployCrew.Images.Linting.DockerfileLinter.Fix(text));
}
