using System.Reflection;

namespace DeployCrew.Core;

/// <summary>DeployCrew's version, as documents name it that it made.</summary>
public static class ToolVersion
{
    /// <summary><c>0.1.0</c>, without the commit.</summary>
    public static string Text { get; } =
        (typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
