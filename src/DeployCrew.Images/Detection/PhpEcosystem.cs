using System.Text.RegularExpressions;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Images.Detection;

/// <summary>PHP behind a web server, from composer.json or index.php.</summary>
/// <remarks>getcomposer.org/doc/04-schema.md. There is no start command: the image's web server serves the folder.</remarks>
internal sealed partial class PhpEcosystem : IEcosystem
{
    private const string DefaultVersion = "8.4";

    private static readonly (string Package, string Name)[] Frameworks =
        [("laravel/framework", "Laravel"), ("symfony/framework-bundle", "Symfony"), ("slim/slim", "Slim"), ("codeigniter4/framework", "CodeIgniter")];

    public string Name => "php";

    public string LookedFor => "composer.json or index.php";

    public IReadOnlyList<string> Programs => ["php", "heroku-php-apache2", "heroku-php-nginx", "apache2-foreground"];

    public IReadOnlyList<Candidate> Find(AppFolder folder, BuildRequirements build)
    {
        var page = build.Entry is { } entry
            ? folder.First(entry == "." ? "index.php" : $"{entry}/index.php")
            : folder.First("public/index.php", "index.php", "web/index.php");
        if (build.Entry is not null && page is null)
            return [];
        var composer = folder.Has("composer.json") ? JsonFile.Parse(folder.Read("composer.json")) : null;
        if (page is null && composer is null)
            return [];
        var served = page is null ? null : page.Contains('/', StringComparison.Ordinal) ? page[..page.LastIndexOf('/')] : ".";
        var app = new DetectedApp
        {
            Kind = AppKind.Php,
            Language = new("PHP", new Evidence(page ?? "composer.json", null, page is null ? "a PHP package" : $"PHP served from {served}")),
            Version = composer?.Text("PHP version", "require", "php") is { } range && MinorVersion().Match(range.Value) is { Success: true } minor
                ? range with { Value = Pick(range.Value, minor.Groups[1].Value) }
                : DefaultVersion,
            Framework = composer is null ? null : Frameworks.Select(one => composer.Line("require", one.Package) is { } line
                ? new Fact<string>(one.Name, new Evidence("composer.json", line, $"framework: {one.Name}")) : null).FirstOrDefault(one => one is not null),
            PackageManager = composer is null ? null : new("composer", new Evidence(folder.First("composer.lock") ?? "composer.json", null, "package manager: composer")),
            LockFile = folder.First("composer.lock"),
            HasDependencies = composer?.Names("require").Any(name => name.Contains('/', StringComparison.Ordinal)) ?? false,
            Entry = served,
            HealthPath = HealthRoute.Find(folder, ".php"),
        };
        return [page is null ? new Candidate(app, "public/index.php", "index.php", "web/index.php") : new Candidate(app)];
    }

    // ^8.2 and >=8.1 end before 9.
    private static string Pick(string range, string asked) =>
        range.TrimStart() is ['^' or '>', ..] && !range.Contains('<', StringComparison.Ordinal) && asked.StartsWith("8.", StringComparison.Ordinal) ? DefaultVersion : asked;

    [GeneratedRegex(@"(\d+\.\d+)")]
    private static partial Regex MinorVersion();
}
