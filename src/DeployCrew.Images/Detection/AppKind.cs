namespace DeployCrew.Images.Detection;

/// <summary>How an image is made of an app.</summary>
public enum AppKind
{
    /// <summary>By the app's own Dockerfile.</summary>
    Dockerfile,

    /// <summary>A Node service.</summary>
    Node,

    /// <summary>A .NET service.</summary>
    DotNet,

    /// <summary>Files that a web server serves.</summary>
    StaticSite,
}
