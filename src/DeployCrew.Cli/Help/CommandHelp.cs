using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;

namespace DeployCrew.Cli.Help;

/// <summary>The help of a command: what it does, arguments, options with their defaults, and what its page says.</summary>
/// <param name="writer">Sets it.</param>
internal sealed class CommandHelp(HelpWriter writer)
{
    /// <summary>Writes it.</summary>
    public void Write(Command command)
    {
        var words = Words(command);
        var page = HelpGroup.PageOf(string.Join(' ', words));
        writer.Paragraph(command.Description ?? "");
        foreach (var note in page?.Notes ?? [])
        {
            writer.Paragraph("");
            writer.Paragraph(note);
        }

        writer.Heading("Usage");
        writer.Indented(Usage(command, words));
        if (command is RootCommand)
            Groups(command);
        else
            Section("Commands", [.. command.Subcommands.Where(one => !one.Hidden).Select(one => new HelpEntry(one.Name, one.Description ?? ""))]);
        Section("Arguments", [.. command.Arguments.Select(argument => new HelpEntry($"<{argument.Name}>", Meaning(argument, argument.Description, Default(argument), argument.ValueType)))]);
        Section("Options", [.. Options(command)]);
        if (page is { Examples.Count: > 0 })
        {
            writer.Heading("Examples");
            writer.Examples(page.Examples);
        }

        var isRoot = command is RootCommand;
        Section("Exit codes", isRoot ? HelpTexts.All : page?.ExitCodes ?? []);
        Section("Environment", isRoot ? HelpTexts.Engines : page?.Environment ?? []);
        Section("Files", isRoot ? [HelpTexts.Requirements, HelpTexts.Run, HelpTexts.Plans, HelpTexts.Cloud, HelpTexts.Key, HelpTexts.Cache] : page?.Files ?? []);
    }

    private void Groups(Command root)
    {
        foreach (var group in HelpGroup.All)
        {
            Section(group.Title,
            [
                .. group.Pages.Select(page => root.Subcommands.FirstOrDefault(one => one.Name == page.Command)).OfType<Command>()
                    .Select(command => new HelpEntry(command.Name, FirstClause(command.Description ?? ""))),
            ]);
        }
    }

    private void Section(string heading, IReadOnlyList<HelpEntry> entries)
    {
        if (entries.Count == 0)
            return;
        writer.Heading(heading);
        writer.Columns(entries);
    }

    private static string[] Words(Command command) => command is RootCommand ? [] : [.. command.Parents.OfType<Command>().SelectMany(Words), command.Name];

    private static string Usage(Command command, string[] words)
    {
        var parts = new List<string>(words.Prepend("deploycrew"));
        parts.AddRange(command.Arguments.Select(argument => argument.Arity.MinimumNumberOfValues == 0 || argument.HasDefaultValue ? $"[<{argument.Name}>]" : $"<{argument.Name}>"));
        if (command.Subcommands.Any(one => !one.Hidden))
            parts.Add(command.Action is null ? "<command>" : "[<command>]");
        return string.Join(' ', parts.Append("[options]"));
    }

    private static IEnumerable<HelpEntry> Options(Command command) => command.Options.Where(option => !option.Hidden && option is not HelpOption)
        .Select(option => option is VersionOption ? new HelpEntry(option.Name, "which version this is") : new HelpEntry(Names(option), Meaning(option, option.Description, Default(option), option.ValueType)))
        .Append(new HelpEntry("-h, --help", command is RootCommand ? "this text; of a command: deploycrew COMMAND --help" : "this text"));

    private static string Names(Option option)
    {
        var names = string.Join(", ", option.Aliases.Append(option.Name).OrderBy(name => name.Length));
        return option.ValueType == typeof(bool) ? names : $"{names} <{(option.HelpName ?? option.Name.TrimStart('-'))}>";
    }

    private static string Meaning(Symbol symbol, string? description, string? byDefault, Type type)
    {
        var choices = type == typeof(bool) || type.IsEnum || Nullable.GetUnderlyingType(type) is { IsEnum: true } ? []
            : symbol.GetCompletions(CompletionContext.Empty).Select(item => item.Label).ToList();
        // The list of what goes wrong is one of lines; what is said of it comes before.
        var (first, rest) = (description ?? "").Split('\n', 2) is [var head, var tail] ? (head, "\n" + tail) : (description ?? "", "");
        string[] parts = [first, .. choices.Count > 0 ? [$"[{string.Join(", ", choices)}]"] : (string[])[], .. byDefault is null ? [] : (string[])[$"[default:{HelpWriter.Unbroken}{byDefault}]"]];
        return string.Join(' ', parts) + rest;
    }

    private static string? Default(Argument argument) => argument.HasDefaultValue ? Text(argument.GetDefaultValue()) : null;

    private static string? Default(Option option) => option.HasDefaultValue ? Text(option.GetDefaultValue()) : null;

    private static string? Text(object? value) => value switch
    {
        null or false or Array => null,
        TimeSpan time => $"{time.TotalHours:0}h",
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}"),
    };

    // In a list of many, the beginning says enough.
    private static string FirstClause(string text) =>
        text[..new[] { ". ", "; ", ": " }.Select(end => text.IndexOf(end, StringComparison.Ordinal)).Where(index => index > 0).DefaultIfEmpty(text.Length).Min()].TrimEnd('.');
}
