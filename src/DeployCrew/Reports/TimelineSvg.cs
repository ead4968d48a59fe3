using System.Globalization;
using System.Security;
using System.Text;
using DeployCrew.Core.Rollouts;
using DeployCrew.Rollouts;
using static System.FormattableString;

namespace DeployCrew.Reports;

/// <summary>A rollout as a small picture: per service, the new version's share of the traffic, its tasks and its error rate over time. Plain SVG, without scripts.</summary>
internal static class TimelineSvg
{
    private const int Width = 760;
    private const int Left = 52;
    private const int Right = 16;
    private const int Plot = 120;
    private const int Lane = Plot + 64;
    private const int Head = 34;

    private const string Style = """
        .canvas{fill:#ffffff}text{fill:#1f2328;font:12px system-ui,"Segoe UI",Helvetica,Arial,"DejaVu Sans",sans-serif}.bold{font-weight:600}.quiet{fill:#59636e;font-size:11px}
        .grid{stroke:#d1d9e0;stroke-width:1}.traffic{fill:#1f6feb;fill-opacity:.18;stroke:#1f6feb;stroke-width:2}.healthy{fill:none;stroke:#2e7d4f;stroke-width:2}
        .failed{fill:none;stroke:#cf222e;stroke-width:2;stroke-dasharray:4 3}.errors{fill:none;stroke:#bc4c00;stroke-width:2}.stage{stroke:#8c959f;stroke-width:1;stroke-dasharray:2 3}
        @media (prefers-color-scheme:dark){.canvas{fill:#0d1117}text{fill:#e6edf3}.quiet{fill:#9198a1}.grid{stroke:#2a313c}.stage{stroke:#656c76}.traffic{stroke:#4493f8;fill:#4493f8}.healthy{stroke:#3fb950}.failed{stroke:#f85149}.errors{stroke:#f0883e}}
        """;

    public static string Draw(IReadOnlyList<RolloutSample> samples, IReadOnlyList<AnalysisSample> analysis)
    {
        var lanes = samples.GroupBy(sample => sample.Service).ToArray();
        var height = Head + (lanes.Length * Lane);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{height}\" viewBox=\"0 0 {Width} {height}\" role=\"img\">\n<title>The rollout over time</title>\n<style>{Style}</style>\n");
        text.Append(CultureInfo.InvariantCulture, $"<rect class=\"canvas\" width=\"{Width}\" height=\"{height}\"/>\n");
        Legend(text);
        for (var index = 0; index < lanes.Length; index++)
            DrawLane(text, [.. lanes[index]], [.. analysis.Where(sample => sample.Service == lanes[index].Key && sample.ErrorPercent is not null)], Head + (index * Lane));
        return text.Append("</svg>\n").ToString();
    }

    private static void Legend(StringBuilder text)
    {
        var x = Left;
        foreach (var (name, words, width) in new[] { ("traffic", "share of the traffic", 150), ("healthy", "healthy tasks", 120), ("failed", "failed tasks", 110), ("errors", "error rate of the new version", 190) })
        {
            text.Append(CultureInfo.InvariantCulture, $"<line class=\"{name}\" x1=\"{x}\" y1=\"18\" x2=\"{x + 18}\" y2=\"18\"/><text class=\"quiet\" x=\"{x + 24}\" y=\"22\">{words}</text>\n");
            x += width;
        }
    }

    private static void DrawLane(StringBuilder text, RolloutSample[] samples, AnalysisSample[] analysis, int top)
    {
        var start = samples[0].At;
        var seconds = Math.Max(0.1, (samples[^1].At - start).TotalSeconds);
        var most = Math.Max(1, samples.Max(sample => Math.Max(sample.Requested, Math.Max(sample.Healthy, sample.Failed))));
        double XAt(DateTimeOffset at) => Left + (Math.Clamp((at - start).TotalSeconds / seconds, 0, 1) * (Width - Left - Right));
        double X(RolloutSample sample) => XAt(sample.At);
        double Y(double part) => top + 22 + (Plot * (1 - part));
        text.Append(CultureInfo.InvariantCulture, $"<text class=\"bold\" x=\"{Left}\" y=\"{top + 12}\">{Escape(samples[0].Service)}</text>\n");
        foreach (var part in new[] { 0, 0.5, 1 })
        {
            text.Append(CultureInfo.InvariantCulture,
                $"<line class=\"grid\" x1=\"{Left}\" y1=\"{Y(part):0.#}\" x2=\"{Width - Right}\" y2=\"{Y(part):0.#}\"/><text class=\"quiet\" x=\"{Left - 8}\" y=\"{Y(part) + 4:0.#}\" text-anchor=\"end\">{part * 100:0} %</text>\n");
        }

        Stages(text, samples, X, top);
        if (samples.Any(sample => sample.ProductionPercent is not null))
            text.Append($"<path class=\"traffic\" d=\"{Steps(samples, X, sample => Y((sample.ProductionPercent ?? 0) / 100))} V {Number(Y(0))} H {Number(Left)} Z\"/>\n");
        text.Append($"<path class=\"healthy\" d=\"{Steps(samples, X, sample => Y((double)sample.Healthy / most))}\"/>\n");
        if (samples.Any(sample => sample.Failed > 0))
            text.Append($"<path class=\"failed\" d=\"{Steps(samples, X, sample => Y((double)sample.Failed / most))}\"/>\n");
        if (analysis.Length > 0)
            text.Append($"<polyline class=\"errors\" points=\"{string.Join(' ', analysis.Select(sample => $"{Number(XAt(sample.At))},{Number(Y(sample.ErrorPercent!.Value / 100))}"))}\"/>\n");
        text.Append(CultureInfo.InvariantCulture,
            $"<text class=\"quiet\" x=\"{Left}\" y=\"{top + Plot + 38}\">0 s</text><text class=\"quiet\" x=\"{Width - Right}\" y=\"{top + Plot + 38}\" text-anchor=\"end\">{seconds:0.0} s, {samples[^1].Status}, {most} tasks at the top</text>\n");
    }

    // A stage gets its name only where there is room for it.
    private static void Stages(StringBuilder text, RolloutSample[] samples, Func<RolloutSample, double> x, int top)
    {
        var (last, free) = ("", double.MinValue);
        foreach (var sample in samples.Where(sample => sample.Stage is not null))
        {
            if (sample.Stage == last)
                continue;
            last = sample.Stage!;
            text.Append(CultureInfo.InvariantCulture, $"<line class=\"stage\" x1=\"{x(sample):0.#}\" y1=\"{top + 22}\" x2=\"{x(sample):0.#}\" y2=\"{top + 22 + Plot}\"><title>{Escape(last)}</title></line>\n");
            var words = last.ToLowerInvariant().Replace('_', ' ');
            if (x(sample) < free || x(sample) + (words.Length * 6) > Width - Right)
                continue;
            text.Append(CultureInfo.InvariantCulture, $"<text class=\"quiet\" x=\"{x(sample) + 3:0.#}\" y=\"{top + Plot + 18}\">{Escape(words)}</text>\n");
            free = x(sample) + (words.Length * 6) + 6;
        }
    }

    private static string Steps(RolloutSample[] samples, Func<RolloutSample, double> x, Func<RolloutSample, double> y) =>
        $"M {Number(x(samples[0]))} {Number(y(samples[0]))}" + string.Concat(samples.Skip(1).Select(sample => $" H {Number(x(sample))} V {Number(y(sample))}"));

    private static string Number(double value) => Invariant($"{value:0.#}");

    private static string Escape(string text) => SecurityElement.Escape(text);
}
