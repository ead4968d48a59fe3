using DeployCrew.Infra.Review;

namespace DeployCrew.Infra.Diagrams.Svg;

/// <summary>Lines from services to data. All that lead to one target share its lane: below each row, then down the right gutter to what is
/// in the network, or up the channel beside it to what is not. The order of the lanes is that in which lines of one row do not cross.</summary>
internal sealed class DataLines(
    Canvas canvas, IReadOnlyList<Connection> links, IReadOnlyDictionary<string, DrawnBox> boxes, IReadOnlyList<Target> targets, int zonesRight,
    int vpcRight, int clusterBottom)
{
    private const int Lane = 9;

    public void Draw()
    {
        for (var index = 0; index < targets.Count; index++)
            To(targets[index], index);
    }

    private void To(Target target, int index)
    {
        var to = links.Where(link => link.To == target.Part.Name && boxes.ContainsKey(link.From) && link.From != "world").ToList();
        var style = $"t{index % 6}{(to.All(link => link.Port.Length == 0) ? " api" : "")}";
        // The first row's line goes all the way, past the other rows, which join it: down from the uppermost, or up from the lowest.
        var isFirst = true;
        foreach (var row in to.Select(link => (Box: boxes[link.From], link.From)).DistinctBy(entry => entry.From).OrderBy(entry => entry.Box.X)
            .GroupBy(entry => entry.Box.Y).OrderBy(row => target.InsideLane is null ? -row.Key : row.Key))
        {
            var leftmost = true;
            foreach (var (box, from) in row)
            {
                var exit = box.X + 24 + (box.Width - 48) * (index + 1) / (targets.Count + 1);
                var lane = box.Bottom + 10 + 8 * (targets.Count - 1 - index);
                List<(int, int)> points = [(exit, box.Bottom), (exit, lane)];
                if (leftmost)
                    points.Add((LaneX(target), lane));
                if (isFirst)
                    points.AddRange(End(target));
                canvas.Line($"{from} to {target.Part.Name}", style, isFirst, [.. points]);
                (leftmost, isFirst) = (false, false);
            }
        }

        if (to.Select(link => link.Port).FirstOrDefault(port => port.Length > 0) is { } port)
            canvas.Text(port, "quiet label", 11, boxes[target.Part.Name].CenterX + 7, boxes[target.Part.Name].Y - 7);
    }

    private int LaneX(Target target) =>
        target.InsideLane is { } inside ? zonesRight + 12 + Lane * inside : vpcRight + 12 + Lane * target.OutsideLane!.Value;

    private (int, int)[] End(Target target)
    {
        var box = boxes[target.Part.Name];
        if (target.InsideLane is not { } inside)
            return [(LaneX(target), box.CenterY), (box.X, box.CenterY)];
        var bus = clusterBottom + 10 + 8 * inside;
        return [(LaneX(target), bus), (box.CenterX, bus), (box.CenterX, box.Y)];
    }
}
