using System.Reflection;

namespace DeployCrew.Core;

/// <summary>DeployCrew's name and version, as documents tell them that it made.</summary>
public static class Tool
{
    /// <summary>Where it lives, as workflows name its action.</summary>
    public const string Repository = "deploycrew/deploycrew";

    /// <summary><c>0.1.0</c>, without the commit.</summary>
    public static string Version { get; } =
        (typeof(Tool).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
