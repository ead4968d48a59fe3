using System.Runtime.CompilerServices;
using System.Text;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Turns an interpolated string into an <see cref="Interpolation"/>; neighbouring texts become one.</summary>
[InterpolatedStringHandler]
internal sealed class TextHandler
{
    private readonly List<Value> parts = [];
    private readonly StringBuilder text = new();

    public TextHandler(int literalLength, int formattedCount) => _ = literalLength + formattedCount;

    public void AppendLiteral(string literal) => text.Append(literal);

    public void AppendFormatted(string literal) => text.Append(literal);

    public void AppendFormatted(Value value)
    {
        switch (value)
        {
            case Literal { Content: string literal }:
                text.Append(literal);
                break;
            case Interpolation inner:
                foreach (var part in inner.Parts)
                    AppendFormatted(part);
                break;
            default:
                Flush();
                parts.Add(value);
                break;
        }
    }

    public Value ToValue()
    {
        Flush();
        return parts is [Literal only] ? only : new Interpolation(parts);
    }

    private void Flush()
    {
        if (text.Length > 0)
            parts.Add(new Literal(text.ToString()));
        text.Clear();
    }
}
