using DeployCrew.Core.Errors;
using DeployCrew.Infra.Catalogue;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Validation;

/// <summary>Inputs of one resource against the catalogue: known, complete, and of the right shape at every depth.</summary>
internal static class InputCheck
{
    public static void Check(Resource resource, CatalogueResource type, List<Diagnostic> problems) =>
        CheckProperties(resource.Name, null, type.Class, resource.Inputs, type.Inputs, problems);

    private static void CheckProperties(
        string resource, Place? path, string type, IReadOnlyList<KeyValuePair<string, Value>> given,
        IReadOnlyDictionary<string, PropertyType> known, List<Diagnostic> problems)
    {
        foreach (var (name, value) in given)
        {
            if (known.TryGetValue(name, out var property))
                CheckValue(resource, new(path, name), property, value, problems);
            else
                problems.Add(StackErrors.UnknownInput(resource, $"{new Place(path, name)}", type));
        }
        foreach (var (name, property) in known)
        {
            if (property.Required && !given.Any(input => input.Key == name))
                problems.Add(StackErrors.MissingInput(resource, $"{new Place(path, name)}", type));
        }
    }

    private static void CheckValue(string resource, Place path, PropertyType type, Value value, List<Diagnostic> problems)
    {
        switch (value)
        {
            case SecretValue secret:
                CheckValue(resource, path, type, secret.Content, problems);
                break;
            case Choice { Then: ListValue or MapValue or Concatenation or JsonDocumentValue } choice:
                problems.Add(StackErrors.WrongShape(resource, $"{path}", "a choice between scalars", Describe(choice.Then)));
                break;
            case Choice choice:
                CheckValue(resource, path, type, choice.Then, problems);
                CheckValue(resource, path, type, choice.Else, problems);
                break;
            case ListValue list when type.Shape == PropertyShape.List:
                for (var i = 0; i < list.Items.Count; i++)
                    CheckValue(resource, new(path, i), type.Element!, list.Items[i], problems);
                break;
            case MapValue map when type.Shape == PropertyShape.Map:
                foreach (var entry in map.Entries)
                    CheckValue(resource, new(path, entry.Key), type.Element!, entry.Value, problems);
                break;
            case MapValue map when type.Shape == PropertyShape.Nested:
                CheckProperties(resource, path, type.Nested!, map.Entries, ResourceCatalogue.Aws.InputTypes[type.Nested!], problems);
                break;
            case ListValue or MapValue or Literal or Interpolation or JsonDocumentValue when !Fits(type.Shape, value):
                problems.Add(StackErrors.WrongShape(resource, $"{path}", type.Shape.ToString(), Describe(value)));
                break;
        }
    }

    private static bool Fits(PropertyShape shape, Value value) => shape switch
    {
        PropertyShape.Any => true,
        PropertyShape.Text => value is Literal { Content: string } or Interpolation or JsonDocumentValue,
        PropertyShape.Number => value is Literal { Content: int or decimal or double },
        PropertyShape.Flag => value is Literal { Content: bool },
        _ => false,
    };

    private static string Describe(Value value) => value is Literal literal ? literal.Content.GetType().Name : value.GetType().Name;

    /// <summary>Where a value is, put into words only where it is wrong.</summary>
    private sealed record Place(Place? Above, object Name)
    {
        public override string ToString() => Above is null ? $"{Name}" : $"{Above}/{Name}";
    }
}
