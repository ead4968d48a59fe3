using System.ComponentModel;
using DeployCrew.Core.Errors;

namespace DeployCrew.Mcp.Answers;

/// <summary>What a call answers that was refused or failed: every reason at once.</summary>
internal sealed record ErrorsAnswer(
    [property: Description("Why the call was refused or failed; each with a stable code and what to do now.")] IReadOnlyList<ErrorView> Errors)
{
    /// <summary>Its one property.</summary>
    public const string Name = "errors";

    public static ErrorsAnswer Of(DeployError error) => new(error is InvalidInputError input
        ? [.. input.Diagnostics.Select(one => ErrorView.Of(one) with { File = input.File })]
        : [ErrorView.Of(error.ToReport())]);
}
