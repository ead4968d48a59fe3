using System.Text.RegularExpressions;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;

namespace DeployCrew.Doctor;

/// <summary>Asks programs for their version.</summary>
internal sealed partial class ProgramVersions(IProcessRunner processes)
{
    /// <summary>The first version number of what it prints; null when it is not on PATH, or prints none.</summary>
    public async Task<Version?> FindAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        try
        {
            var result = await processes.RunAsync(new ProcessCommand(program, arguments), cancellationToken);
            // v3.229.0; {"terraform_version": "1.11.4"}; 10.0.100
            var found = result.Output.Select(line => Number().Match(line)).FirstOrDefault(match => match.Success);
            return result.ExitCode == 0 && found is not null ? Version.Parse(found.Value) : null;
        }
        catch (DeployError)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\d+\.\d+(\.\d+)?")]
    private static partial Regex Number();
}
