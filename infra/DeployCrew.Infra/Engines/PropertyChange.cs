namespace DeployCrew.Infra.Engines;

/// <summary>An input that differs.</summary>
/// <param name="Path">camelCase path as the model names it: <c>cidrBlock</c>, <c>loadBalancers[0].targetGroupArn</c>.</param>
/// <param name="Before">JSON text of the value before; null when there was none. Secrets are <c>***</c>.</param>
/// <param name="After">JSON text of the value after; null when there is none; <see cref="Unknown"/> when only applying will tell.</param>
/// <param name="ForcesReplacement">Whether the resource cannot keep its identity because of it.</param>
public sealed record PropertyChange(string Path, string? Before, string? After, bool ForcesReplacement = false)
{
    /// <summary>What stands for a value that only applying will tell.</summary>
    public const string Unknown = "(known after apply)";
}
