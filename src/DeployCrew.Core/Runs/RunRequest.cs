namespace DeployCrew.Core.Runs;

/// <summary>What a run was asked to do; journaled as its first entry.</summary>
/// <param name="RequirementsFile">Full path of the requirements file.</param>
/// <param name="App">Full path of the app's folder or zip, or null: a small service is generated.</param>
/// <param name="Project">Project name from the requirements.</param>
/// <param name="Environment">Name of the environment.</param>
/// <param name="Target">local | aws.</param>
public sealed record RunRequest(string RequirementsFile, string? App, string Project, string Environment, string Target);
