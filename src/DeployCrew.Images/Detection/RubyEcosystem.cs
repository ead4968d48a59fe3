using System.Text.RegularExpressions;
using DeployCrew.Core.Requirements;

namespace DeployCrew.Images.Detection;

/// <summary>Ruby apps, from their Gemfile.</summary>
/// <remarks>bundler.io/man/gemfile.5.html; Rails' health path: api.rubyonrails.org/classes/Rails/HealthController.html.</remarks>
internal sealed partial class RubyEcosystem : IEcosystem
{
    private const string DefaultVersion = "3.4";

    private static readonly (string Gem, string Name)[] Frameworks = [("rails", "Rails"), ("hanami", "Hanami"), ("sinatra", "Sinatra"), ("roda", "Roda")];

    public string Name => "ruby";

    public string LookedFor => "Gemfile";

    public IReadOnlyList<string> Programs => ["bundle", "ruby", "puma", "rackup", "rails", "unicorn"];

    public IReadOnlyList<Candidate> Find(AppFolder folder, BuildRequirements build)
    {
        if (!folder.Has("Gemfile") || build.Entry is { } entry && !(folder.Has(entry) && Path.GetExtension(entry) == ".rb"))
            return [];
        var gems = folder.Read("Gemfile");
        return
        [
            new Candidate(new DetectedApp
            {
                Kind = AppKind.Ruby,
                Language = new("Ruby", new Evidence("Gemfile", null, "a Ruby app")),
                Version = (folder.Has(".ruby-version") ? folder.Read(".ruby-version").Match(Pinned(), "Ruby version: {0}") : null)
                    ?? gems.Match(GemfileVersion(), "Ruby version: {0}") ?? DefaultVersion,
                Framework = Frameworks.Select(one => Gem(gems, one.Gem) is { } line ? new Fact<string>(one.Name, new Evidence("Gemfile", line, $"framework: {one.Name}")) : null)
                    .FirstOrDefault(one => one is not null),
                PackageManager = new("bundler", folder.Has("Gemfile.lock") ? new Evidence("Gemfile.lock", null, "package manager: bundler") : null),
                LockFile = folder.First("Gemfile.lock"),
                HasDependencies = true,
                BuildCommand = Assets(folder, gems),
                Start = build.Entry is { } asked ? Asked.Start(["bundle", "exec", "ruby", asked]) : Start(folder, gems),
                Port = folder.Has("config/puma.rb") ? folder.Read("config/puma.rb").MatchPort(PumaPort())
                    : folder.Sources(".rb").Select(text => text.MatchPort(ScriptPort())).FirstOrDefault(port => port is not null),
                HealthPath = HealthRoute.Find(folder, ".rb"),
            }, "puma among the gems, with config/puma.rb or config.ru", "app.rb or main.rb that runs itself"),
        ];
    }

    private static Fact<IReadOnlyList<string>>? Start(AppFolder folder, ProjectText gems)
    {
        var puma = Gem(gems, "puma");
        if (puma is not null && folder.Has("config/puma.rb"))
            return new(["bundle", "exec", "puma", "-C", "config/puma.rb"], new Evidence("Gemfile", puma, "start command: bundle exec puma -C config/puma.rb"));
        if (puma is not null && folder.Has("config.ru"))
            return new(ShellCommand.Parse("bundle exec puma -b tcp://0.0.0.0:${PORT:-9292}"), new Evidence("Gemfile", puma, "start command: bundle exec puma (config.ru)"));
        return folder.First("app.rb", "main.rb", "server.rb") is { } script && folder.Read(script).FirstLine(line => SelfRunning().IsMatch(line)) is { } line
            ? new(["bundle", "exec", "ruby", script], new Evidence(script, line.Number, $"start command: bundle exec ruby {script}"))
            : null;
    }

    // The key that the settings ask for is not there when an image is built: guides.rubyonrails.org/getting_started.html, its own Dockerfile.
    private static Fact<IReadOnlyList<string>>? Assets(AppFolder folder, ProjectText gems) =>
        Gem(gems, "rails") is not null && folder.Files.FirstOrDefault(file => file.StartsWith("app/assets/", StringComparison.Ordinal)) is { } asset
            ? new(["env", "SECRET_KEY_BASE_DUMMY=1", "bundle", "exec", "rails", "assets:precompile"], new Evidence(asset, null, "build command: rails assets:precompile"))
            : null;

    private static int? Gem(ProjectText gems, string name) =>
        gems.FirstLine(line => GemName().Match(line) is { Success: true } match && match.Groups[1].Value == name)?.Number;

    [GeneratedRegex(@"^\s*gem\s*\(?\s*['""]([^'""]+)['""]")]
    private static partial Regex GemName();

    [GeneratedRegex(@"^(?:ruby-)?(\d+\.\d+)")]
    private static partial Regex Pinned();

    [GeneratedRegex(@"^\s*ruby\s+['""](?:~>\s*|>=\s*)?(\d+\.\d+)")]
    private static partial Regex GemfileVersion();

    [GeneratedRegex(@"\bPORT['""]?\s*(?:,|\)\s*\{)\s*['""]?(\d{2,5})")]
    private static partial Regex PumaPort();

    [GeneratedRegex(@"^\s*set\s+:port,\s*(?:ENV.*?)?['""]?(\d{2,5})")]
    private static partial Regex ScriptPort();

    [GeneratedRegex(@"^\s*(?:require\s+['""]sinatra['""]|run!|.*\.run!|.*\bTCPServer\.new\b)")]
    private static partial Regex SelfRunning();
}
