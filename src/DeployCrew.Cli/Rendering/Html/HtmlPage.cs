namespace DeployCrew.Cli.Rendering.Html;

/// <summary>A page that is one file: no network, no script, and a policy that lets none be.</summary>
internal static class HtmlPage
{
    private const string Style = """
        :root{color-scheme:light dark;--ground:#ffffff;--ink:#1f2328;--quiet:#59636e;--line:#d1d9e0;--panel:#f6f8fa;--link:#0a5dc2;--good:#1a7f37;--bad:#c2212b;--warn:#8a5a00;--add:#dafbe1;--take:#ffebe9}
        @media (prefers-color-scheme:dark){:root{--ground:#0d1117;--ink:#e6edf3;--quiet:#9198a1;--line:#3d444d;--panel:#151b23;--link:#6cb0ff;--good:#4ac26b;--bad:#ff7b72;--warn:#e3b341;--add:#12331f;--take:#45171a}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,"Segoe UI",Helvetica,Arial,"DejaVu Sans",sans-serif}
        .r-page{max-width:76rem;margin:0 auto;padding:1.5rem 1.25rem 4rem}
        .r-skip{position:absolute;left:-99rem}.r-skip:focus{left:1rem;top:1rem;background:var(--ground);padding:.5rem}
        h1{font-size:1.7rem;line-height:1.25;margin:0 0 .25rem;overflow-wrap:anywhere}h2{font-size:1.3rem;margin:2.5rem 0 .75rem;padding-top:.75rem;border-top:1px solid var(--line)}
        h3{font-size:1.08rem;margin:1.75rem 0 .5rem}h4{font-size:1rem;margin:1.25rem 0 .35rem;overflow-wrap:anywhere}p{margin:.4rem 0;max-width:52rem;overflow-wrap:anywhere}
        a{color:var(--link)}a:focus-visible,[tabindex]:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
        .r-quiet{color:var(--quiet)}.r-verdict{margin:1rem 0;padding:.85rem 1rem;border:1px solid var(--line);border-left:.4rem solid var(--quiet);border-radius:.4rem;background:var(--panel)}
        .r-verdict strong{font-size:1.15rem}.r-good{border-left-color:var(--good)}.r-good strong{color:var(--good)}.r-bad{border-left-color:var(--bad)}.r-bad strong{color:var(--bad)}
        nav ul{margin:.25rem 0;padding-left:1.2rem}nav ul ul{columns:3 11rem}nav li{break-inside:avoid}
        .r-scroll{overflow-x:auto;margin:.5rem 0 1rem}table{border-collapse:collapse;width:100%;font-size:.92rem}
        .r-wide table{min-width:46rem}caption{text-align:left;color:var(--quiet);padding:0 0 .35rem;caption-side:top}th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:left;vertical-align:top;overflow-wrap:anywhere;min-width:6rem}
        thead th{background:var(--panel);white-space:nowrap}tbody th{font-weight:600}.r-number{text-align:right;font-variant-numeric:tabular-nums}
        .r-tag{display:inline-block;border:1px solid currentColor;border-radius:1rem;padding:0 .6rem;font-size:.82rem;font-weight:600;white-space:nowrap}
        .r-tag-bad{color:var(--bad)}.r-tag-warn{color:var(--warn)}.r-tag-quiet{color:var(--quiet)}
        pre{margin:.5rem 0 1rem;overflow-x:auto;border:1px solid var(--line);border-radius:.4rem;background:var(--panel);font:13px/1.45 ui-monospace,SFMono-Regular,Consolas,"DejaVu Sans Mono",monospace}
        pre span{display:block;padding:0 .75rem;min-width:max-content;white-space:pre}.r-add{background:var(--add)}.r-take{background:var(--take)}.r-hunk{color:var(--quiet)}
        figure{margin:.75rem 0 1.25rem}figure .r-scroll{border:1px solid var(--line);border-radius:.4rem}figure svg{display:block;width:100%;height:auto;min-width:44rem}
        @media (max-width:40rem){body{font-size:15px}.r-page{padding:1rem .9rem 3rem}}
        @media print{nav,.r-skip{display:none}.r-scroll,pre{overflow:visible}}
        """;

    /// <summary>The page around its content.</summary>
    public static string Write(string title, HtmlText content) => new HtmlText().Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
        .Add($"<title>{title}</title>\n").Raw($"<style>\n{Style}\n</style>\n</head>\n<body>\n<a class=\"r-skip\" href=\"#verdict\">To the verdict</a>\n<div class=\"r-page\">\n")
        .Raw(content.ToString()).Raw("</div>\n</body>\n</html>\n").ToString();
}
