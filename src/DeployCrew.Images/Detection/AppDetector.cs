using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Images.Detection;

/// <summary>Tells what kind of app lies in a folder. Reads files only; runs nothing of the app.</summary>
/// <remarks>
/// In this order: the app's own Dockerfile; else the one app that could run as it is; of several, the one whose program the requirements'
/// command or the Procfile names; else an app that such a command makes complete; else a static site. What stays open is an error that
/// asks: nothing is guessed.
/// </remarks>
public static class AppDetector
{
    private static readonly IReadOnlyList<IEcosystem> Ecosystems =
    [
        new NodeEcosystem(), new BunEcosystem(), new DenoEcosystem(), new DotNetEcosystem(), new PythonEcosystem(), new GoEcosystem(),
        new JavaEcosystem(), new RubyEcosystem(), new PhpEcosystem(), new RustEcosystem(),
    ];

    /// <summary>Detects the app of one service.</summary>
    /// <param name="folder">The service's source folder.</param>
    /// <param name="service">What the requirements say of it: its command, and what its build says, count instead of what is detected.</param>
    /// <exception cref="DeployError">DC3130 no such entry, DC3131 no such Dockerfile, DC3132 a built site without entry; DC3121 the apps lie below; DC3201 unknown, DC3202 ambiguous, DC3203 without start command, DC3204 unreadable, DC3205 site to be built.</exception>
    public static DetectedApp Detect(string folder, ServiceRequirements? service = null)
    {
        if (!Directory.Exists(folder))
            throw SourceErrors.NotFound(folder);
        var app = new AppFolder(folder);
        var own = service?.Build.Dockerfile ?? OwnDockerfile.File;
        if (app.Has(own))
            return OwnDockerfile.Describe(app, own) with { WithoutDockerfile = Attempt(app, service) };
        return service?.Build.Dockerfile is null ? Choose(app, service) : throw SourceErrors.DockerfileMissing(folder, own);
    }

    private static DetectedApp? Attempt(AppFolder folder, ServiceRequirements? service)
    {
        try
        {
            return Choose(folder, service);
        }
        catch (DeployError)
        {
            return null;
        }
    }

    private static DetectedApp Choose(AppFolder folder, ServiceRequirements? service)
    {
        var build = service?.Build ?? new BuildRequirements();
        if (build.Language == StaticSite.Name)
            return Surroundings.Add(folder, Asked.Apply(StaticSite.Find(folder, build), build));
        var command = service?.Command is { } asked ? Asked.Start(asked) : build.Entry is null ? Procfile.Web(folder) : null;
        var candidates = Candidates(folder, build);
        if (candidates.Count == 0 && build.Entry is { } entry && Candidates(folder, build with { Entry = null }) is { Count: > 0 } others)
            throw SourceErrors.EntryMissing(folder.Path, entry, [.. others.Select(one => one.candidate.Description)]);
        var complete = candidates.Where(one => one.candidate.IsComplete).ToList();
        if (complete.Count > 1 && command is not null)
            complete = Narrowed(complete, command.Value);
        if (complete.Count == 0 && command is not null)
            complete = candidates.Count > 1 ? Narrowed(candidates, command.Value) : candidates;
        return complete.Count switch
        {
            1 => Surroundings.Add(folder, Asked.Apply(command is null ? complete[0].candidate.App : complete[0].candidate.App with { Start = command }, build)),
            > 1 => throw SourceErrors.AmbiguousApp(
                folder.Path, complete.Select(one => one.ecosystem).Distinct().Count() > 1 ? "build.language" : "build.entry", [.. complete.Select(one => one.candidate.Description)]),
            _ => Asked.Apply(WithoutStart(folder, build, [.. candidates.Select(one => one.candidate)]), build),
        };
    }

    private static List<(IEcosystem ecosystem, Candidate candidate)> Candidates(AppFolder folder, BuildRequirements build) =>
    [
        .. Ecosystems.Where(ecosystem => build.Language is null || ecosystem.Name == build.Language)
            .SelectMany(ecosystem => ecosystem.Find(folder, build).Select(candidate => (ecosystem, candidate))),
    ];

    // By the file that is started, or else by the language's programs.
    private static List<(IEcosystem, Candidate)> Narrowed(List<(IEcosystem Ecosystem, Candidate Candidate)> candidates, IReadOnlyList<string> command)
    {
        var program = ShellCommand.Program(command);
        var named = candidates.Where(one => one.Candidate.App.Start is { } start && (start.Value.SequenceEqual(command) || ShellCommand.Program(start.Value) == program && start.Value.Count == 1)).ToList();
        return named.Count == 1 ? [.. named] : [.. candidates.Where(one => one.Ecosystem.Programs.Contains(program))];
    }

    private static DetectedApp WithoutStart(AppFolder folder, BuildRequirements build, IReadOnlyList<Candidate> incomplete)
    {
        var site = build.Language is null ? StaticSite.Find(folder, build.Entry) : null;
        if (incomplete.FirstOrDefault(one => one.App is { Kind: AppKind.Node or AppKind.Bun, HasBuildScript: true } && Workspaces(folder) is null) is { } built)
            throw SourceErrors.SiteNeedsBuild(PackageJson.File, built.Description);
        if (site is not null && incomplete.All(one => one.App.Kind is AppKind.Node or AppKind.Bun))
            return site;
        var below = ServicesBelow.Find(folder);
        if (below.Count > 0 && (incomplete.Count == 0 || Workspaces(folder) is not null))
            throw SourceErrors.AppsBelow(folder.Path, below);
        throw incomplete.Count > 0
            ? SourceErrors.NoStartCommand(incomplete[0].App.Language!.Evidence!.File, incomplete[0].Description, incomplete[0].StartsLookedFor)
            : SourceErrors.UnknownApp(folder.Path, build.Language is { } language
                ? [.. Ecosystems.Where(one => one.Name == language).Select(one => one.LookedFor)]
                : ["Dockerfile", .. Ecosystems.Select(one => one.LookedFor), StaticSite.LookedFor]);
    }

    // Whether package.json only gathers the packages of a monorepo.
    private static int? Workspaces(AppFolder folder) =>
        folder.Has("pnpm-workspace.yaml") ? 1 : folder.Has(PackageJson.File) ? PackageJson.Read(folder).Line("workspaces") : null;

    /// <summary>The apps of a repository that holds several, in folders of their own.</summary>
    private static class ServicesBelow
    {
        private const int Deepest = 2;
        private const int Most = 20;

        public static IReadOnlyList<string> Find(AppFolder folder) =>
        [
            .. folder.Files.Where(file => file.Contains('/', StringComparison.Ordinal)).Select(file => file[..file.LastIndexOf('/')])
                .Where(below => below.Count(c => c == '/') < Deepest).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                .Select(below => (Folder: below, App: Describe(folder, below)))
                .Where(one => one.App is not null).Take(Most).Select(one => $"{one.Folder}: {one.App}"),
        ];

        private static string? Describe(AppFolder folder, string below)
        {
            var app = folder.Below(below);
            if (app.Has(OwnDockerfile.File))
                return $"Dockerfile ({below}/{OwnDockerfile.Describe(app).Places})";
            try
            {
                var found = Ecosystems.SelectMany(ecosystem => ecosystem.Find(app, new BuildRequirements())).Where(one => one.IsComplete).ToList();
                return found.Count > 0 ? string.Join(" or ", found.Select(one => $"{one.App.Summary} ({string.Join(", ", one.Places(below + "/"))})")) : null;
            }
            catch (DeployError)
            {
                return null; // the question is about the others; whoever names this folder is told
            }
        }
    }
}
