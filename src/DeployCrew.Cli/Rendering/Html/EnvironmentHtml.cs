using System.Globalization;
using DeployCrew.Infra.Review;

namespace DeployCrew.Cli.Rendering.Html;

/// <summary>The part of a report that is about one environment.</summary>
internal static class EnvironmentHtml
{
    public static readonly (string Id, string Title)[] Parts =
        [("diagram", "Diagram"), ("exposure", "Who can reach what"), ("permissions", "Permissions"), ("cost", "Cost"), ("resources", "Resources")];

    public static void Write(HtmlText html, EnvironmentReview environment)
    {
        var name = environment.Name;
        html.Add($"<section aria-labelledby=\"env-{name}\"><h2 id=\"env-{name}\">Environment {name}</h2>\n");
        html.Add($"<p>https://{environment.Domain}: {environment.Resources.Count} resources, account {environment.Account ?? "of whoever runs it"}, approval {environment.Approval}.</p>\n");
        Diagram(html, environment);
        Exposure(html, environment);
        Permissions(html, environment);
        Cost(html, environment);
        Title(html, name, 4);
        HtmlTable.Write(html, $"Resources of {name}", ["Name", "Type", "Part", "Settings"],
            environment.Resources.Select(resource => (string[])[resource.Name, resource.Type, resource.Concept, resource.Settings]));
        html.Raw("</section>\n");
    }

    private static void Title(HtmlText html, string environment, int part) =>
        html.Add($"<h3 id=\"env-{environment}-{Parts[part].Id}\">{Parts[part].Title} ({environment})</h3>\n");

    // Ids are the whole page's: each picture's arrows get their environment's.
    private static void Diagram(HtmlText html, EnvironmentReview environment)
    {
        Title(html, environment.Name, 0);
        html.Add($"<figure><div class=\"r-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Diagram of {environment.Name}\">");
        html.Raw(environment.Diagram.Replace("id=\"arrow-", $"id=\"{environment.Name}-arrow-", StringComparison.Ordinal)
            .Replace("url(#arrow-", $"url(#{environment.Name}-arrow-", StringComparison.Ordinal));
        html.Add($"</div><figcaption class=\"r-quiet\">Architecture of {environment.Name}, drawn from the requirements. The tables below say the same in words.</figcaption></figure>\n");
    }

    private static void Exposure(HtmlText html, EnvironmentReview environment)
    {
        Title(html, environment.Name, 1);
        var exposure = environment.Exposure;
        HtmlTable.Write(html, $"Connections that are let in, used or let out in {environment.Name}", ["From", "To", "Port"],
            exposure.Inbound.Select(way => (string[])[way.From, way.To, way.Port])
                .Concat(exposure.Uses.Select(use => (string[])[use.From, use.To, "AWS API"])).Concat(exposure.Outbound.Select(way => (string[])[way.From, way.To, way.Port])));
        html.Add($"<p>Tasks have {environment.WayOut}.</p>\n");
    }

    private static void Permissions(HtmlText html, EnvironmentReview environment)
    {
        Title(html, environment.Name, 2);
        HtmlTable.Write(html, $"What roles may do in {environment.Name}", ["Role", "Effect", "Actions", "On", "If"],
            environment.Permissions.Select(permission => (string[])[permission.Role, permission.Effect, string.Join(", ", permission.Actions),
                string.Join(", ", permission.Resources), permission.Condition ?? ""]));
    }

    private static void Cost(HtmlText html, EnvironmentReview environment)
    {
        Title(html, environment.Name, 3);
        var cost = environment.Cost;
        html.Add($"<p>{CostText.Summary(cost)}: list prices of {cost.Region}, without data transfer to the internet, tax, free tier and discounts.</p>\n");
        HtmlTable.Write(html, $"What {environment.Name} costs a month, in US dollars", ["Resource", "For", "Quantity#", "Unit", "Per unit#", "A month#"],
            cost.Lines.Select(line => (string[])[line.Resource, line.What, Number(line.Quantity, "0.##"), line.Unit, Number(line.UnitUsd, "0.######"), Number(line.MonthlyUsd, "0.00")]));
        if (cost.Unpriced.Count > 0)
            html.Add($"<p>Not in the total, because the price is not known: {string.Join(", ", cost.Unpriced.Select(line => $"{line.Resource} ({line.What})"))}.</p>\n");
    }

    private static string Number(decimal number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
