using Xunit;

namespace DeployCrew.Testing;

/// <summary>As <see cref="RealFactAttribute"/>, with data.</summary>
public sealed class RealTheoryAttribute : TheoryAttribute
{
    /// <summary>Creates the attribute.</summary>
    /// <param name="variables">Environment variables that say where the parts are.</param>
    public RealTheoryAttribute(params string[] variables)
    {
        Variables = variables;
        Skip = new RealFactAttribute(variables).Skip;
    }

    /// <summary>Environment variables that the test needs.</summary>
    public IReadOnlyList<string> Variables { get; }
}
