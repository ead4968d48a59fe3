using System.Globalization;
using DeployCrew.Cli.Input;
using DeployCrew.Infra.Bundles;
using DeployCrew.Infra.Policy;

namespace DeployCrew.Cli.Rendering.Html;

/// <summary>A review as one HTML file that opens offline.</summary>
internal static class ReviewHtml
{
    public static string Write(Review review)
    {
        var html = new HtmlText();
        html.Add($"<header><h1>Review of {review.Project}</h1>\n<p class=\"r-quiet\">{Path.GetFileName(review.File)}, region {review.Region}{Maker(review)}</p></header>\n<main>\n");
        Verdict(html, review);
        Contents(html, review);
        if (review.Signature is not null)
            Problems(html, review);
        Findings(html, review);
        foreach (var environment in review.Environments)
            EnvironmentHtml.Write(html, environment);
        html.Raw("</main>\n");
        return HtmlPage.Write($"Review of {review.Project}", html);
    }

    private static string Maker(Review review) => review.Generator is { } maker ? $", by its manifest made by {maker.Name} {maker.Version}" : "";

    private static void Verdict(HtmlText html, Review review)
    {
        var grave = review.Problems.Count(problem => problem.Weight > BundleWeight.Note);
        var (style, verdict) = review.Gravest == BundleWeight.Hostile ? ("r-bad", "Do not unpack it") : review.Passes ? ("r-good", "Passes") : ("r-bad", "Fails");
        html.Add($"<section class=\"r-verdict {style}\" aria-labelledby=\"verdict\"><h2 id=\"verdict\" style=\"border:0;margin:0;padding:0\"><strong>{verdict}</strong></h2>\n");
        html.Add($"<p>{review.Findings.Count} findings of the policy, {review.Stopping} of them too grave (fails on {review.FailOn}). ");
        if (review.Signature is { } signature)
            html.Add($"{grave} problems of the bundle. {Signed(signature)} ");
        html.Add($"About ${review.MonthlyUsd.ToString("0.00", CultureInfo.InvariantCulture)} a month.</p></section>\n");
    }

    private static string Signed(BundleSignature signature) => signature.State switch
    {
        SignatureState.Trusted => $"Signed by the trusted key {string.Join(", ", signature.KeyIds)}.",
        SignatureState.UnknownKey => $"Signed by an unknown key, {string.Join(", ", signature.KeyIds)}: not verified.",
        SignatureState.Forged => "The signature is forged, or of something else.",
        _ => "Not signed.",
    };

    private static void Contents(HtmlText html, Review review)
    {
        html.Raw("<nav aria-label=\"Contents\"><ul>\n");
        if (review.Signature is not null)
            html.Add($"<li><a href=\"#problems\">Problems of the bundle ({review.Problems.Count})</a></li>\n");
        html.Add($"<li><a href=\"#findings\">Findings of the policy ({review.Findings.Count})</a></li>\n");
        foreach (var environment in review.Environments)
        {
            html.Add($"<li><a href=\"#env-{environment.Name}\">Environment {environment.Name}</a><ul>");
            foreach (var (id, title) in EnvironmentHtml.Parts)
                html.Add($"<li><a href=\"#env-{environment.Name}-{id}\">{title}</a></li>");
            html.Raw("</ul></li>\n");
        }

        html.Raw("</ul></nav>\n");
    }

    private static void Problems(HtmlText html, Review review)
    {
        html.Raw("<section aria-labelledby=\"problems\"><h2 id=\"problems\">Problems of the bundle</h2>\n");
        if (review.Problems.Count == 0)
            html.Raw("<p>None: every file is the manifest's, and what is generated is what the requirements generate.</p>\n");
        else if (review.Problems.Any(problem => problem.Weight > BundleWeight.Note))
            html.Raw("<p>Findings, tables and diagrams below are of the requirements in the bundle. What was edited by hand is not in them; it is shown here.</p>\n");
        foreach (var problem in review.Problems)
        {
            html.Add($"<h3>{problem.Path}</h3>\n<p><span class=\"r-tag r-tag-{Tag(problem.Weight)}\">{BundleSarif.Title(problem.Kind)}</span> It {problem.Detail}.</p>\n");
            if (problem.Resources.Count > 0)
                html.Add($"<p>In the resources {string.Join(", ", problem.Resources)}.</p>\n");
            if (problem.Diff is { } diff)
                DiffHtml.Write(html, problem.Path, diff);
        }

        html.Raw("</section>\n");
    }

    private static string Tag(BundleWeight weight) => weight switch
    {
        BundleWeight.Hostile => "bad",
        BundleWeight.Changed => "warn",
        _ => "quiet",
    };

    private static void Findings(HtmlText html, Review review)
    {
        html.Raw("<section aria-labelledby=\"findings\"><h2 id=\"findings\">Findings of the policy</h2>\n");
        if (review.Findings.Count == 0)
            html.Raw("<p>None.</p>\n");
        else
        {
            HtmlTable.Write(html, "What does not hold, the gravest first", ["Rule", "Severity", "Environment", "Where", "What was found", "Remedy"],
                review.Findings.OrderByDescending(found => found.Finding.Severity).Select(found => (string[])[
                    found.Finding.RuleId, $"{found.Finding.Severity}".ToLowerInvariant(), found.Finding.Environment,
                    string.Join(" ", found.Finding.Resource, found.Finding.Property).Trim(), found.Finding.Message, PolicyRules.Find(found.Finding.RuleId).Remedy]));
        }

        html.Raw("</section>\n");
    }
}
