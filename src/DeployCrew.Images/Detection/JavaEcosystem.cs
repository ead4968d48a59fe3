using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Images.Detection;

/// <summary>Apps on the JVM, in Java or Kotlin, built by Maven or Gradle.</summary>
/// <remarks>docs.spring.io/spring-boot/maven-plugin, docs.spring.io/spring-boot/gradle-plugin, ktor.io/docs/server-fatjar.html.</remarks>
internal sealed partial class JavaEcosystem : IEcosystem
{
    private const string DefaultVersion = "21";

    private static readonly (string Group, string Name)[] Frameworks =
        [("org.springframework.boot", "Spring Boot"), ("io.quarkus", "Quarkus"), ("io.micronaut", "Micronaut"), ("io.ktor", "Ktor"), ("io.javalin", "Javalin")];

    public string Name => "java";

    public string LookedFor => "pom.xml or build.gradle(.kts)";

    public IReadOnlyList<string> Programs => ["java", "mvn", "mvnw", "gradle", "gradlew"];

    public IReadOnlyList<Candidate> Find(AppFolder folder, BuildRequirements build)
    {
        if (build.Entry is { } entry)
            return Module(folder, entry, build);
        var gradle = build.PackageManager == "maven" ? null : folder.First("build.gradle.kts", "build.gradle");
        var maven = build.PackageManager != "gradle" && folder.Has("pom.xml");
        if (maven && gradle is not null)
            throw SourceErrors.AmbiguousApp(folder.Path, "build.packageManager", ["maven (pom.xml)", $"gradle ({gradle})"]);
        if (maven)
            return Maven(folder);
        return gradle is null ? [] : [Gradle(folder, folder.Read(gradle))];
    }

    // One module of several, which is built together with those that it needs.
    private List<Candidate> Module(AppFolder folder, string entry, BuildRequirements build) =>
    [
        .. (folder.HasFolder(entry) && folder.First("pom.xml", "settings.gradle", "settings.gradle.kts") is not null ? Find(folder.Below(entry), build with { Entry = null }) : [])
            .Select(one => one with { App = Below(one.App, entry) with { Entry = entry, LockFile = folder.First("mvnw", "gradlew") } }),
    ];

    private static DetectedApp Below(DetectedApp app, string folder) => app with
    {
        Language = Below(app.Language, folder),
        Version = Below(app.Version, folder),
        Framework = Below(app.Framework, folder),
        PackageManager = Below(app.PackageManager, folder),
        Start = Below(app.Start, folder),
        Port = Below(app.Port, folder),
        HealthPath = Below(app.HealthPath, folder),
    };

    private static Fact<T>? Below<T>(Fact<T>? fact, string folder) =>
        fact?.Evidence is { } place ? fact with { Evidence = place with { File = $"{folder}/{place.File}" } } : fact;

    private static IReadOnlyList<Candidate> Maven(AppFolder folder)
    {
        var root = XmlFile.Read(folder, "pom.xml");
        // One that only gathers its modules is no app: each of them is one, or a library.
        if (root.Elements().FirstOrDefault(one => one.Name.LocalName == "modules") is not null)
            return [];
        var text = folder.Read("pom.xml");
        var jar = Element(root, "spring-boot-maven-plugin", "artifactId") ?? Element(root, "quarkus-maven-plugin", "artifactId")
            ?? Element(root, "maven-shade-plugin", "artifactId") ?? Element(root, "micronaut-maven-plugin", "artifactId");
        return
        [
            new Candidate(Describe(folder, text, "maven") with
            {
                Version = Property(root, "java.version") ?? Property(root, "maven.compiler.release") ?? Property(root, "maven.compiler.target") ?? DefaultVersion,
                Start = jar is null ? null : Started(jar.Value.Trim() == "quarkus-maven-plugin" ? "quarkus-run.jar" : "app.jar", Line(jar), jar.Value.Trim()),
            }, "spring-boot-maven-plugin, quarkus-maven-plugin, micronaut-maven-plugin or maven-shade-plugin in pom.xml"),
        ];
    }

    private static Fact<IReadOnlyList<string>> Started(string jar, int? line, string plugin) =>
        new(["java", "-jar", jar], new Evidence("pom.xml", line, $"start command: java -jar {jar} (by {plugin})"));

    private static Candidate Gradle(AppFolder folder, ProjectText text) => new(
        Describe(folder, text, "gradle") with
        {
            Version = text.Match(GradleVersion(), "Java version: {0}") ?? DefaultVersion,
            Start = text.Match(ExecutableJar(), "start command: java -jar app.jar (by {0})") is { } plugin ? new(["java", "-jar", "app.jar"], plugin.Evidence) : null,
            BuildTask = text.Match(ExecutableJar(), "")?.Value switch { "org.springframework.boot" => "bootJar", "io.ktor.plugin" => "buildFatJar", null => null, _ => "shadowJar" },
        }, $"a plugin that makes an executable jar in {text.File} (Spring Boot's, Ktor's, Shadow)");

    private static DetectedApp Describe(AppFolder folder, ProjectText build, string manager) => new()
    {
        Kind = AppKind.Java,
        Language = folder.HasFolder("src/main/kotlin")
            ? new("Kotlin", new Evidence(build.File, build.FirstLine(line => line.Contains("kotlin", StringComparison.OrdinalIgnoreCase))?.Number, "language: Kotlin (src/main/kotlin)"))
            : new("Java", new Evidence(build.File, null, $"a {char.ToUpperInvariant(manager[0])}{manager[1..]} project")),
        PackageManager = new(manager, new Evidence(build.File, null, $"package manager: {manager}")),
        Framework = Frameworks.Select(one => build.FirstLine(line => line.Contains(one.Group, StringComparison.Ordinal)) is { } line
            ? new Fact<string>(one.Name, new Evidence(build.File, line.Number, $"framework: {one.Name}")) : null).FirstOrDefault(one => one is not null),
        LockFile = folder.First(manager == "maven" ? "mvnw" : "gradlew"),
        HasDependencies = true,
        Port = Port(folder),
        HealthPath = HealthRoute.Find(folder, ".java", ".kt")
            // docs.spring.io/spring-boot/reference/actuator/endpoints.html
            ?? (build.FirstLine(line => line.Contains("spring-boot-starter-actuator", StringComparison.Ordinal)) is { } actuator
                ? new("/actuator/health", new Evidence(build.File, actuator.Number, "health path: /actuator/health (Spring Boot's actuator)"))
                : null),
    };

    private static Fact<int>? Port(AppFolder folder)
    {
        const string Resources = "src/main/resources/";
        if (folder.Has(Resources + "application.properties"))
            return folder.Read(Resources + "application.properties").MatchPort(PropertiesPort());
        if (folder.First(Resources + "application.yml", Resources + "application.yaml", Resources + "application.conf") is { } file)
            return folder.Read(file).MatchPort(YamlPort());
        return folder.Sources(".java", ".kt").Select(text => text.MatchPort(CodePort())).FirstOrDefault(port => port is not null);
    }

    private static XElement? Element(XElement root, string value, string name) =>
        root.Descendants().FirstOrDefault(one => one.Name.LocalName == name && one.Value.Trim() == value);

    private static Fact<string>? Property(XElement root, string name) =>
        root.Descendants().FirstOrDefault(one => one.Name.LocalName == name) is { } found && Number().Match(found.Value.Trim()) is { Success: true } number
            ? new(number.Groups[1].Value, new Evidence("pom.xml", Line(found), $"Java version: {found.Value.Trim()}"))
            : null;

    private static int? Line(XElement element) => element is IXmlLineInfo info && info.HasLineInfo() ? info.LineNumber : null;

    // 21 · 1.8
    [GeneratedRegex(@"^(?:1\.)?(\d{1,2})$")]
    private static partial Regex Number();

    // JavaLanguageVersion.of(21) · jvmToolchain(21) · sourceCompatibility = JavaVersion.VERSION_17 · sourceCompatibility = '17'
    [GeneratedRegex(@"(?:JavaLanguageVersion\.of\(|jvmToolchain\(|sourceCompatibility\s*=\s*(?:JavaVersion\.VERSION_)?['""]?)(\d{1,2})")]
    private static partial Regex GradleVersion();

    [GeneratedRegex(@"(?<!//.*)['""](org\.springframework\.boot|io\.ktor\.plugin|com\.github\.johnrengelman\.shadow|com\.gradleup\.shadow)['""](?!:)")]
    private static partial Regex ExecutableJar();

    [GeneratedRegex(@"^\s*(?:quarkus\.http\.port|micronaut\.server\.port|server\.port)\s*[=:]\s*(?:\$\{\w+:)?(\d{2,5})")]
    private static partial Regex PropertiesPort();

    [GeneratedRegex(@"^\s*port\s*[:=]\s*(?:\$\{\w+:)?(\d{2,5})")]
    private static partial Regex YamlPort();

    // embeddedServer(Netty, port = 8080) · app.start(7070)
    [GeneratedRegex(@"(?:embeddedServer\(.*\bport\s*=\s*|\.start\()(\d{2,5})\b")]
    private static partial Regex CodePort();
}
