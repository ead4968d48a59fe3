using System.Globalization;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>Dockerfile of a PHP app: Apache with PHP in it, as an ordinary user, on $PORT.</summary>
/// <remarks>hub.docker.com/_/php: Apache may run as any user; its configuration reads variables of the environment.</remarks>
internal static class PhpDockerfile
{
    private const string Folder = "/var/www/html";

    public static void Write(DockerfileWriter file, DetectedApp app, ServiceRequirements service)
    {
        NodeDockerfile.AppendAssets(file, app);
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

        var image = $"php:{app.Version!.Value}-apache-bookworm";
        var extensions = app.BaseImage is null ? PhpExtensions.Of(app) : PhpExtensions.None;
        if (composer && extensions.Any)
            file.Blank();
        extensions.AppendStage(file, image);
        file.Final(app, image);
        extensions.AppendTo(file);
        if (app.BaseImage is null)
            AppendSettings(file, app);
        var served = app.Entry is null or "." ? Folder : $"{Folder}/{app.Entry}";
        file.Line($"# Apache listens on $PORT and serves {served}.")
            .Run($"sed -i 's/^Listen 80$/Listen ${{PORT}}/' /etc/apache2/ports.conf && sed -i 's/\\*:80>/*:${{PORT}}>/; s!DocumentRoot .*!DocumentRoot {served}!' /etc/apache2/sites-available/000-default.conf && a2enmod rewrite")
            .Line($"ENV PORT={service.Port}")
            .Line($"WORKDIR {Folder}");
        if (composer)
            file.Line($"COPY --from=dependencies /app ./");
        else
            file.Line($"COPY . .");
        if (app is { Assets: not null, Entry: not (null or ".") })
            file.Line($"COPY --from=assets /app/{app.Entry} ./{app.Entry}");
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

    // Without php.ini, PHP shows its errors to everybody. From 8.5 on, the cache of compiled scripts is always there.
    private static void AppendSettings(DockerfileWriter file, DetectedApp app) =>
        file.Run("cp \"$PHP_INI_DIR/php.ini-production\" \"$PHP_INI_DIR/php.ini\"" + (decimal.TryParse(app.Version!.Value, CultureInfo.InvariantCulture, out var version) && version < 8.5m ? " && docker-php-ext-enable opcache" : ""));
}
