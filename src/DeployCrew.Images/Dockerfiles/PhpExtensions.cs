using DeployCrew.Core.Errors;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>PHP extensions that are compiled for an image: in a stage of its own, so that compiler and headers stay behind.</summary>
internal sealed class PhpExtensions
{
    public static readonly PhpExtensions None = new([]);

    /// <summary>Extensions that the official image compiles: what each needs for it, and what it needs to run; packages of Debian 12.</summary>
    private static readonly Dictionary<string, (string Build, string Run)> Compiled = new (string Name, string Build, string Run)[]
    {
        ("bcmath", "", ""), ("calendar", "", ""), ("exif", "", ""), ("mysqli", "", ""), ("pcntl", "", ""), ("pdo_mysql", "", ""), ("sockets", "", ""),
        ("gd", "libpng-dev libjpeg-dev", "libpng16-16 libjpeg62-turbo"), ("gmp", "libgmp-dev", "libgmp10"), ("intl", "libicu-dev", "libicu72"),
        ("pdo_pgsql", "libpq-dev", "libpq5"), ("pgsql", "libpq-dev", "libpq5"), ("soap", "libxml2-dev", "libxml2"),
        ("xsl", "libxslt1-dev", "libxslt1.1"), ("zip", "libzip-dev", "libzip4"),
    }.ToDictionary(one => one.Name, one => (one.Build, one.Run), StringComparer.Ordinal);

    private static readonly HashSet<string> InTheImage = new(
        ["ctype", "curl", "date", "dom", "fileinfo", "filter", "ftp", "hash", "iconv", "json", "libxml", "mbstring", "mysqlnd", "opcache", "openssl", "pcre", "pdo", "pdo_sqlite",
            "phar", "posix", "random", "readline", "reflection", "session", "simplexml", "sodium", "spl", "sqlite3", "standard", "tokenizer", "xml", "xmlreader", "xmlwriter", "zend-opcache", "zlib"],
        StringComparer.Ordinal);

    private readonly IReadOnlyList<string> _names;

    private PhpExtensions(IReadOnlyList<string> names) => _names = names;

    public bool Any => _names.Count > 0;

    /// <exception cref="DeployError">DC3134.</exception>
    public static PhpExtensions Of(DetectedApp app)
    {
        var asked = app.Extensions.Where(one => !InTheImage.Contains(one.Value)).ToList();
        return asked.Find(one => !Compiled.ContainsKey(one.Value)) is { } unknown
            ? throw SourceErrors.ExtensionNotInImage(unknown.Value, unknown.Evidence?.Place ?? "composer.json")
            : new PhpExtensions([.. asked.Select(one => one.Value).Distinct()]);
    }

    public void AppendStage(DockerfileWriter file, string image)
    {
        if (!Any)
            return;
        file.Stage(image, "extensions");
        var packages = Install(_names.Select(name => Compiled[name].Build), " && ");
        if (packages.Length > 0)
            file.Unpinned();
        file.Run(packages + $"docker-php-ext-install {string.Join(' ', _names)}");
    }

    public void AppendTo(DockerfileWriter file)
    {
        if (!Any)
            return;
        if (Install(_names.Select(name => Compiled[name].Run), "") is { Length: > 0 } libraries)
            file.Unpinned().Run(libraries);
        file.Line($"COPY --from=extensions /usr/local/lib/php/extensions /usr/local/lib/php/extensions")
            .Line($"COPY --from=extensions /usr/local/etc/php/conf.d /usr/local/etc/php/conf.d");
    }

    private static string Install(IEnumerable<string> packages, string after)
    {
        var all = string.Join(' ', packages.SelectMany(one => one.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Distinct());
        return all.Length == 0 ? "" : $"apt-get update && apt-get install --yes --no-install-recommends {all} && rm -rf /var/lib/apt/lists/*{after}";
    }
}
