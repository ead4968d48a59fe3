using System.Globalization;
using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>Requirements are kept in Git and in every bundle: no secret stands in them.</summary>
internal static class ClearSecretRule
{
    public static void Check(RuleContext context)
    {
        foreach (var scope in VariableScope.All(context.Document))
        {
            foreach (var (name, value) in scope.Variables)
            {
                if (SecretLook.OfValue(value) is { } look)
                    Report(context, $"it looks like {look}", name, scope.Path("environment", name));
                else if (SecretLook.IsSecretName(name) && value.Length > 0)
                    Report(context, "its name says that it is a secret", name, scope.Path("environment", name));
            }
        }

        foreach (var (service, requirements) in context.Document.Services)
        {
            var command = requirements.Command ?? [];
            for (var index = 0; index < command.Count; index++)
            {
                if (SecretLook.OfValue(command[index]) is { } look)
                    Report(context, $"it looks like {look}", "VARIABLE", "services", service, "command",
                        index.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private static void Report(RuleContext context, string reason, string variable, params string[] path)
    {
        var place = context.At(path);
        context.Add(RequirementsErrors.ClearSecret(place.Path, place.Value, reason, variable));
    }
}
