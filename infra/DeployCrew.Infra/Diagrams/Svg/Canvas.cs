namespace DeployCrew.Infra.Diagrams.Svg;

/// <summary>Collects what is drawn.</summary>
internal sealed class Canvas
{
    public const int TextPadding = 10;

    private readonly List<DrawnBox> boxes = [];
    private readonly List<DrawnText> texts = [];
    private readonly List<DrawnLine> lines = [];

    /// <summary>A place: its heading stands at its top.</summary>
    public DrawnBox Place(string style, int x, int y, int width, int height, params string[] heading)
    {
        var box = Add(new(heading.Length == 0 ? style : string.Join(' ', heading), style, false, x, y, width, height));
        for (var line = 0; line < heading.Length; line++)
            Text(heading[line], line == 0 ? "bold" : "quiet", line == 0 ? 12 : 11, x + TextPadding, y + 17 + 15 * line, box);
        return box;
    }

    /// <summary>A thing, with its lines in it.</summary>
    public DrawnBox Node(Part part, int x, int y, int width, int height)
    {
        var style = $"node {part.Kind.ToString().ToLowerInvariant()}";
        var box = Add(new(part.Name, style, true, x, y, width, height));
        var top = y + (height - 17 * part.Lines.Count) / 2 + 13;
        for (var line = 0; line < part.Lines.Count; line++)
            Text(part.Lines[line], line == 0 ? "bold" : "quiet", line == 0 ? 13 : 11, x + TextPadding, top + 17 * line, box);
        return box;
    }

    public void Text(string content, string style, int size, int x, int y, DrawnBox? box = null)
    {
        var bold = style.Contains("bold", StringComparison.Ordinal);
        var fitted = box is null ? content : Measure.Fit(content, box.Right - TextPadding / 2 - x, size, bold);
        texts.Add(new(fitted, style, size, x, y, box));
    }

    public void Line(string name, string style, bool arrow, params (int X, int Y)[] points) => lines.Add(new(name, style, points, arrow));

    public Drawing Finish(int width, int height, string title) => new(width, height, title, boxes, texts, lines);

    private DrawnBox Add(DrawnBox box)
    {
        boxes.Add(box);
        return box;
    }
}
