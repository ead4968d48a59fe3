using System.Globalization;
using System.Text.RegularExpressions;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Images.Detection;

/// <summary>What Node's and Bun's apps have in common: package.json.</summary>
internal static partial class PackageJson
{
    public const string File = "package.json";

    private static readonly (string Package, string Name)[] Frameworks =
    [
        ("next", "Next.js"), ("@nestjs/core", "NestJS"), ("nuxt", "Nuxt"), ("@remix-run/node", "Remix"), ("astro", "Astro"), ("elysia", "Elysia"), ("hono", "Hono"),
        ("fastify", "Fastify"), ("koa", "Koa"), ("@hapi/hapi", "hapi"), ("express", "Express"),
    ];

    /// <summary>package.json, or one that says nothing: a script needs none.</summary>
    public static JsonFile Read(AppFolder folder) => JsonFile.Parse(folder.Has(File) ? folder.Read(File) : new ProjectText(File, ["{}"]));

    /// <summary>Whether a name is that of a script which is there, or which the build may write.</summary>
    public static bool IsScript(AppFolder folder, JsonFile package, string entry, BuildRequirements build) =>
        Path.GetExtension(entry) is ".js" or ".mjs" or ".cjs" or ".ts" or ".mts" or ".tsx" && (folder.Has(entry) || HasBuildScript(package) || build.Command is not null);

    public static Fact<string> Language(AppFolder folder, string what) => folder.Has("tsconfig.json")
        ? new("TypeScript", new Evidence("tsconfig.json", null, "language: TypeScript"))
        : new("JavaScript", folder.Has(File) ? new Evidence(File, null, what) : new Evidence(Asked.File, null, $"language: {what}"));

    /// <summary>By its dependencies; Vite by the development dependencies too, where it always is.</summary>
    public static Fact<string>? Framework(JsonFile package)
    {
        foreach (var (name, framework) in Frameworks)
        {
            if (package.Line("dependencies", name) is { } line)
                return new(framework, new Evidence(File, line, $"framework: {framework}"));
        }

        return (package.Line("devDependencies", "vite") ?? package.Line("dependencies", "vite")) is { } vite
            ? new("Vite", new Evidence(File, vite, "framework: Vite"))
            : null;
    }

    public static bool HasDependencies(JsonFile package) =>
        package.Names("dependencies").Count > 0 || HasBuildScript(package) && package.Names("devDependencies").Count > 0;

    public static bool HasBuildScript(JsonFile package) => package.Text("", "scripts", "build") is not null;

    /// <summary>What "packageManager" says: <c>pnpm</c> of <c>pnpm@9.1.0</c>.</summary>
    public static Fact<string>? PackageManager(JsonFile package) => package.Text("package manager", "packageManager") is { } named
        ? named with { Value = named.Value.Split('@')[0] }
        : null;

    public static Fact<int>? Port(AppFolder folder, string? script) =>
        script is not null && folder.Has(script) ? folder.Read(script).MatchPort(PortNumber()) : null;

    // process.env.PORT || 3000 · process.env.PORT ?? '3000' · listen(3000 · port: 3000 · --port 3000
    [GeneratedRegex(@"(?:\bPORT\s*(?:\|\||\?\?)\s*['""]?|\.listen\(\s*(?:\{\s*port:\s*)?|\bport:\s*)(\d{2,5})\b")]
    public static partial Regex PortNumber();

    /// <summary>The major that a range asks for; the default when the range leaves it open.</summary>
    public static string? Major(string range, string byDefault)
    {
        var major = MajorVersion().Match(range);
        if (!major.Success)
            return null;
        var open = range.TrimStart().StartsWith('>') && !range.Contains('<', StringComparison.Ordinal);
        var asked = int.Parse(major.Groups[1].Value, CultureInfo.InvariantCulture);
        return open && asked <= int.Parse(byDefault, CultureInfo.InvariantCulture) ? byDefault : major.Groups[1].Value;
    }

    // ">=20.10 <23", "^22", "v20.11.1", "22.x"
    [GeneratedRegex(@"(?<![\d.])(\d{1,2})(?=\.|\b)")]
    private static partial Regex MajorVersion();
}
