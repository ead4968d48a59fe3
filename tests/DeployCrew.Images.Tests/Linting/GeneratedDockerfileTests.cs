using System.Runtime.CompilerServices;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Dockerfiles;
using DeployCrew.Images.Linting;
using DeployCrew.Testing;

namespace DeployCrew.Images.Tests.Linting;

/// <summary>What is generated keeps the rules.</summary>
public sealed class GeneratedDockerfileTests
{
    public static TheoryData<string> Apps => [.. Folders().Where(folder => Generated(folder, DockerfileOptions.Plain) is not null).Select(folder => Path.GetRelativePath(Root(), folder))];

    [Theory]
    [MemberData(nameof(Apps))]
    public void Lint_GeneratedDockerfile_HasNoWarning(string app)
    {
        var folder = Path.Combine(Root(), app);
        foreach (var options in new[] { DockerfileOptions.Plain, DockerfileOptions.Plain with { CacheMounts = true } })
            AssertKept(folder, Generated(folder, options)!.Value);
    }

    [Theory]
    [InlineData("requirements.txt", "flask==3.0\npsycopg2==2.9\ngunicorn==22.0\n", "app.py", "from flask import Flask\napp = Flask(__name__)\n")]
    [InlineData("composer.json", """{ "require": { "php": "^8.3", "ext-gd": "*", "ext-intl": "*" } }""", "public/index.php", "<?php echo 1;")]
    public void Lint_GeneratedWithSystemPackages_HasNoWarning(string manifest, string manifestText, string program, string programText)
    {
        using var folder = new TemporaryFolder();
        folder.Write(manifest, manifestText);
        folder.Write(program, programText);
        var generated = Generated(folder.Path, DockerfileOptions.Plain)!.Value;

        Assert.Contains("apt-get install", generated.Text, StringComparison.Ordinal);
        AssertKept(folder.Path, generated);
    }

    private static void AssertKept(string folder, (string Text, string Ignore) generated)
    {
        var (text, ignore) = generated;
        var context = LintContext.OfFolder(folder, new ServiceRequirements().Port) with { DockerIgnore = ignore };

        Assert.Equal([], DockerfileLinter.Lint("Dockerfile", text, context).Findings.Where(finding => finding.Severity >= LintSeverity.Warning).Select(finding => finding.ToString()));
    }

    private static (string Text, string Ignore)? Generated(string folder, DockerfileOptions options)
    {
        try
        {
            var app = AppDetector.Detect(folder);
            return app.Kind == AppKind.Dockerfile ? null
                : (DockerfileGenerator.Generate(app, new ServiceRequirements(), options), DockerfileGenerator.DockerIgnore(app));
        }
        catch (DeployError)
        {
            return null; // an app that is refused
        }
    }

    private static IEnumerable<string> Folders() =>
        Directory.GetDirectories(Path.Combine(Root(), "tests/DeployCrew.Images.Tests/Corpus"))
            .Concat(Directory.GetDirectories(Path.Combine(Root(), "samples")).Select(sample => Path.Combine(sample, "app")).Where(Directory.Exists));

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
