using System.Globalization;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building;

/// <summary>What all app-only images have in common.</summary>
internal static class HostImage
{
    public static OciRunConfig Config(
        ImageBuildRequest request, IReadOnlyList<string> command, string workingFolder, params string[] environment)
    {
        var port = request.Requirements.Port.ToString(CultureInfo.InvariantCulture);
        return new OciRunConfig
        {
            Cmd = request.Requirements.Command ?? command,
            WorkingDir = workingFolder,
            Env = [$"PORT={port}", .. environment],
            ExposedPorts = new Dictionary<string, IReadOnlyDictionary<string, string>> { [$"{port}/tcp"] = new Dictionary<string, string>() },
            Labels = new Dictionary<string, string>
            {
                [ImageLabels.Base] = ImageLabels.HostBase,
                [ImageLabels.Source] = request.SourceSha256!,
            },
        };
    }
}
