namespace DeployCrew.Infra.Review;

/// <summary>What a role may do: a statement of its policy, or a policy of AWS's that is attached to it.</summary>
/// <param name="Role">Logical name of the role.</param>
/// <param name="Effect"><c>Allow</c>, <c>Deny</c>, or <c>Attached</c> for a policy that is written elsewhere.</param>
/// <param name="Actions">IAM actions; of an attached policy, its ARN.</param>
/// <param name="Resources">ARNs and patterns; <c>{name.property}</c> stands for what only AWS will tell.</param>
/// <param name="Condition">The condition's JSON; null without one.</param>
public sealed record Permission(string Role, string Effect, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, string? Condition)
{
    /// <summary>One line that is the same for the same permission.</summary>
    public override string ToString() =>
        $"{Role}: {Effect} {string.Join(", ", Actions)} on {string.Join(", ", Resources)}{(Condition is null ? "" : $" if {Condition}")}";
}
