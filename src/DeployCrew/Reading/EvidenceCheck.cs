using System.Globalization;
using System.Text.RegularExpressions;
using DeployCrew.Diagnosis;
using DeployCrew.Images.Detection;
using DeployCrew.Images.Reading;

namespace DeployCrew.Reading;

/// <summary>Whether what is said of an app stands in the lines that are named for it. Only lines that were shown count.</summary>
internal sealed partial class EvidenceCheck(AppExtract extract)
{
    private const int MostWords = 20;

    private static readonly string[] Shells = ["sh", "bash", "dash", "ash", "zsh", "ksh", "fish", "busybox"];
    private static readonly string[] Interpreters = ["python", "python3", "perl", "ruby", "node", "php", "lua", "deno", "bun", "Rscript", .. Shells];
    private static readonly string[] InlineCode = ["-c", "-e", "-E", "-r", "-p", "-x", "--eval", "--print", "eval"];
    private static readonly string[] Refused = ["curl", "wget", "nc", "ncat", "netcat", "socat", "ssh", "scp", "git", "sudo", "su", "doas", "eval", "env", "xargs", "docker", "chroot", "nohup"];

    private readonly List<string> problems = [];

    /// <summary>Everything that does not hold.</summary>
    public IReadOnlyList<string> Problems => [.. problems.Select(PlainLine.Of)];

    /// <summary>The evidence, when the line is there.</summary>
    public Evidence? Line(string what, string file, int line, string value)
    {
        if (extract.Texts.FirstOrDefault(text => text.Path == file) is not { } text)
            problems.Add($"{what}: '{file}' is none of the files that were shown");
        else if (line < 1 || line > text.Lines.Count || string.IsNullOrWhiteSpace(text.Lines[line - 1]))
            problems.Add($"{what}: {file} has no line {line.ToString(CultureInfo.InvariantCulture)} that says anything");
        else
            return new Evidence(file, line, $"{what}: {value}");
        return null;
    }

    public Evidence? Language(string value, string file, int line)
    {
        var evidence = Line("language", file, line, value);
        if (evidence is null || LanguageFiles.Show(value, file))
            return evidence;
        problems.Add($"language: {file} is no file of '{value}'");
        return null;
    }

    public Fact<int>? Port(int value, string file, int line) =>
        Line("port", file, line, value.ToString(CultureInfo.InvariantCulture)) is { } evidence && Stands("port", value.ToString(CultureInfo.InvariantCulture), evidence) ? new Fact<int>(value, evidence) : null;

    public Fact<string>? HealthPath(string value, string file, int line)
    {
        if (!UrlPath().IsMatch(value))
            problems.Add("healthPath: it must be a path such as /health");
        else if (Line("healthPath", file, line, value) is { } evidence && Stands("healthPath", value, evidence))
            return new Fact<string>(value, evidence);
        return null;
    }

    public Fact<string>? Entry(string value, string file, int line)
    {
        if (!extract.Files.Contains(value, StringComparer.Ordinal) && !extract.Files.Any(one => value.Length > 0 && one.StartsWith(value.TrimEnd('/') + "/", StringComparison.Ordinal)))
            problems.Add($"entry: '{value}' is no file or folder of the app");
        else if (Line("entry", file, line, value) is { } evidence && (file == value || Stands("entry", value, evidence)))
            return new Fact<string>(value, evidence);
        return null;
    }

    /// <summary>A program and its arguments: each stands in the line, or is a file of the app. No code, no shell but for a script of the app, nothing that fetches.</summary>
    public Fact<IReadOnlyList<string>>? Command(IReadOnlyList<string> value, string file, int line)
    {
        if (Line("command", file, line, string.Join(' ', value)) is not { } evidence)
            return null;
        var text = Text(evidence);
        var program = value[0][(value[0].LastIndexOf('/') + 1)..];
        if (value.Count > MostWords)
            problems.Add($"command: it has more than {MostWords} words");
        else if (value.FirstOrDefault(word => !PlainWord().IsMatch(word)) is { } odd)
            problems.Add($"command: '{odd}' is no plain word: a list of a program and its arguments is wanted, without a shell's syntax and addresses");
        else if (value.Select(word => word[(word.LastIndexOf('/') + 1)..]).FirstOrDefault(Refused.Contains) is { } refused)
            problems.Add($"command: '{refused}' starts no app");
        else if (Interpreters.Contains(program, StringComparer.Ordinal) && value.Skip(1).TakeWhile(word => word.StartsWith('-') || word == "eval").Any(InlineCode.Contains))
            problems.Add("command: code in an argument is not taken: name the file that is started");
        else if (Shells.Contains(program, StringComparer.Ordinal) && !value.Skip(1).Take(2).Any(IsFile))
            problems.Add("command: a shell may only start a script of the app");
        else if (value.FirstOrDefault(word => !IsFile(word) && !Holds(text, word)) is { } missing)
            problems.Add($"command: '{missing}' stands not in {evidence.Place}");
        else if (!value.Any(word => Holds(text, word)))
            problems.Add($"command: nothing of it stands in {evidence.Place}");
        else
            return new Fact<IReadOnlyList<string>>([.. value], evidence);
        return null;
    }

    private bool Stands(string what, string value, Evidence evidence)
    {
        if (Holds(Text(evidence), value))
            return true;
        problems.Add($"{what}: '{value}' stands not in {evidence.Place}");
        return false;
    }

    private bool IsFile(string word) => extract.Files.Contains(word.StartsWith("./", StringComparison.Ordinal) ? word[2..] : word, StringComparer.Ordinal);

    private string Text(Evidence evidence) => extract.Texts.First(text => text.Path == evidence.File).Lines[evidence.Line!.Value - 1];

    // 80 does not stand in 8080, and /health not in /healthz.
    private static bool Holds(string line, string value) => Regex.IsMatch(line, $@"(?<![\w]){Regex.Escape(value)}(?![\w])", RegexOptions.CultureInvariant);

    [GeneratedRegex(@"\A/[A-Za-z0-9._~/-]{0,199}\z", RegexOptions.CultureInvariant)]
    private static partial Regex UrlPath();

    [GeneratedRegex(@"\A(?!.*(?:://|\.\./))[A-Za-z0-9._/:@=,+-]{1,200}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlainWord();
}
