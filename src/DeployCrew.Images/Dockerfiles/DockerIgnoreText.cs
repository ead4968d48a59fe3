using DeployCrew.Images.Detection;

namespace DeployCrew.Images.Dockerfiles;

/// <summary>What no image of an app needs: history, secrets, other people's packages, what builds and tests write.</summary>
internal static class DockerIgnoreText
{
    private static readonly string[] Everywhere =
    [
        "# Version control, and what only people and pipelines read",
        ".git", ".gitignore", ".gitattributes", ".github", ".gitlab-ci.yml", ".vscode", ".idea", "**/.DS_Store",
        ".dockerignore", "Dockerfile*", "docker-compose*.yml", "compose*.yaml", "requirements.json", "requirements.schema.json",
        "# Secrets; bundles of public certificates stay",
        "**/.env*", "**/.aws", "**/.ssh", "**/id_rsa*", "**/id_ed25519*", "**/*.key", "**/*.pfx", "**/*.p12", "**/*.pem", "!**/*bundle*.pem",
        "# What tests write",
        "coverage", "**/TestResults", "**/junit*.xml",
    ];

    public static string For(DetectedApp app) => string.Join('\n', [.. Everywhere, .. Of(app)]) + "\n";

    private static string[] Of(DetectedApp app) => app.Kind switch
    {
        AppKind.Node or AppKind.Bun or AppKind.StaticSite => ["# JavaScript", "README.md", "**/node_modules", "**/*-debug.log*", "**/.nyc_output", ".next", ".nuxt", .. BuildReads(app)],
        AppKind.Deno => ["# Deno", "**/node_modules", "vendor"],
        AppKind.DotNet => ["# .NET", "README.md", "**/bin", "**/obj", "artifacts", "**/*.user", "**/appsettings.Development.json"],
        AppKind.Python =>
        [
            "# Python", "**/__pycache__", "**/*.pyc", "**/.venv", "**/venv", "**/.pytest_cache", "**/.mypy_cache", "**/.ruff_cache", "**/.tox",
            ".coverage", "htmlcov", "**/*.egg-info", "db.sqlite3",
        ],
        AppKind.Go => ["# Go", "README.md", "bin", "**/*_test.go", "**/testdata", "**/*.test", "**/*.out"],
        AppKind.Java => ["# JVM", "README.md", "target", "*/target", "build", "*/build", "**/.gradle", "**/*.class", "**/*.jks"],
        AppKind.Ruby => ["# Ruby", "README.md", ".bundle", "vendor/bundle", "log/*", "tmp/*", "storage/*", "node_modules", "config/master.key", "config/credentials/*.key"],
        AppKind.Php => ["# PHP", "README.md", "vendor", "node_modules", "storage/logs/*", "bootstrap/cache/*", "var/cache", "var/log", ".phpunit.result.cache"],
        AppKind.Rust => ["# Rust", "target", "*/target"],
        _ => [],
    };

    // Vite, Next.js and their kin write the public settings of these two into what they build.
    private static string[] BuildReads(DetectedApp app) =>
        app.HasBuildScript || app.BuildCommand is not null ? ["!**/.env.production", "!**/.env.defaults"] : [];
}
