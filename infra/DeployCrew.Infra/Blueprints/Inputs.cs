using System.Collections;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Property names to values, written as a collection initializer: <c>new Inputs { { "name", "web" } }</c>. An entry with null is
/// left out.</summary>
internal sealed class Inputs : IEnumerable<KeyValuePair<string, Value>>
{
    private readonly List<KeyValuePair<string, Value>> entries = [];

    public void Add(string name, Value? value)
    {
        if (value is not null)
            entries.Add(new(name, value));
    }

    public void Add(string name, Inputs nested) => entries.Add(new(name, (MapValue)nested));

    public IEnumerator<KeyValuePair<string, Value>> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public static implicit operator MapValue(Inputs inputs) => new(inputs.entries);

    public static implicit operator Value(Inputs inputs) => new MapValue(inputs.entries);
}
