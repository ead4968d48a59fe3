namespace DeployCrew.Images.Linting;

/// <summary>How much a finding weighs, from the least; gates compare with it.</summary>
public enum LintSeverity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Makes the image larger, slower to build, less safe or less repeatable.</summary>
    Warning,

    /// <summary>Does not build, does not start, or gives a secret away.</summary>
    Error,
}
