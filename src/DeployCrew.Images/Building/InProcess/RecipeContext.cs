using DeployCrew.Images.Detection;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>What a recipe works with.</summary>
/// <param name="Request">What is asked for.</param>
/// <param name="Copy">The source, to be written to.</param>
/// <param name="Tool">Runs the ecosystem's tool.</param>
/// <param name="ToolVersion">What it said of its version.</param>
internal sealed record RecipeContext(ImageBuildRequest Request, IsolatedCopy Copy, BuildTool Tool, string ToolVersion)
{
    public DetectedApp App => Request.App!;

    /// <summary>Identity of what is installed from some of the source's files by a command: layers of it are made once.</summary>
    public string Inputs(IEnumerable<string> files, params IEnumerable<string> command) => string.Join('\0',
    [
        ToolVersion, Request.Platform.ToString(), .. command,
        .. files.Order(StringComparer.Ordinal).Select(file => $"{file}={OciLayout.DigestOf(File.ReadAllBytes(Copy.Original(file)))}"),
    ]);
}
