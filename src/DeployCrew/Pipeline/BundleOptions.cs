namespace DeployCrew.Pipeline;

/// <summary>What a bundle can hold besides the Pulumi program in C#.</summary>
/// <param name="Terraform">The same stack as a Terraform program.</param>
/// <param name="TypeScript">The same stack as a Pulumi program in TypeScript.</param>
public sealed record BundleOptions(bool Terraform, bool TypeScript);
