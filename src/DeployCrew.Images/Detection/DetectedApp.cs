namespace DeployCrew.Images.Detection;

/// <summary>What kind of app lies in a folder, with the evidence for it.</summary>
public sealed record DetectedApp
{
    /// <summary>How an image is made of it.</summary>
    public required AppKind Kind { get; init; }

    /// <summary>Such as <c>JavaScript</c> or <c>C#</c>; empty when only a Dockerfile is there.</summary>
    public string Language { get; init; } = "";

    /// <summary>Version of the runtime: Node's major (<c>22</c>), .NET's (<c>10.0</c>), or null.</summary>
    public string? Version { get; init; }

    /// <summary>Such as <c>Express</c> or <c>ASP.NET Core</c>, or null.</summary>
    public string? Framework { get; init; }

    /// <summary>npm | pnpm | yarn | nuget, or null.</summary>
    public string? PackageManager { get; init; }

    /// <summary>Program and arguments that start it in the image; empty when the Dockerfile or the web server says so.</summary>
    public IReadOnlyList<string> StartCommand { get; init; } = [];

    /// <summary>Port that the app takes when PORT is not set, where the source tells.</summary>
    public int? PortHint { get; init; }

    /// <summary>Project file (.csproj), or the folder of a static site (<c>.</c>, <c>public</c>), relative; else null.</summary>
    public string? Entry { get; init; }

    /// <summary>Lock file of the package manager, or null.</summary>
    public string? LockFile { get; init; }

    /// <summary>Whether packages have to be installed before it runs.</summary>
    public bool HasDependencies { get; init; }

    /// <summary>Whether package.json has a build script.</summary>
    public bool HasBuildScript { get; init; }

    /// <summary>For a Dockerfile: what the app would be without it, when that is clear.</summary>
    public DetectedApp? WithoutDockerfile { get; init; }

    /// <summary>Where each of these was read.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>One line for people: <c>Node 22 (Express, npm), starts with 'node server.js'</c>.</summary>
    public string Summary
    {
        get
        {
            var name = Kind switch { AppKind.DotNet => ".NET", AppKind.StaticSite => "static site", _ => Kind.ToString() };
            var parts = new[] { Framework, PackageManager }.Where(part => part is not null).ToList();
            var summary = Version is null ? name : $"{name} {Version}";
            if (parts.Count > 0)
                summary += $" ({string.Join(", ", parts)})";
            return StartCommand.Count > 0 ? $"{summary}, starts with '{string.Join(' ', StartCommand)}'" : summary;
        }
    }
}
