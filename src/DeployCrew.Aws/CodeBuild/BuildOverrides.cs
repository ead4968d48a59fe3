namespace DeployCrew.Aws.CodeBuild;

/// <summary>A build that takes the project's machine and role only.</summary>
/// <param name="Buildspec">What to run, as YAML or JSON.</param>
/// <param name="WithDocker">Whether the machine's Docker Engine is needed (privileged mode).</param>
/// <param name="TimeoutMinutes">5-2160.</param>
internal sealed record BuildOverrides(string Buildspec, bool WithDocker, int TimeoutMinutes);
