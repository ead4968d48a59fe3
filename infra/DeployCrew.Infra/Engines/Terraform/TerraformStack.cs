using DeployCrew.Infra.Model;
using DeployCrew.Infra.Terraform;

namespace DeployCrew.Infra.Engines.Terraform;

/// <summary>One stack in its folder, and what reads and writes it.</summary>
internal sealed class TerraformStack
{
    public TerraformStack(string engine, StackModel model, StackConfiguration configuration, TerraformCommands commands, string folder)
    {
        Names = new(model);
        Commands = commands;
        Folder = folder;
        Reader = new(Names);
        Failure = new(engine, $"{model.Project}/{configuration.Environment}", Names);
    }

    public TerraformNames Names { get; }

    public TerraformCommands Commands { get; }

    public string Folder { get; }

    public PlanReader Reader { get; }

    public TerraformFailure Failure { get; }
}
