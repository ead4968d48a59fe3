using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>A variable has one origin: in the clear, by reference, from a backing resource, or PORT from the service's port.</summary>
internal static class VariableRule
{
    private const string Port = "PORT";

    public static void Check(RuleContext context)
    {
        foreach (var scope in VariableScope.All(context.Document))
        {
            CheckPort(context, scope);
            CheckTwice(context, scope);
            CheckResources(context, scope);
        }
    }

    private static void CheckPort(RuleContext context, VariableScope scope)
    {
        if (scope.Variables.ContainsKey(Port))
            Report(context, scope, "environment", Port, RequirementsErrors.PortVariable);
        if (scope.Secrets.ContainsKey(Port))
            Report(context, scope, "secrets", Port, RequirementsErrors.PortVariable);
    }

    private static void CheckTwice(RuleContext context, VariableScope scope)
    {
        var service = scope.Environment is null ? null : context.Document.Services.GetValueOrDefault(scope.Service);
        foreach (var name in scope.Secrets.Keys.Where(name =>
            scope.Variables.ContainsKey(name) || service?.Environment.ContainsKey(name) == true))
            Report(context, scope, "secrets", name, RequirementsErrors.VariableTwice);
        foreach (var name in scope.Variables.Keys.Where(name =>
            !scope.Secrets.ContainsKey(name) && service?.Secrets.ContainsKey(name) == true))
            Report(context, scope, "environment", name, RequirementsErrors.VariableTwice);
    }

    private static void CheckResources(RuleContext context, VariableScope scope)
    {
        foreach (var (name, resource) in context.Document.Resources)
        {
            if (resource.UsedBy.Count > 0 && !resource.UsedBy.Contains(scope.Service))
                continue;
            var given = ResourceVariables.Of(name, resource.Type);
            Diagnostic Taken(string path, SourcePosition at, string variable) =>
                RequirementsErrors.VariableOfResource(path, at, variable, name);
            foreach (var variable in given.Where(scope.Variables.ContainsKey))
                Report(context, scope, "environment", variable, Taken);
            foreach (var variable in given.Where(scope.Secrets.ContainsKey))
                Report(context, scope, "secrets", variable, Taken);
        }
    }

    private static void Report(
        RuleContext context, VariableScope scope, string list, string variable, Func<string, SourcePosition, string, Diagnostic> problem)
    {
        var place = context.At(scope.Path(list, variable));
        context.Add(problem(place.Path, place.Key, variable));
    }
}
