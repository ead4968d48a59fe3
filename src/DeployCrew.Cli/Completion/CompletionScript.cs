namespace DeployCrew.Cli.Completion;

/// <summary>The scripts that teach a shell to ask (Completion/Scripts); they hold no names themselves, and fit every version.</summary>
internal static class CompletionScript
{
    /// <summary>Shells that there is one for.</summary>
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script for a shell.</summary>
    public static string For(string shell)
    {
        using var script = new StreamReader(typeof(CompletionScript).Assembly.GetManifestResourceStream($"completion.{shell}")!);
        return script.ReadToEnd();
    }
}
