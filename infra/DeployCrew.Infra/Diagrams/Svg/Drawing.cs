namespace DeployCrew.Infra.Diagrams.Svg;

/// <summary>A picture, laid out; all lengths in pixels.</summary>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Boxes">Boxes, outer before inner.</param>
/// <param name="Texts">Texts.</param>
/// <param name="Lines">Lines with right angles.</param>
internal sealed record Drawing(
    int Width, int Height, string Title, IReadOnlyList<DrawnBox> Boxes, IReadOnlyList<DrawnText> Texts, IReadOnlyList<DrawnLine> Lines);

/// <summary>A rectangle.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Style">Class: <c>vpc</c>, <c>subnet public</c>, <c>node service</c>, …</param>
/// <param name="IsNode">Whether it is a thing, rather than a place that things are in.</param>
internal sealed record DrawnBox(string Name, string Style, bool IsNode, int X, int Y, int Width, int Height)
{
    public int Right => X + Width;

    public int Bottom => Y + Height;

    public int CenterX => X + Width / 2;

    public int CenterY => Y + Height / 2;
}

/// <summary>A line of text, which begins at X on the base line Y.</summary>
/// <param name="Content">As it is written, not escaped.</param>
/// <param name="Style">Class: <c>title</c>, <c>bold</c>, <c>small</c>, …</param>
/// <param name="Size">Font size.</param>
/// <param name="Box">The box that it must stay in; null for labels of lines and the heading.</param>
internal sealed record DrawnText(string Content, string Style, int Size, int X, int Y, DrawnBox? Box)
{
    /// <summary>As wide as it can be expected to get; fonts differ, and DejaVu is the widest of the usual ones.</summary>
    public double Width => Measure.Width(Content, Size, Style.Contains("bold", StringComparison.Ordinal));
}

/// <summary>A line by way of points, with an arrow at its end.</summary>
/// <param name="Name">From whom to whom.</param>
/// <param name="Style">Class.</param>
/// <param name="Points">Each differs from the one before in one coordinate.</param>
/// <param name="HasArrow">Whether it ends in an arrow, rather than in another line.</param>
internal sealed record DrawnLine(string Name, string Style, IReadOnlyList<(int X, int Y)> Points, bool HasArrow);
