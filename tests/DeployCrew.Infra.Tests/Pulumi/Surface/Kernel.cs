// What generated programs use of Pulumi's own SDK, as a recorder: resources are noted down instead of made.
// Compiled by the tests together with the classes that AwsSurface writes from the catalogue.
#nullable enable
using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Pulumi
{
    public static class Recorder
    {
        public static Dictionary<string, JsonNode?> Configuration { get; } = new();
        public static List<(string Type, string Name, string Inputs, string Options)> Resources { get; } = new();
        public static Dictionary<string, string> Outputs { get; } = new();

        public static void Clear()
        {
            Configuration.Clear();
            Resources.Clear();
            Outputs.Clear();
        }

        public static void Configure(string name, string json) => Configuration[name] = JsonNode.Parse(json);

        public static JsonNode? ToJson(object? value) => value switch
        {
            null => null,
            IRaw raw => ToJson(raw.Raw),
            Bag bag => new JsonObject(bag.Entries.Select(entry => KeyValuePair.Create(entry.Key, ToJson(entry.Value)))),
            string text => text,
            bool flag => flag,
            int number => number,
            double number => number,
            IEnumerable list => new JsonArray(list.Cast<object?>().Select(ToJson).ToArray()),
            _ => throw new InvalidOperationException(value.GetType().ToString()),
        };
    }

    public interface IRaw { object? Raw { get; } }

    public abstract class Bag
    {
        internal List<KeyValuePair<string, object?>> Entries { get; } = new();
        protected void Set(string name, object? value)
        {
            Entries.RemoveAll(entry => entry.Key == name);
            Entries.Add(new(name, value));
        }
        protected T Get<T>(string name) where T : class, new()
        {
            if (Entries.FirstOrDefault(entry => entry.Key == name).Value is T found) return found;
            var made = new T();
            Set(name, made);
            return made;
        }
    }

    public abstract class ResourceArgs : Bag { }

    public sealed class Output<T> : IRaw
    {
        internal Output(T value) => Value = value;
        internal T Value { get; }
        object? IRaw.Raw => Value;
        public Output<U> Apply<U>(Func<T, U> func) => new(func(Value));
    }

    public static class Output
    {
        public static Output<T> Create<T>(T value) => new(value);
        public static Output<T> CreateSecret<T>(T value) => new(value);
        public static Output<string> Format(FormattableString text) => new(string.Format(
            System.Globalization.CultureInfo.InvariantCulture, text.Format,
            text.GetArguments().Select(argument => argument is IRaw raw ? raw.Raw : argument).ToArray()));
        public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
        {
            var serializer = new JsonSerializerOptions(options ?? new());
            serializer.Converters.Add(new OutputConverter());
            return new(JsonSerializer.Serialize(value.Value, serializer));
        }
    }

    internal sealed class OutputConverter : JsonConverterFactory
    {
        public override bool CanConvert(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Output<>);
        public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(type.GetGenericArguments()))!;
        private sealed class Of<T> : JsonConverter<Output<T>>
        {
            public override Output<T> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
                throw new NotSupportedException();
            public override void Write(Utf8JsonWriter writer, Output<T> value, JsonSerializerOptions options) =>
                JsonSerializer.Serialize(writer, value.Value, options);
        }
    }

    public class Input<T> : IRaw
    {
        private readonly object? raw;
        protected Input(object? raw) => this.raw = raw;
        object? IRaw.Raw => raw;
        public static implicit operator Input<T>(T value) => new(value);
        public static implicit operator Input<T>(Output<T> value) => new(value);
    }

    public sealed class InputUnion<T0, T1> : Input<T0>
    {
        private InputUnion(object? raw) : base(raw) { }
        public static implicit operator InputUnion<T0, T1>(T0 value) => new(value);
        public static implicit operator InputUnion<T0, T1>(T1 value) => new(value);
        public static implicit operator InputUnion<T0, T1>(Output<T0> value) => new(value);
    }

    public sealed class InputList<T> : IRaw, IEnumerable
    {
        private readonly List<Input<T>> items = new();
        object? IRaw.Raw => items;
        public void Add(params Input<T>[] inputs) => items.AddRange(inputs);
        IEnumerator IEnumerable.GetEnumerator() => items.GetEnumerator();
        public static implicit operator InputList<T>(T[] values) { var list = new InputList<T>(); foreach (var value in values) list.Add(value); return list; }
    }

    public sealed class InputMap<V> : IRaw, IEnumerable
    {
        private sealed class Entries : Bag { public void Put(string key, object value) => Set(key, value); }
        private readonly Entries entries = new();
        object? IRaw.Raw => entries;
        public void Add(string key, Input<V> value) => entries.Put(key, value);
        public Input<V> this[string key] { set => Add(key, value); }
        IEnumerator IEnumerable.GetEnumerator() => throw new NotSupportedException();
    }

    public abstract class Resource { public string ResourceName { get; protected set; } = ""; }

    public class CustomResource : Resource
    {
        public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options)
        {
            ResourceName = name;
            Id = new($"<{name}.id>");
            var noted = string.Join(";",
                string.Join(",", (options?.DependsOn as IRaw)?.Raw is List<Input<Resource>> all ? all.Select(one =>
                    ((Resource)((IRaw)one).Raw!).ResourceName) : []),
                string.Join(",", options?.IgnoreChanges ?? []), options?.Protect == true ? "protect" : "");
            Recorder.Resources.Add((type, name, args is null ? "{}" : Recorder.ToJson(args)!.ToJsonString(), noted));
            foreach (var property in GetType().GetProperties()
                .Where(property => property.GetCustomAttribute<PropertyAttribute>() is not null))
            {
                var inner = property.PropertyType.GetGenericArguments()[0];
                var path = $"{name}.{property.GetCustomAttribute<PropertyAttribute>()!.Name}";
                property.SetValue(this, Activator.CreateInstance(property.PropertyType, BindingFlags.NonPublic | BindingFlags.Instance,
                    null, [Unknown.Of(inner, path)], null));
            }
        }
        public Output<string> Id { get; }
    }

    public sealed class PropertyAttribute(string name) : Attribute { public string Name => name; }

    /// <summary>Stands for a value that only the cloud knows: text that says which.</summary>
    internal static class Unknown
    {
        public static object? Of(Type type, string path)
        {
            if (type == typeof(string)) return $"<{path}>";
            if (type == typeof(double)) return 0d;
            if (type == typeof(bool)) return false;
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>)) return List(type.GetGenericArguments()[0], path);
            if (type.Namespace?.EndsWith(".Outputs") != true) return null;
            var made = Activator.CreateInstance(type)!;
            foreach (var field in type.GetFields().Where(field => field.FieldType == typeof(string)))
                field.SetValue(made, $"<{path}.{char.ToLowerInvariant(field.Name[0])}{field.Name[1..]}>");
            return made;
        }
        private static object List(Type element, string path)
        {
            var items = Array.CreateInstance(element, 1);
            items.SetValue(Of(element, path), 0);
            return typeof(ImmutableArray).GetMethods()
                .First(method => method.Name == "CreateRange" && method.GetParameters().Length == 1 && method.IsGenericMethod
                && method.GetGenericArguments().Length == 1 && method.GetParameters()[0].ParameterType.Name.StartsWith("IEnumerable"))
                .MakeGenericMethod(element).Invoke(null, [items])!;
        }
    }

    public class CustomResourceOptions
    {
        private InputList<Resource>? dependsOn;
        public InputList<Resource> DependsOn { get => dependsOn ??= new(); set => dependsOn = value; }
        public List<string> IgnoreChanges { get; set; } = new();
        public bool? Protect { get; set; }
    }

    public class Config(string? name = null)
    {
        private JsonNode Find(string key) => Recorder.Configuration[name is null ? key : $"{name}:{key}"]!;
        public string Require(string key) => Find(key).GetValue<string>();
        public int RequireInt32(string key) => Find(key).GetValue<int>();
        public bool RequireBoolean(string key) => Find(key).GetValue<bool>();
        public T RequireObject<T>(string key) => Find(key).Deserialize<T>()!;
    }

    public sealed class OutputAttribute(string? name = null) : Attribute { public string? Name => name; }

    public class Stack { }

    public static class Deployment
    {
        public static Task<int> RunAsync<TStack>() where TStack : Stack, new()
        {
            var stack = new TStack();
            foreach (var property in typeof(TStack).GetProperties()
                .Where(property => property.GetCustomAttribute<OutputAttribute>() is not null))
                Recorder.Outputs[property.GetCustomAttribute<OutputAttribute>()!.Name!] = Recorder.ToJson(property.GetValue(stack))!.GetValue<string>();
            return Task.FromResult(0);
        }
    }
}
