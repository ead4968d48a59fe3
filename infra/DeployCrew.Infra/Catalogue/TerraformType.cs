namespace DeployCrew.Infra.Catalogue;

/// <summary>A resource type of the model as Terraform has it.</summary>
/// <param name="Name">Such as <c>aws_ecs_service</c>.</param>
/// <param name="Inputs">Inputs by the model's name.</param>
/// <param name="Outputs">Outputs by the model's name, without <c>id</c>, which every resource has.</param>
public sealed record TerraformType(
    string Name, IReadOnlyDictionary<string, TerraformProperty> Inputs, IReadOnlyDictionary<string, TerraformProperty> Outputs);
