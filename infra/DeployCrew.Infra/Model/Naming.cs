using System.Text;

namespace DeployCrew.Infra.Model;

/// <summary>How a resource's, service's or concept's name (lower case with hyphens, or camelCase) is written in code.</summary>
internal static class Naming
{
    /// <summary><c>web-service</c> and <c>webService</c> → <c>WebService</c>.</summary>
    public static string Pascal(string name)
    {
        var text = new StringBuilder();
        foreach (var part in name.Split('-', '_', '.', ' ').Where(part => part.Length > 0))
            text.Append(char.ToUpperInvariant(part[0])).Append(part, 1, part.Length - 1);
        if (text.Length == 0 || char.IsAsciiDigit(text[0]))
            text.Insert(0, '_');
        return text.ToString();
    }

    /// <summary><c>web-service</c> → <c>webService</c>.</summary>
    public static string Camel(string name)
    {
        var pascal = Pascal(name);
        return char.ToLowerInvariant(pascal[0]) + pascal[1..];
    }

    /// <summary><c>orders-db</c> → <c>ORDERS_DB</c>, as environment variables are written.</summary>
    public static string Upper(string name) => name.Replace('-', '_').ToUpperInvariant();
}
