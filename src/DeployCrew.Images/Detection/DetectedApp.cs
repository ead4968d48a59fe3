namespace DeployCrew.Images.Detection;

/// <summary>What kind of app lies in a folder, with the evidence for it.</summary>
public sealed record DetectedApp
{
    /// <summary>How an image is made of it.</summary>
    public required AppKind Kind { get; init; }

    /// <summary>Such as <c>JavaScript</c> or <c>C#</c>; null when only a Dockerfile is there. Its evidence is what makes the app one of its kind.</summary>
    public Fact<string>? Language { get; init; }

    /// <summary>Version of the runtime: Node's major (<c>22</c>), .NET's and Python's with the minor (<c>10.0</c>, <c>3.13</c>), or null.</summary>
    public Fact<string>? Version { get; init; }

    /// <summary>Such as <c>Express</c> or <c>ASP.NET Core</c>, or null.</summary>
    public Fact<string>? Framework { get; init; }

    /// <summary>npm | pnpm | yarn | bun | nuget | pip | poetry | uv | pipenv | maven | gradle | …, or null.</summary>
    public Fact<string>? PackageManager { get; init; }

    /// <summary>Program and arguments that start it in the image; null when the image or its web server says so.</summary>
    public Fact<IReadOnlyList<string>>? Start { get; init; }

    /// <summary>The value of <see cref="Start"/>; empty without one.</summary>
    public IReadOnlyList<string> StartCommand => Start?.Value ?? [];

    /// <summary>Port that the app takes when PORT is not set, where the source tells.</summary>
    public Fact<int>? Port { get; init; }

    /// <summary>Path that answers when the app is well, where the source tells.</summary>
    public Fact<string>? HealthPath { get; init; }

    /// <summary>Project file (.csproj), folder of what is served or compiled (<c>.</c>, <c>public</c>, <c>cmd/api</c>), or the Dockerfile; relative; else null.</summary>
    public string? Entry { get; init; }

    /// <summary>Lock file of the package manager, or null.</summary>
    public string? LockFile { get; init; }

    /// <summary>Whether packages have to be installed before it runs.</summary>
    public bool HasDependencies { get; init; }

    /// <summary>Whether package.json has a build script.</summary>
    public bool HasBuildScript { get; init; }

    /// <summary>Command that builds it, where requirements.json names one.</summary>
    public Fact<IReadOnlyList<string>>? BuildCommand { get; init; }

    /// <summary>Files that installing its packages needs, and folders of such (with <c>/</c> at the end): a layer of their own. Empty when that is not possible.</summary>
    public IReadOnlyList<string> Manifests { get; init; } = [];

    /// <summary>Folders that a compiled program may read when it runs, such as <c>templates</c>.</summary>
    public IReadOnlyList<string> ReadAtRunTime { get; init; } = [];

    /// <summary>Debian packages that its packages load when it runs; the evidence says which of them.</summary>
    public IReadOnlyList<Fact<string>> Libraries { get; init; } = [];

    /// <summary>For PHP and Ruby: what package.json builds of its scripts and styles, when it has a build script.</summary>
    public DetectedApp? Assets { get; init; }

    /// <summary>PHP extensions that composer.json asks for.</summary>
    public IReadOnlyList<Fact<string>> Extensions { get; init; } = [];

    /// <summary>Gradle's task that makes the executable jar; null for others.</summary>
    public string? BuildTask { get; init; }

    /// <summary>Whether a Go program has C in it, and so needs a C library.</summary>
    public bool NeedsC { get; init; }

    /// <summary>Image that it runs on, where requirements.json names one.</summary>
    public Fact<string>? BaseImage { get; init; }

    /// <summary>For a Dockerfile: what the app would be without it, when that is clear.</summary>
    public DetectedApp? WithoutDockerfile { get; init; }

    /// <summary>Where each of these was read, in the order of the properties.</summary>
    public IReadOnlyList<Evidence> Evidence =>
    [
        .. new[]
        {
            Language?.Evidence, PackageManager?.Evidence, Start?.Evidence, Version?.Evidence, Framework?.Evidence, Port?.Evidence, HealthPath?.Evidence,
            BuildCommand?.Evidence, BaseImage?.Evidence,
        }.OfType<Evidence>().Distinct(),
    ];

    /// <summary>One line for people: <c>Node 22 (Express, npm), starts with 'node server.js'</c>.</summary>
    public string Summary
    {
        get
        {
            var name = Kind switch
            {
                AppKind.DotNet => ".NET",
                AppKind.StaticSite => "static site",
                AppKind.Php => "PHP",
                AppKind.Java => Language?.Value ?? "Java",
                _ => Kind.ToString(),
            };
            var parts = new[] { Framework?.Value, PackageManager?.Value }.Where(part => part is not null).ToList();
            var summary = Version is null ? name : $"{name} {Version.Value}";
            if (parts.Count > 0)
                summary += $" ({string.Join(", ", parts)})";
            return StartCommand.Count > 0 ? $"{summary}, starts with '{ShellCommand.Display(StartCommand)}'" : summary;
        }
    }

    /// <summary>The distinct places of the evidence: <c>package.json:4, server.js:7</c>.</summary>
    public string Places => string.Join(", ", Evidence.Select(one => one.Place).Distinct());
}
