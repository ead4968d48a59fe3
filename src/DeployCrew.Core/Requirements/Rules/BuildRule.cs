using System.Text.RegularExpressions;
using DeployCrew.Core.Errors;

namespace DeployCrew.Core.Requirements.Rules;

/// <summary>What is said of a build fits together: the language and what belongs to it, the Dockerfile and the builder.</summary>
internal static partial class BuildRule
{
    private static readonly Dictionary<string, string[]> Managers = new(StringComparer.Ordinal)
    {
        ["node"] = ["npm", "pnpm", "yarn"],
        ["python"] = ["pip", "poetry", "uv", "pipenv"],
        ["java"] = ["maven", "gradle"],
    };

    private static readonly string[] OfGeneratedDockerfiles = ["language", "version", "framework", "packageManager", "entry", "command", "baseImage"];

    public static void Check(RuleContext context)
    {
        foreach (var (name, service) in context.Document.Services)
        {
            if (!context.Readable("services", name, "build"))
                continue;
            CheckLanguage(context, name, service.Build);
            CheckDockerfile(context, name, service.Build);
            CheckInProcess(context, name, service.Build);
        }
    }

    private static void CheckLanguage(RuleContext context, string name, BuildRequirements build)
    {
        if (build.Language is not { } language)
            return;
        var managers = Managers.GetValueOrDefault(language, []);
        if (build.PackageManager is { } manager && !managers.Contains(manager))
        {
            var place = context.At("services", name, "build", "packageManager");
            context.Add(RequirementsErrors.NotItsPackageManager(place.Path, place.Value, manager, language, managers));
        }

        if (build.Version is { } version && Form(language) is var (form, pattern) && !pattern.IsMatch(version))
        {
            var place = context.At("services", name, "build", "version");
            context.Add(RequirementsErrors.NotItsVersion(place.Path, place.Value, version, language, form));
        }
    }

    private static void CheckDockerfile(RuleContext context, string name, BuildRequirements build)
    {
        if (build.Dockerfile is null)
            return;
        foreach (var setting in OfGeneratedDockerfiles.Where(setting => context.Given("services", name, "build", setting)))
        {
            var place = context.At("services", name, "build", setting);
            context.Add(RequirementsErrors.DockerfileDecides(place.Path, place.Key, build.Dockerfile));
        }
    }

    private static void CheckInProcess(RuleContext context, string name, BuildRequirements build)
    {
        if (build.Builder != "in-process")
            return;
        if (build.Dockerfile is not null)
            Refuse("dockerfile", "a Dockerfile needs an engine");
        if (build.BaseImage is not null)
            Refuse("baseImage", "its images hold the app only");
        if (build.Language is not (null or "node" or "dotnet" or "static"))
            Refuse("language", $"it builds node, dotnet and static, not {build.Language}");

        void Refuse(string setting, string reason)
        {
            var place = context.At("services", name, "build", setting);
            context.Add(RequirementsErrors.NotInProcess(place.Path, place.Value, reason));
        }
    }

    private static (string Form, Regex Pattern)? Form(string language) => language switch
    {
        "python" => ("3.MINOR, such as 3.13", Python()),
        "go" => ("1.MINOR, such as 1.25", Go()),
        "dotnet" => ("MAJOR.0, such as 10.0", DotNet()),
        "deno" => ("MAJOR.MINOR.PATCH, such as 2.9.3", Full()),
        "java" => ("a major, such as 21", Major()),
        "php" or "ruby" => ("MAJOR.MINOR, such as 8.4", Minor()),
        _ => null,
    };

    [GeneratedRegex(@"^3\.\d{1,2}(\.\d{1,2})?$")]
    private static partial Regex Python();

    [GeneratedRegex(@"^1\.\d{1,2}(\.\d{1,2})?$")]
    private static partial Regex Go();

    [GeneratedRegex(@"^\d{1,2}\.0$")]
    private static partial Regex DotNet();

    [GeneratedRegex(@"^\d+\.\d+\.\d+$")]
    private static partial Regex Full();

    [GeneratedRegex(@"^\d{1,2}$")]
    private static partial Regex Major();

    [GeneratedRegex(@"^\d{1,2}\.\d{1,2}(\.\d{1,2})?$")]
    private static partial Regex Minor();
}
