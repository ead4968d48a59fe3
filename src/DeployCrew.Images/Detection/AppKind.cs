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

    /// <summary>A Python service.</summary>
    Python,

    /// <summary>A Go service.</summary>
    Go,

    /// <summary>A service on the JVM, in Java or Kotlin.</summary>
    Java,

    /// <summary>A Ruby service.</summary>
    Ruby,

    /// <summary>PHP behind a web server.</summary>
    Php,

    /// <summary>A Rust service.</summary>
    Rust,

    /// <summary>A Deno service.</summary>
    Deno,

    /// <summary>A Bun service.</summary>
    Bun,
}
