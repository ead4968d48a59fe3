namespace DeployCrew.Core.Runs;

/// <summary>A run that this process works on.</summary>
/// <param name="Request">What it was asked to do.</param>
/// <param name="Folder">Its files.</param>
/// <param name="Journal">Its journal, open for writing.</param>
public sealed record Run(RunRequest Request, RunFolder Folder, Journal Journal)
{
    /// <summary>The run's name, such as <c>20261121-0931-hello-dev-4f2a</c>.</summary>
    public string Id => Folder.RunId;
}
