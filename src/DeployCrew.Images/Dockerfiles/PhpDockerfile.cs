using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>Dockerfile of a PHP app: Apache with PHP in it, as an ordinary user, on $PORT.</summary>
/// <remarks>hub.docker.com/_/php: Apache may run as any user; its configuration reads variables of the environment.</remarks>
internal static class PhpDockerfile
{
    private const string Folder = "/var/www/html";

    /// <summary>Extensions that the image compiles, with the packages that each needs for it.</summary>
    private static readonly Dictionary<string, string> Compiled = new(StringComparer.Ordinal)
    {
        ["bcmath"] = "",
        ["calendar"] = "",
        ["exif"] = "",
        ["mysqli"] = "",
        ["pcntl"] = "",
        ["pdo_mysql"] = "",
        ["sockets"] = "",
        ["gd"] = "libpng-dev libjpeg-dev libfreetype-dev",
        ["gmp"] = "libgmp-dev",
        ["intl"] = "libicu-dev",
        ["pdo_pgsql"] = "libpq-dev",
        ["pgsql"] = "libpq-dev",
        ["soap"] = "libxml2-dev",
        ["xsl"] = "libxslt1-dev",
        ["zip"] = "libzip-dev",
    };

    private static readonly HashSet<string> InTheImage = new(
        ["ctype", "curl", "date", "dom", "fileinfo", "filter", "ftp", "hash", "iconv", "json", "libxml", "mbstring", "mysqlnd", "openssl", "pcre", "pdo", "pdo_sqlite",
            "phar", "posix", "random", "readline", "reflection", "session", "simplexml", "sodium", "spl", "sqlite3", "standard", "tokenizer", "xml", "xmlreader", "xmlwriter", "zlib"],
        StringComparer.OrdinalIgnoreCase);

    public static void Write(DockerfileWriter file, DetectedApp app, ServiceRequirements service)
    {
        var composer = app is { PackageManager.Value: "composer", HasDependencies: true };
        if (composer)
        {
            // Extensions are the other image's; scripts need the app's code, and some a database.
            file.Stage("composer:2", "dependencies")
                .Line($"WORKDIR /app")
                .CopyManifests(app)
                .Run("composer install --no-dev --no-interaction --no-progress --prefer-dist --no-scripts --no-autoloader --ignore-platform-reqs", "/tmp/cache")
                .Line($"COPY . .")
                .Run("composer dump-autoload --no-dev --optimize --no-scripts --ignore-platform-reqs");
            if (app.BuildCommand is not null)
                file.Run(app.BuildCommand.Value);
        }

        file.Final(app, $"php:{app.Version!.Value}-apache-bookworm");
        AppendExtensions(file, app);
        var served = app.Entry is null or "." ? Folder : $"{Folder}/{app.Entry}";
        file.Line($"# Apache listens on $PORT and serves {served}.")
            .Run($"sed -i 's/^Listen 80$/Listen ${{PORT}}/' /etc/apache2/ports.conf && sed -i 's/\\*:80>/*:${{PORT}}>/; s!DocumentRoot .*!DocumentRoot {served}!' /etc/apache2/sites-available/000-default.conf && a2enmod rewrite")
            .Line($"ENV PORT={service.Port}")
            .Line($"WORKDIR {Folder}");
        if (composer)
            file.Line($"COPY --from=dependencies /app ./");
        else
            file.Line($"COPY . .");
        if (app.Framework?.Value == "Laravel")
            file.Line($"# What Laravel writes to.").Run("install --directory --owner=33 --group=33 storage/framework/cache storage/framework/sessions storage/framework/views storage/logs bootstrap/cache");
        if (app.Framework?.Value == "Symfony")
            file.Line($"# What Symfony writes to.").Run("install --directory --owner=33 --group=33 var");
        file.User("33", "Apache's own user 'www-data', by number so that the platform can tell it is not root.").Start(service.Port, Command(app, service));
    }

    // Heroku's programs start the same server on Heroku.
    private static IReadOnlyList<string> Command(DetectedApp app, ServiceRequirements service) =>
        (service.Command ?? app.StartCommand) is { Count: > 0 } command && !ShellCommand.Program(command).StartsWith("heroku-", StringComparison.Ordinal)
            ? command : ["apache2-foreground"];

    private static void AppendExtensions(DockerfileWriter file, DetectedApp app)
    {
        var asked = app.Extensions.Where(one => !InTheImage.Contains(one.Value) && one.Value is not "opcache" and not "zend-opcache").ToList();
        if (app.BaseImage is not null || asked.Count == 0)
            return;
        if (asked.Find(one => !Compiled.ContainsKey(one.Value)) is { } unknown)
            throw SourceErrors.ExtensionNotInImage(unknown.Value, unknown.Evidence?.Place ?? "composer.json");
        var packages = string.Join(' ', asked.Select(one => Compiled[one.Value]).Where(one => one.Length > 0).Distinct());
        file.Run((packages.Length == 0 ? "" : $"apt-get update && apt-get install --yes --no-install-recommends {packages} && rm -rf /var/lib/apt/lists/* && ")
            + $"docker-php-ext-install {string.Join(' ', asked.Select(one => one.Value))}");
    }
}
