using Xunit;

namespace DeployCrew.Testing;

/// <summary>A test against a real part that tests/real/start has started. Skipped when the part is not there; with CI=true it runs and fails then.</summary>
public sealed class RealFactAttribute : FactAttribute
{
    /// <summary>Creates the attribute.</summary>
    /// <param name="variables">Environment variables that say where the parts are, such as DEPLOYCREW_TEST_REGISTRY.</param>
    public RealFactAttribute(params string[] variables)
    {
        Variables = variables;
        var missing = variables.Where(name => string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name))).ToList();
        if (missing.Count > 0 && Environment.GetEnvironmentVariable("CI") != "true")
            Skip = $"{string.Join(", ", missing)} not set: eval \"$(tests/real/start STATE)\" starts the part.";
    }

    /// <summary>Environment variables that the test needs.</summary>
    public IReadOnlyList<string> Variables { get; }
}
