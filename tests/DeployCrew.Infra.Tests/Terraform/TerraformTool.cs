using DeployCrew.Core.Ports;
using DeployCrew.Core.Processes;
using DeployCrew.Infra.Pulumi;

namespace DeployCrew.Infra.Tests.Terraform;

/// <summary>The real program, with the provider of the machine's mirror.</summary>
internal static class TerraformTool
{
    public const string Program = "DEPLOYCREW_TEST_TERRAFORM";
    public const string Plugins = "DEPLOYCREW_TEST_TERRAFORM_PLUGINS";

    public static async Task<ProcessResult> RunAsync(string folder, params IReadOnlyList<string> arguments) =>
        await new SystemProcessRunner().RunAsync(
            new(Environment.GetEnvironmentVariable(Program)!, arguments)
            {
                WorkingDirectory = folder,
                Environment = new Dictionary<string, string?> { ["TF_IN_AUTOMATION"] = "1", ["TF_CLI_CONFIG_FILE"] = null, ["CHECKPOINT_DISABLE"] = "1" },
            }, CancellationToken.None);

    /// <summary>Runs <c>init</c> without a backend and <c>validate</c>; fails with what they say.</summary>
    public static async Task ValidateAsync(string folder)
    {
        var init = await RunAsync(folder, "init", "-backend=false", "-input=false", "-no-color",
            $"-plugin-dir={Environment.GetEnvironmentVariable(Plugins)}");
        Assert.True(init.ExitCode == 0, string.Join('\n', init.Output.Concat(init.Errors).TakeLast(60)));
        var validate = await RunAsync(folder, "validate", "-no-color");
        Assert.True(validate.ExitCode == 0, string.Join('\n', validate.Output.Concat(validate.Errors).Take(80)));
    }

    public static void Write(string folder, IEnumerable<GeneratedFile> files)
    {
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text);
        }
    }
}
