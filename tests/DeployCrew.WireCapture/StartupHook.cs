using DeployCrew.WireCapture;

/// <summary>
/// Runs before Main of every .NET program that <c>DOTNET_STARTUP_HOOKS</c> is set for: <c>./test</c> sets it, so that what the tests' own processes
/// and the deploycrew processes that they start send to AWS is written down. The product knows nothing of it.
/// </summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        // Most programs below a test run have nothing to do with AWS: builds, the test platform itself.
        if (Environment.GetEnvironmentVariable("DEPLOYCREW_TEST_WIRE") is { Length: > 0 } folder
            && File.Exists(Path.Combine(AppContext.BaseDirectory, "AWSSDK.Core.dll")))
            WireFile.Install(folder);
    }
}
