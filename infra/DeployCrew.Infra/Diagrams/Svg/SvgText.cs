using System.Globalization;
using System.Text;

namespace DeployCrew.Infra.Diagrams.Svg;

/// <summary>A drawing as SVG: plain text, without scripts and without anything that is fetched.</summary>
internal static class SvgText
{
    private const string Style = """
        .canvas{fill:#ffffff}text{fill:#1f2328;font-family:system-ui,"Segoe UI",Helvetica,Arial,"DejaVu Sans",sans-serif}
        .title,.bold{font-weight:600}.quiet{fill:#59636e}.label{paint-order:stroke;stroke:#ffffff;stroke-width:3px}
        .vpc{fill:#f6fbf7;stroke:#2e7d4f;stroke-width:1.5}.zone{fill:none;stroke:#8c959f;stroke-dasharray:5 4}
        .public{fill:#e6f4ea;stroke:#7fbf95}.private{fill:#e8f0fb;stroke:#8db3e2}.cluster{fill:#fff8f0;stroke:#d98a3d;stroke-dasharray:2 3}
        .panel{fill:#f6f8fa;stroke:#afb8c1}
        .node{fill:#ffffff;stroke-width:1.5}.entry{stroke:#8250df}.service{stroke:#c2601a}.data{stroke:#1f6feb}.network{stroke:#2e7d4f}.other{stroke:#8c959f}
        .line{fill:none;stroke-width:1.5}.joint{stroke:none}
        .in{stroke:#8250df}.out{stroke:#2e7d4f}.t0{stroke:#1f6feb}.t1{stroke:#bc4c9d}.t2{stroke:#1a8f8f}.t3{stroke:#b08800}.t4{stroke:#cf4436}.t5{stroke:#6e56cf}
        .api{stroke-dasharray:6 3}
        @media (prefers-color-scheme:dark){.canvas{fill:#0d1117}text{fill:#e6edf3}.quiet{fill:#9198a1}.label{stroke:#0d1117}.vpc{fill:#0f1a14}.public{fill:#13261a;stroke:#3f7d55}
        .private{fill:#121d2f;stroke:#3d6196}.cluster{fill:#211a12}.panel{fill:#151b23;stroke:#3d444d}.node{fill:#0d1117}.zone{stroke:#656c76}}
        """;

    private static readonly string[] Arrows = ["in", "out", "t0", "t1", "t2", "t3", "t4", "t5"];

    private static readonly string[] Colours = ["#8250df", "#2e7d4f", "#1f6feb", "#bc4c9d", "#1a8f8f", "#b08800", "#cf4436", "#6e56cf"];

    public static string Write(Drawing drawing)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{drawing.Width}\" height=\"{drawing.Height}\" viewBox=\"0 0 {drawing.Width} {drawing.Height}\" role=\"img\">\n");
        text.Append($"<title>{Escape(drawing.Title)}</title>\n<style>{Style}</style>\n<defs>\n");
        foreach (var (name, colour) in Arrows.Zip(Colours))
            text.Append($"<marker id=\"arrow-{name}\" viewBox=\"0 0 8 8\" refX=\"7.5\" refY=\"4\" markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0,0.5 8,4 0,7.5z\" fill=\"{colour}\"/></marker>\n");
        text.Append(CultureInfo.InvariantCulture, $"</defs>\n<rect class=\"canvas\" width=\"{drawing.Width}\" height=\"{drawing.Height}\"/>\n");
        foreach (var box in drawing.Boxes.Where(box => !box.IsNode))
            Box(text, box);
        foreach (var line in drawing.Lines)
            Line(text, line);
        foreach (var box in drawing.Boxes.Where(box => box.IsNode))
            Box(text, box);
        foreach (var one in drawing.Texts)
            text.Append(CultureInfo.InvariantCulture,
                $"<text class=\"{one.Style}\" x=\"{one.X}\" y=\"{one.Y}\" font-size=\"{one.Size}\">{Escape(one.Content)}</text>\n");
        return text.Append("</svg>\n").ToString();
    }

    private static void Box(StringBuilder text, DrawnBox box) => text.Append(CultureInfo.InvariantCulture,
        $"<rect class=\"{box.Style}\" x=\"{box.X}\" y=\"{box.Y}\" width=\"{box.Width}\" height=\"{box.Height}\" rx=\"6\"><title>{Escape(box.Name)}</title></rect>\n");

    private static void Line(StringBuilder text, DrawnLine line)
    {
        var points = string.Join(' ', line.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X},{point.Y}")));
        var colour = line.Style.Split(' ')[0];
        text.Append($"<polyline class=\"line {line.Style}\" points=\"{points}\"{(line.HasArrow ? $" marker-end=\"url(#arrow-{colour})\"" : "")}><title>{Escape(line.Name)}</title></polyline>\n");
        if (!line.HasArrow)
            text.Append(CultureInfo.InvariantCulture,
                $"<circle class=\"joint\" cx=\"{line.Points[^1].X}\" cy=\"{line.Points[^1].Y}\" r=\"2.5\" fill=\"{Colours[Array.IndexOf(Arrows, colour)]}\"/>\n");
    }

    /// <summary>Names come from requirements. What XML cannot hold at all becomes a question mark.</summary>
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            if (char.IsHighSurrogate(letter) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                escaped.Append(letter).Append(text[++index]);
                continue;
            }

            escaped.Append(letter switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                < ' ' or '\ufffe' or '\uffff' => "?",
                _ when char.IsSurrogate(letter) => "?",
                _ => letter.ToString(),
            });
        }

        return escaped.ToString();
    }
}
