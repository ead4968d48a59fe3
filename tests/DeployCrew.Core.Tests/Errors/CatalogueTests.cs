using System.Reflection;
using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Tests.Errors;

/// <summary>Every factory method of every *Errors class: one code each, and always something to do about it.</summary>
public sealed class CatalogueTests
{
    private static readonly (string Method, string Code, string Message, string Remedy)[] All = [.. Factories().Select(Describe)];

    [Fact]
    public void Codes_OfAllMethods_AreUnique() => Assert.Empty(All.GroupBy(error => error.Code).Where(group => group.Count() > 1)
        .Select(group => $"{group.Key}: {string.Join(", ", group.Select(error => error.Method))}"));

    [Fact]
    public void Codes_OfAllMethods_AreOfTheirFamilysForm() => Assert.All(All, error => Assert.Matches("^DC[1-9][0-9]{3}$", error.Code));

    [Fact]
    public void Texts_OfAllMethods_SayWhatHappenedAndWhatToDo() => Assert.All(All, error =>
    {
        Assert.False(string.IsNullOrWhiteSpace(error.Message), error.Method);
        Assert.False(string.IsNullOrWhiteSpace(error.Remedy), error.Method);
    });

    private static IEnumerable<MethodInfo> Factories() => typeof(DeployError).Assembly.GetTypes()
        .Where(type => type.IsAbstract && type.IsSealed && type.Name.EndsWith("Errors", StringComparison.Ordinal))
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(method => method.ReturnType.IsAssignableTo(typeof(DeployError)) || method.ReturnType == typeof(Diagnostic));

    private static (string Method, string Code, string Message, string Remedy) Describe(MethodInfo method)
    {
        var name = $"{method.DeclaringType!.Name}.{method.Name}";
        return method.Invoke(null, [.. method.GetParameters().Select(parameter => Any(parameter.ParameterType))]) switch
        {
            DeployError error => (name, error.Code, error.Message, error.Remedy),
            Diagnostic problem => (name, problem.Code, problem.Message, problem.Remedy),
            _ => throw new InvalidOperationException(name),
        };
    }

    private static object? Any(Type type)
    {
        if (type == typeof(string))
            return "x";
        if (type == typeof(Uri))
            return new Uri("https://example.com/");
        if (type.IsAssignableFrom(typeof(List<string>)))
            return new List<string> { "x" };
        if (type.IsAssignableFrom(typeof(List<DeployError>)))
            return new List<DeployError> { new("DC1000", "x", "x"), new("DC1000", "x", "x") };
        if (type.IsAssignableFrom(typeof(List<ErrorReport>)))
            return new List<ErrorReport> { new("DC1000", "x", "x", []) };
        if (type.IsAssignableFrom(typeof(List<Diagnostic>)))
            return new List<Diagnostic> { new("DC1000", Severity.Error, "", null, "x", "x") };
        return type == typeof(Exception) ? new InvalidOperationException("x") : Activator.CreateInstance(type);
    }
}
