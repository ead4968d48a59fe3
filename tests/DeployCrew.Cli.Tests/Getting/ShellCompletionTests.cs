using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Testing;

namespace DeployCrew.Cli.Tests.Getting;

/// <summary>The scripts, in the shells that they are for: bash and zsh in a terminal of their own, where somebody presses Tab.</summary>
[Trait("Category", "real")]
public sealed class ShellCompletionTests : IDisposable
{
    private const string Bash = "DEPLOYCREW_TEST_BASH";
    private const string Zsh = "DEPLOYCREW_TEST_ZSH";
    private const string Fish = "DEPLOYCREW_TEST_FISH";

    private static readonly (string Typed, string Line)[] Presses =
    [
        ("deploycrew appl", "deploycrew apply "),
        ("deploycrew local fault cl", "deploycrew local fault clear "),
        ("deploycrew run --targ", "deploycrew run --target "),
        ("deploycrew run --target l", "deploycrew run --target local "),
        ("deploycrew run --target=l", "deploycrew run --target=local "),
        ("deploycrew run hello-node --env p", "deploycrew run hello-node --env prod "),
        ("deploycrew status 20261121-0", "deploycrew status 20261121-035553-hello-node-dev-b689 "),
        // Where it has nothing to say, the word is a file.
        ("deploycrew validate hello-node/requ", "deploycrew validate hello-node/requirements.json "),
    ];

    private readonly TemporaryFolder folder = new();

    public ShellCompletionTests()
    {
        folder.Write("programs/deploycrew", $"#!/bin/sh\nexec dotnet '{Repository.Program}' \"$@\"\n", executable: true);
        folder.Write("hello-node/requirements.json", File.ReadAllText(Path.Combine(Repository.Sample("hello-node"), "requirements.json")));
        Directory.CreateDirectory(folder.In("home", "runs", "20261121-035553-hello-node-dev-b689"));
    }

    [RealFact(Bash, Zsh)]
    public Task Tab_InBash_CompletesTheLine() => PressesAsync("setup.bash", Of(Bash), "--norc", "--noprofile", "-i");

    [RealFact(Zsh)]
    public Task Tab_InZsh_CompletesTheLine() => PressesAsync("setup.zsh", Of(Zsh), "-f", "-i");

    [RealFact(Fish)]
    public async Task Complete_InFish_GivesTheWords()
    {
        Assert.Equal(["aws", "local"], await FishAsync("deploycrew run --target "));
        Assert.Equal(["dev", "prod"], await FishAsync("deploycrew run hello-node --env "));
        Assert.Equal(["20261121-035553-hello-node-dev-b689"], await FishAsync("deploycrew status 2026"));
        Assert.Equal(["apply\tRuns exactly what a plan says, or refuses: nothing may have changed since."], await FishAsync("deploycrew appl"));
        Assert.Equal(["hello-node/requirements.json"], (await FishAsync("deploycrew validate hello-node/requ")).Select(line => line.Split('\t')[0]));
    }

    public void Dispose() => folder.Dispose();

    private static string Of(string variable) => Environment.GetEnvironmentVariable(variable)!;

    private static string Script(string name) => Path.Combine(Repository.Root, "tests", "DeployCrew.Cli.Tests", "Getting", "Shells", name);

    private async Task PressesAsync(string setup, params string[] shell)
    {
        foreach (var (typed, line) in Presses)
        {
            var result = await RunAsync(Of(Zsh), ["-f", Script("drive.zsh"), Script(setup), typed + @"\t", .. shell]);
            Assert.Equal([line], result);
        }
    }

    private Task<IReadOnlyList<string>> FishAsync(string line) =>
        RunAsync(Of(Fish), "--no-config", "-c", $"set PATH {folder.In("programs")} $PATH; deploycrew completion fish | source; complete -C '{line}'");

    private async Task<IReadOnlyList<string>> RunAsync(string program, params string[] arguments)
    {
        var result = await new SystemProcessRunner().RunAsync(
            new ProcessCommand(program, arguments)
            {
                WorkingDirectory = folder.Path,
                Environment = new Dictionary<string, string?>
                {
                    ["DEPLOYCREW_HOME"] = folder.In("home"),
                    ["DEPLOYCREW_TEST_PROGRAMS"] = folder.In("programs"),
                    ["HOME"] = folder.Path,
                    ["TERM"] = "dumb",
                    ["DOTNET_STARTUP_HOOKS"] = null,
                },
            }, default);
        Assert.True(result.ExitCode == 0, string.Join('\n', result.Errors.Concat(result.Output)));
        return result.Output;
    }
}
