namespace DeployCrew.Core.Errors;

/// <summary>DC407x: the Terraform rendering of stacks.</summary>
public static class TerraformErrors
{
    /// <summary>The model uses a type or property that the versions of the provider that programs work with do not have.</summary>
    /// <param name="type">Type token, or name of a nested type.</param>
    /// <param name="property">Its property; null when the type itself is missing.</param>
    public static DeployError NotInProvider(string type, string? property) => new("DC4070",
        property is null ? $"Terraform's AWS provider 5.100 has no type for {type}." : $"Terraform's AWS provider 5.100 has no name for '{property}' of {type}.",
        "Use the pulumi engine; for services that shift traffic, deploy.strategy 'rolling' also does. (Names come from infra/catalogue/terraform.mjs.)");

    /// <summary>A value stands where Terraform cannot have one of its kind.</summary>
    public static DeployError NotRenderable(string place, string kind) => new("DC4071",
        $"{place}: a {kind} cannot be written as Terraform here.", "Write out the block in the blueprint, with choices inside it.");

    /// <summary>Two things of the model become one name.</summary>
    public static DeployError NamesCollide(string name, string one, string other) => new("DC4072",
        $"'{one}' and '{other}' are both '{name}' in Terraform.", "Rename one of the two.");
}
