using System.Globalization;
using DeployCrew.Images.Bases;
using DeployCrew.Images.Oci;

namespace DeployCrew.Images.Building.InProcess;

/// <summary>How an image that is made here is run.</summary>
internal static class RunConfig
{
    public static OciRunConfig Of(ImageBuildRequest request, AppFiles files, BaseImage? below)
    {
        var port = request.Requirements.Port.ToString(CultureInfo.InvariantCulture);
        return new OciRunConfig
        {
            User = below is null ? null : RuntimeStage.Of(request.App!, request.Requirements).User,
            Cmd = request.Requirements.Command ?? files.Command,
            Entrypoint = below is not null && files.ClearsEntrypoint ? [] : null,
            WorkingDir = files.WorkingFolder,
            Env = [$"PORT={port}", .. files.Environment, .. files.Path.Count > 0 ? [$"PATH={string.Join(':', [.. files.Path, .. below is null ? Array.Empty<string>() : [PathOf(below)]])}"] : Array.Empty<string>()],
            ExposedPorts = new Dictionary<string, IReadOnlyDictionary<string, string>> { [$"{port}/tcp"] = new Dictionary<string, string>() },
            Labels = Labels(request, below),
        };
    }

    private static Dictionary<string, string> Labels(ImageBuildRequest request, BaseImage? below)
    {
        var labels = new Dictionary<string, string> { [ImageLabels.Source] = request.SourceSha256! };
        if (below is null)
            labels[ImageLabels.Base] = ImageLabels.HostBase;
        else
            (labels[ImageLabels.BaseName], labels[ImageLabels.BaseDigest]) = (below.Name, below.Digest);
        return labels;
    }

    private static string PathOf(BaseImage below) =>
        below.Layout.Config.Config.Env?.FirstOrDefault(one => one.StartsWith("PATH=", StringComparison.Ordinal))?["PATH=".Length..]
        ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
}
