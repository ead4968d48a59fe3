using System.Text.Json.Nodes;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Terraform;

/// <summary>The variables of one environment. These files are plain JSON: what looks like a template in them is none.</summary>
internal static class EnvironmentValues
{
    public static JsonObject Write(StackModel model, StackConfiguration configuration) =>
        new(model.Configuration.Select(key => KeyValuePair.Create(
            TerraformNames.Variable(key.Name), StackResolution.Evaluate(new ConfigurationKey(key.Name), configuration, (_, _) => null))));
}
