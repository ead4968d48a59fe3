using System.Globalization;
using System.Xml.Linq;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Protocol;

/// <summary>Reads elements of an API's answer, whatever their namespace: unknown ones are ignored, missing ones named.</summary>
internal static class XmlFields
{
    public static XElement? Child(this XElement? parent, string name) => parent?.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    public static string? TextOrNull(this XElement? parent, string name) => parent.Child(name)?.Value;

    public static string Text(this XElement parent, string name) =>
        parent.TextOrNull(name) ?? throw AwsErrors.UnexpectedAnswer("AWS", $"'{name}' is missing");

    public static int? NumberOrNull(this XElement? parent, string name) =>
        int.TryParse(parent.TextOrNull(name), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static bool Flag(this XElement? parent, string name) => parent.TextOrNull(name) == "true";

    public static DateTimeOffset? TimeOrNull(this XElement? parent, string name) =>
        DateTimeOffset.TryParse(parent.TextOrNull(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Items of a list: <c>member</c> of the query protocol, <c>item</c> of EC2's, the item's own name in the REST protocol.</summary>
    public static IEnumerable<XElement> Items(this XElement? parent, string name) => parent.Child(name)?.Elements() ?? [];

    public static IReadOnlyList<string> Texts(this XElement? parent, string name) => [.. parent.Items(name).Select(item => item.Value)];

    /// <summary>Tags, as EC2 (key, value) and the query protocol (Key, Value) write them.</summary>
    public static IReadOnlyDictionary<string, string> Tags(this XElement? parent, string name) => parent.Items(name)
        .GroupBy(tag => tag.TextOrNull("key") ?? tag.TextOrNull("Key") ?? "", StringComparer.Ordinal)
        .ToDictionary(tags => tags.Key, tags => tags.Last().TextOrNull("value") ?? tags.Last().TextOrNull("Value") ?? "", StringComparer.Ordinal);
}
