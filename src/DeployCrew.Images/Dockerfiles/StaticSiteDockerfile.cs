using System.Globalization;
using DeployCrew.Core.Requirements;
using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>Dockerfile of a static site: nginx as an ordinary user, on $PORT, with a configuration of its own.</summary>
internal static class StaticSiteDockerfile
{
    public const string Image = "nginx:1.27-alpine-slim";

    public static void Write(DockerfileWriter text, DetectedApp app, ServiceRequirements service)
    {
        // A site that is built first is built by Node; what serves it is the same.
        if (app.BuildCommand is not null)
            NodeDockerfile.AppendBuild(text, app, $"node:{app.Version?.Value ?? NodeEcosystem.DefaultVersion}-bookworm-slim");
        text.Final(app, Image);
        text.Line($"ENV PORT={service.Port}");
        text.Line($"RUN printf '%s\\n' \\");
        foreach (var line in Configuration(service.Health.Path))
            text.Line($"    '{line}' \\");
        text.Line($"    > /etc/nginx/site.conf.template");
        if (app.BuildCommand is not null)
            text.Line($"COPY --from=build /app/{app.Entry} /srv");
        else
            text.Copy([app.Entry!], "/srv");
        text.Line($"# The image's own entry point would write to /etc/nginx, which an ordinary user cannot.");
        text.Line($"ENTRYPOINT []");
        text.User("101", "The image's own user 'nginx', by number so that the platform can tell it is not root.").Start(service.Port, service.Command ??
        [
            "sh", "-c", "sed \"s/__PORT__/$PORT/\" /etc/nginx/site.conf.template > /tmp/nginx.conf && exec nginx -c /tmp/nginx.conf",
        ]);
    }

    /// <summary>The same configuration for a port that is known.</summary>
    public static string Configuration(ServiceRequirements service) =>
        string.Concat(Configuration(service.Health.Path).Select(line => line.Replace("__PORT__", service.Port.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) + "\n"));

    // The health path is validated to be a plain URL path; quotes are left out all the same, because this is shell text.
    private static IEnumerable<string> Configuration(string healthPath) =>
    [
        "daemon off;",
        "pid /tmp/nginx.pid;",
        "error_log stderr warn;",
        "worker_processes 1;",
        "events { worker_connections 1024; }",
        "http {",
        "  include /etc/nginx/mime.types;",
        "  default_type application/octet-stream;",
        "  access_log /dev/stdout;",
        "  sendfile on;",
        "  server_tokens off;",
        "  gzip on;",
        "  gzip_types text/css text/plain application/javascript application/json image/svg+xml;",
        "  client_body_temp_path /tmp/client;",
        "  proxy_temp_path /tmp/proxy;",
        "  fastcgi_temp_path /tmp/fastcgi;",
        "  uwsgi_temp_path /tmp/uwsgi;",
        "  scgi_temp_path /tmp/scgi;",
        "  server {",
        "    listen __PORT__;",
        "    root /srv;",
        "    index index.html;",
        .. healthPath == "/" ? [] : new[]
        {
            $"    location = {string.Concat(healthPath.Where(c => char.IsAsciiLetterOrDigit(c) || "/-_.~".Contains(c, StringComparison.Ordinal)))} {{ access_log off; default_type text/plain; return 200 ok; }}",
        },
        "    location / { try_files $uri $uri/ $uri.html =404; }",
        "    error_page 404 /404.html;",
        "  }",
        "}",
    ];
}
