using DeployCrew.Infra.Review;

namespace DeployCrew.Infra.Diagrams.Svg;

/// <summary>Puts an architecture on a canvas: the internet on top, zones as columns, what spans zones across them, AWS services at the
/// right. Lines have lanes of their own between the boxes.</summary>
internal sealed class Layout
{
    private const int Margin = 24;
    private const int Gap = 18;
    private const int BoxWidth = 200;
    private const int BoxHeight = 72;
    private const int PanelWidth = 230;
    private const int LeftGutter = 44;
    private const int Lane = 9;
    private const int Bus = 30;

    private readonly Architecture shown;
    private readonly Canvas canvas = new();
    private readonly List<Target> targets;
    private readonly int columns;
    private readonly int zonesLeft = Margin + LeftGutter;
    private readonly int zonesWidth;
    private readonly int zoneWidth;
    private readonly int vpcRight;
    private readonly int panelLeft;
    private readonly Dictionary<string, DrawnBox> boxes = new(StringComparer.Ordinal);

    private Layout(Architecture architecture)
    {
        shown = architecture;
        var used = architecture.Links.Select(link => link.To).ToHashSet(StringComparer.Ordinal);
        targets = [
            .. architecture.Inside.Where(part => used.Contains(part.Name)).Select((part, lane) => new Target(part, lane, null)),
            .. architecture.Outside.Where(part => used.Contains(part.Name)).Reverse().Select((part, lane) => new Target(part, null, lane)),
        ];
        columns = architecture.Services.Count <= 3 ? architecture.Services.Count : (int)Math.Ceiling(Math.Sqrt(architecture.Services.Count));
        var widest = Math.Max(columns, architecture.Inside.Count);
        var zones = Math.Max(1, architecture.Zones.Count);
        zoneWidth = (Math.Max(widest * (BoxWidth + Gap) + 2 * Gap, zones * 250) - (zones - 1) * Gap) / zones;
        zonesWidth = zones * zoneWidth + (zones - 1) * Gap;
        vpcRight = zonesLeft + zonesWidth + 20 + Lane * architecture.Inside.Count + 20;
        panelLeft = vpcRight + 30 + Lane * architecture.Outside.Count;
    }

    private int Width => panelLeft + PanelWidth + Margin;

    private int ZonesRight => zonesLeft + zonesWidth;

    /// <summary>The way out's own lane, at the right end of the network.</summary>
    private int WayOutX => vpcRight - 12;

    public static Drawing Of(Architecture architecture) => new Layout(architecture).Draw();

    private Drawing Draw()
    {
        canvas.Text(Measure.Fit(shown.Title, Width - 2 * Margin, 18, bold: true), "title bold", 18, Margin, 36);
        canvas.Text(shown.Region, "quiet", 12, Margin, 55);
        var top = shown.HasFirewall ? 236 : 164;
        var publicTop = top + 58;
        var balancerTop = publicTop + 44;
        var hasNat = shown.Zones.Any(zone => zone.Nat is not null);
        var natTop = balancerTop + BoxHeight - 20 + 28;
        var publicBottom = (hasNat ? natTop + 36 : balancerTop + BoxHeight - 20) + 14;
        var clusterTop = publicBottom + 14 + 46;
        var rowHeight = Bus + BoxHeight + 12 + 8 * targets.Count;
        var rows = columns == 0 ? 0 : (shown.Services.Count + columns - 1) / columns;
        var clusterBottom = clusterTop + 28 + rows * rowHeight + 4;
        var inside = targets.Count(target => target.InsideLane is not null);
        var dataTop = clusterBottom + (shown.Inside.Count == 0 ? 0 : 34 + 8 * inside);
        var dataBottom = shown.Inside.Count == 0 ? clusterBottom : dataTop + BoxHeight;
        var endpointLines = EndpointLines();
        var endpointsTop = dataBottom + (endpointLines.Count == 0 ? 0 : 24);
        var privateBottom = (endpointLines.Count == 0 ? dataBottom : endpointsTop + 24 + 17 * endpointLines.Count) + 16;
        var bottom = Math.Max(privateBottom + 24, top + 44 + 62 * (shown.Outside.Count + shown.Shared.Count));

        canvas.Place("vpc", Margin, top, vpcRight - Margin, bottom - top, shown.Network);
        for (var zone = 0; zone < shown.Zones.Count; zone++)
            Zone(shown.Zones[zone], zonesLeft + zone * (zoneWidth + Gap), top + 28, publicTop, publicBottom, privateBottom, natTop);
        Entry(balancerTop);
        var cluster = canvas.Place("cluster", zonesLeft + 16, clusterTop, zonesWidth - 32, clusterBottom - clusterTop, shown.Cluster);
        for (var index = 0; index < shown.Services.Count; index++)
            Service(index, clusterTop + 28 + index / columns * rowHeight + Bus);
        Data(dataTop);
        Panel(top, bottom);
        Requests();
        new DataLines(canvas, shown.Links, boxes, targets, ZonesRight, vpcRight, clusterBottom).Draw();
        if (endpointLines.Count > 0)
            Endpoints(cluster, endpointsTop, endpointLines);
        WayOut(cluster, natTop);
        Legend(bottom + 28);
        return canvas.Finish(Width, bottom + 78, $"Architecture of {shown.Title} in {shown.Region}");
    }

    private void Zone(Zone zone, int x, int top, int publicTop, int publicBottom, int privateBottom, int natTop)
    {
        canvas.Place("zone", x, top, zoneWidth, privateBottom + 10 - top, zone.Name);
        canvas.Place("subnet public", x + 8, publicTop, zoneWidth - 16, publicBottom - publicTop, "public subnet", zone.Public);
        canvas.Place("subnet private", x + 8, publicBottom + 14, zoneWidth - 16, privateBottom - publicBottom - 14, "private subnet", zone.Private);
        if (zone.Nat is not null)
            boxes[zone.Nat] = canvas.Node(new(zone.Nat, PartKind.Network, ["NAT gateway"]), x + zoneWidth - 18 - 130, natTop, 130, 36);
    }

    /// <summary>Internet, firewall and load balancer; the line comes down between two zones, past the subnets' headings.</summary>
    private void Entry(int balancerTop)
    {
        var zones = shown.Zones.Count;
        var x = zones < 2 ? zonesLeft + zonesWidth - 20 : zonesLeft + zones / 2 * (zoneWidth + Gap) - Gap / 2;
        var internet = canvas.Node(new("world", PartKind.Entry, ["Internet"]), x - 85, 70, 170, 36);
        boxes["world"] = internet;
        var balancer = boxes[shown.Balancer.Name] = canvas.Node(shown.Balancer, zonesLeft + 16, balancerTop, zonesWidth - 32, BoxHeight - 20);
        var above = internet;
        if (shown.HasFirewall)
        {
            above = canvas.Node(new("firewall", PartKind.Entry, ["AWS WAF"]), x - 85, 142, 170, 36);
            canvas.Line("Internet to AWS WAF", "in", true, (x, internet.Bottom), (x, above.Y));
        }

        canvas.Line($"Internet to load balancer, {shown.EntryPorts}", "in", true, (x, above.Bottom), (x, balancer.Y));
        canvas.Text(shown.EntryPorts, "quiet label", 11, x + 7, above.Bottom + 18);
    }

    private void Service(int index, int y)
    {
        // A last row that is not full stands at the left, as lines of text do.
        var across = Math.Min(columns, shown.Services.Count);
        var left = zonesLeft + (zonesWidth - across * (BoxWidth + Gap) + Gap) / 2;
        var part = shown.Services[index];
        boxes[part.Name] = canvas.Node(part, left + index % columns * (BoxWidth + Gap), y, BoxWidth, BoxHeight);
    }

    private void Data(int y)
    {
        var left = zonesLeft + (zonesWidth - shown.Inside.Count * (BoxWidth + Gap) + Gap) / 2;
        for (var index = 0; index < shown.Inside.Count; index++)
            boxes[shown.Inside[index].Name] = canvas.Node(shown.Inside[index], left + index * (BoxWidth + Gap), y, BoxWidth, BoxHeight);
    }

    private void Panel(int top, int bottom)
    {
        canvas.Place("panel", panelLeft, top, PanelWidth, bottom - top, "AWS services", shown.Region);
        var y = top + 44;
        foreach (var part in shown.Outside.Concat(shown.Shared))
        {
            boxes[part.Name] = canvas.Node(part, panelLeft + 12, y, PanelWidth - 24, 50);
            y += 62;
        }
    }

    /// <summary>From the load balancer down the left gutter, along each row, and into each service from above.</summary>
    private void Requests()
    {
        var balancer = boxes[shown.Balancer.Name];
        var x = Margin + 16;
        foreach (var links in shown.Links.Where(link => link.From == shown.Balancer.Name && boxes.ContainsKey(link.To))
            .GroupBy(link => link.To, StringComparer.Ordinal))
        {
            var service = boxes[links.Key];
            var ports = string.Join(", ", links.Select(link => link.Port).Distinct());
            canvas.Line($"load balancer to {links.Key}, {ports}", "in", true, (balancer.X, balancer.CenterY), (x, balancer.CenterY),
                (x, service.Y - Bus + 8), (service.CenterX, service.Y - Bus + 8), (service.CenterX, service.Y));
            canvas.Text(ports, "quiet label", 11, service.CenterX + 7, service.Y - 7);
        }
    }

    private void Endpoints(DrawnBox cluster, int y, IReadOnlyList<string> lines)
    {
        var box = canvas.Node(new("endpoints", PartKind.Network, ["Private endpoints", .. lines]), cluster.X, y, cluster.Width, 24 + 17 * lines.Count);
        var x = Margin + 30;
        canvas.Line("tasks to endpoints, 443", "out", true, (cluster.X, cluster.Bottom - 10), (x, cluster.Bottom - 10), (x, box.CenterY), (box.X, box.CenterY));
        canvas.Text("443", "quiet label", 11, zonesLeft - 12, box.CenterY - 6);
        canvas.Line("endpoints to AWS services, 443", "out", true, (box.Right, box.CenterY), (panelLeft, box.CenterY));
    }

    private List<string> EndpointLines()
    {
        var lines = new List<string>();
        foreach (var name in shown.Endpoints)
        {
            if (lines.Count > 0 && Measure.Width($"{lines[^1]} · {name}", 11) < zonesWidth - 60)
                lines[^1] += $" · {name}";
            else
                lines.Add(name);
        }

        return lines;
    }

    /// <summary>From the tasks through NAT, or directly, up the right gutter to the internet.</summary>
    private void WayOut(DrawnBox cluster, int natTop)
    {
        var internet = boxes["world"];
        (int X, int Y)[] up = [(WayOutX, internet.CenterY), (internet.Right, internet.CenterY)];
        if (shown.WayOut == Svg.WayOut.Direct)
            canvas.Line("tasks to the internet", "out", true, [(cluster.Right, cluster.Y + 14), (WayOutX, cluster.Y + 14), .. up]);
        foreach (var (nat, first) in shown.Zones.Where(zone => zone.Nat is not null).Select((zone, index) => (boxes[zone.Nat!], index == 0)))
        {
            canvas.Line("tasks to NAT gateway", "out", true, (nat.CenterX, cluster.Y), (nat.CenterX, nat.Bottom));
            if (first)
                canvas.Line("NAT gateways to the internet", "out", true, [(nat.CenterX, nat.Y), (nat.CenterX, natTop - 14), (WayOutX, natTop - 14), .. up]);
            else
                canvas.Line("NAT gateway to the internet", "out", false, (nat.CenterX, nat.Y), (nat.CenterX, natTop - 14));
        }

        if (shown.WayOut is Svg.WayOut.Direct or Svg.WayOut.Nat)
            canvas.Text(shown.WayOut == Svg.WayOut.Direct ? "out, from public addresses" : "out", "quiet label", 11, internet.Right + 8, internet.CenterY - 6);
    }

    private void Legend(int y)
    {
        var x = Margin;
        foreach (var (style, text) in new[] { ("in", "requests, with ports"), ("t0", "connection, with port"), ("t0 api", "AWS API, as the task's role allows"), ("out", "way out") })
        {
            var width = 42 + (int)Measure.Width(text, 11) + 24;
            if (x + width > Width)
                (x, y) = (Margin, y + 18);
            canvas.Line(text, style, true, (x, y - 4), (x + 34, y - 4));
            canvas.Text(text, "quiet", 11, x + 42, y);
            x += width;
        }

        canvas.Text(Measure.Fit("Load balancer and tasks are in all zones" + (shown.Inside.Count > 0 ? "; databases and caches say in how many they are." : ".") + (shown.WayOut == Svg.WayOut.Unknown ? " The way out is up to the network, which was there already." : ""),
            Width - 2 * Margin, 11), "quiet", 11, Margin, y + 20);
    }
}
