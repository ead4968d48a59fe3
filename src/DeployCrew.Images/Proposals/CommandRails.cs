using System.Text.RegularExpressions;
using DeployCrew.Images.Linting.Syntax;

namespace DeployCrew.Images.Proposals;

/// <summary>
/// What is run while it is built, and when it starts. Package managers may fetch what the app's manifests name; nothing else is fetched, and nothing that was is given to
/// a shell.
/// </summary>
internal static partial class CommandRails
{
    private static readonly string[] Managers = ["apt-get", "apt", "apk", "dnf", "yum", "microdnf"];

    private static readonly HashSet<string> Refused = new(
        [
            "curl", "wget", "aria2c", "axel", "nc", "ncat", "netcat", "socat", "telnet", "ftp", "tftp", "sftp", "scp", "ssh", "rsync", "git", "hg", "svn", "openssl", "base64", "xxd",
            "eval", "sudo", "su", "doas", "mount", "nsenter", "unshare", "chroot", "insmod", "docker", "podman", "crontab", "setcap",
        ], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Shells = ["sh", "bash", "dash", "ash", "zsh", "ksh", "fish", "python", "python3", "perl", "ruby", "node", "php", "lua", "xargs", "source", "."];

    private static readonly string[][] SafeShells = [["/bin/bash", "-o", "pipefail", "-c"], ["/bin/ash", "-eo", "pipefail", "-c"], ["/bin/sh", "-c"]];

    // Where credentials and the machine's own interfaces are.
    private static readonly string[] Places =
        ["docker.sock", "/proc/", "/sys/", "/.aws", "/.ssh", "/.kube", "/.docker", ".netrc", "169.254.", "host.docker.internal", "metadata.google", "/etc/shadow", "/etc/sudoers", "/dev/tcp", "/dev/udp", "ld_preload"];

    public static IEnumerable<string> Problems(Dockerfile file)
    {
        foreach (var one in file.Instructions)
        {
            var text = one.Arguments.Text;
            if (Places.FirstOrDefault(place => text.Contains(place, StringComparison.OrdinalIgnoreCase)) is { } place)
                yield return $"line {one.Lines.First}: '{place}' has no place in an app's image";
            if (one.Keyword is "LABEL")
                continue;
            if (Address().IsMatch(text) || text.Contains("git+", StringComparison.OrdinalIgnoreCase))
                yield return $"line {one.Lines.First}: addresses are not taken: packages come from their managers' own registries";
            if (one.Keyword is "SHELL" && !SafeShells.Any(shell => one.Operands.SequenceEqual(shell)))
                yield return $"line {one.Lines.First}: SHELL may only set pipefail";
            if (one.Keyword is "RUN" or "CMD" or "ENTRYPOINT" && Command(one) is { } problem)
                yield return $"line {one.Lines.First}: {problem}";
        }
    }

    private static string? Command(Instruction one)
    {
        var text = one.Arguments.Text;
        if (Escaped().IsMatch(text))
            return "letters written as escapes are not taken";
        if (Fetchers(one) is { } program)
            return $"'{program}' is not taken";
        if (one.Script.Commands.Any(command => command.Before is "|" or "|&" && command.Words.Count > 0 && Shells.Contains(command.Name)) || IntoShell().IsMatch(text))
            return "nothing may be piped into a shell or an interpreter";
        return one.Script.Commands.Any(command => command.Words.Count > 0 && command.Words[0].Text.AsSpan().ContainsAny('$', '`'))
            ? "a command is called by its name, not by a variable or what another one prints" : null;
    }

    // Quotes and backslashes hide no name (c""url); 'apt-get install curl' installs a package and calls nothing.
    private static string? Fetchers(Instruction one)
    {
        var installed = one.Script.Commands.Where(IsInstall).SelectMany(command => command.Words).CountBy(word => word.Value, StringComparer.OrdinalIgnoreCase).ToDictionary(StringComparer.OrdinalIgnoreCase);
        var named = Word().Matches(Unquoted(one.Arguments.Text)).Select(match => match.Value[(match.Value.LastIndexOf('/') + 1)..]).Where(Refused.Contains).CountBy(name => name, StringComparer.OrdinalIgnoreCase);
        return named.Where(name => name.Value > installed.GetValueOrDefault(name.Key)).Select(name => name.Key).FirstOrDefault();
    }

    private static bool IsInstall(ShellCommand command) => command.Words.Count > 0 && Managers.Contains(command.Name) && command.Words.All(word => Package().IsMatch(word.Text));

    private static string Unquoted(string text) => string.Concat(text.Where(letter => letter is not ('\'' or '"' or '\\')));

    [GeneratedRegex(@"[A-Za-z0-9_./+-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\A[A-Za-z0-9_./:+=~,-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Package();

    // \u0063url in the exec form, $'\x63url' in the other.
    [GeneratedRegex(@"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\[0-7]{3}|\$'", RegexOptions.CultureInvariant)]
    private static partial Regex Escaped();

    [GeneratedRegex(@"<\(|(?<!\|)\|&?(?!\|)\s*(?:(?:env|exec|command)\s+)*(?:/\S*/)?(?:(?:[bdazk]|fi)?sh|python[0-9.]*|perl|ruby|node|php|lua|xargs)\b", RegexOptions.CultureInvariant)]
    private static partial Regex IntoShell();

    // http://*:8080 is where a server listens.
    [GeneratedRegex(@"://(?!(?:\*|\+|0\.0\.0\.0|127\.0\.0\.1|localhost|\[::\])(?:[:/""'\s,\]]|$))", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}
