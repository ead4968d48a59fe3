using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Reading;
using Spectre.Console;

namespace DeployCrew.Cli.Input;

/// <summary>Puts what a model has read into requirements; what stands there stays.</summary>
internal static class ReadSettings
{
    /// <exception cref="DeployError">DC1000: the requirements' rules refuse it; DC2040: there is no requirements file; DC2041: there is nothing to put there.</exception>
    public static void Write(Terminal terminal, string path, IReadOnlyList<DetectedService> found)
    {
        var file = Path.GetFullPath(Directory.Exists(path) ? Path.Combine(path, "requirements.json") : path);
        if (found.Any(one => one.Name is null) || !File.Exists(file))
            throw ProposalErrors.NoRequirements(path);
        var before = File.ReadAllText(file);
        if (RequirementsReader.Read(file, before).IsFlat)
            throw ProposalErrors.NoRequirements(path);
        var after = found.Where(one => one.Reading is not null).Aggregate(before, (text, one) => ReadSetting.Write(text, one.Name!, one.Reading!.Settings));
        if (after == before)
            throw ProposalErrors.NothingRead(file);
        TextFile.Write(file, after);
        terminal.People.MarkupLineInterpolated($"[green]wrote[/] {file} [grey](next: 'deploycrew plan {file}')[/]");
    }
}
