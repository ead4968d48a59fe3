namespace DeployCrew.Core.Tests.Processes;

/// <summary>A test that needs programs of Unix.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Needs sh, cat and printf.";
    }
}
