using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Blueprints;

/// <summary>An environment variable by reference.</summary>
/// <param name="Name">Name of the variable.</param>
/// <param name="ValueFrom">As the container definition refers to it.</param>
/// <param name="Action">Action that reading it needs.</param>
/// <param name="Arn">What that action is allowed on.</param>
internal sealed record SecretVariable(string Name, Value ValueFrom, string Action, Value Arn);
