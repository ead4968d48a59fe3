using System.Globalization;
using System.Text.RegularExpressions;

namespace DeployCrew.Infra.Engines.Terraform;

/// <summary>
/// Reads a lock out of what Terraform says about it:
/// <code>
/// Lock Info:
///   ID:        2b6a1d9c-…
///   Path:      bucket/shop/prod.tfstate
///   Operation: OperationTypeApply
///   Who:       ana@laptop
///   Version:   1.11.4
///   Created:   2026-11-20 10:00:00.123456 +0000 UTC
/// </code>
/// </summary>
internal static partial class LockText
{
    /// <summary>The lock in a text; null when there is none.</summary>
    public static StackLock? Find(string text)
    {
        var fields = Field().Matches(text).ToLookup(field => field.Groups["name"].Value, field => field.Groups["value"].Value.Trim());
        if (fields["ID"].FirstOrDefault() is not { Length: > 0 } id)
            return null;
        var operation = fields["Operation"].FirstOrDefault() ?? "";
        return new(id, fields["Who"].FirstOrDefault() ?? "", operation.Replace("OperationType", "", StringComparison.Ordinal).ToLowerInvariant(),
            Time(fields["Created"].FirstOrDefault()));
    }

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text?.Replace(" +0000 UTC", "Z", StringComparison.Ordinal), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    [GeneratedRegex(@"^\s*(?<name>ID|Operation|Who|Created):(?<value>.*)$", RegexOptions.Multiline)]
    private static partial Regex Field();
}
