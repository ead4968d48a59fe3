using System.Reflection;

namespace DeployCrew.Images.SupplyChain;

/// <summary>The version that documents say they were made by.</summary>
internal static class ToolVersion
{
    public static string Text { get; } =
        (typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];
}
