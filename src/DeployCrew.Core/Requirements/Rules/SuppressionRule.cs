using System.Globalization;
using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>A suppression ends on a day that exists.</summary>
internal static class SuppressionRule
{
    public static void Check(RuleContext context)
    {
        for (var index = 0; index < context.Document.Policy.Suppress.Count; index++)
        {
            var expires = context.Document.Policy.Suppress[index].Expires;
            var number = index.ToString(CultureInfo.InvariantCulture);
            if (!context.Readable("policy", "suppress", number, "expires")
                || DateOnly.TryParseExact(expires, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                continue;
            var place = context.At("policy", "suppress", number, "expires");
            context.Add(PolicyErrors.NoSuchDay(place.Path, place.Value, expires));
        }
    }
}
