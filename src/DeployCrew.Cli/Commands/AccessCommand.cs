using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using DeployCrew.Core.Access;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Ports;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew access</c>: tokens for the web page's API, and what was done with them.</summary>
internal static class AccessCommand
{
    private const int ShownAudit = 200;

    private delegate Task<AccessPlace> Open(ParseResult parsed, CancellationToken cancellationToken);

    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var store = new TeamOptions().Store;
        store.Recursive = true;
        Task<AccessPlace> OpenAsync(ParseResult parsed, CancellationToken token) => AccessPlace.OpenAsync(parsed, store, services, token);
        return new Command("access", "Tokens for the web page's API, and the trail of what was done with it.")
        {
            Make(OpenAsync, services, terminal), List(OpenAsync, services, terminal), Revoke(OpenAsync, services, terminal), Audit(OpenAsync, terminal), store,
        };
    }

    private static Command Make(Open open, IServiceProvider services, Terminal terminal)
    {
        var name = new Argument<string>("name") { Description = "what it is called: who or what will hold it" };
        var scope = new Option<string>("--scope") { Description = "viewer looks; operator uploads, starts, cancels, resumes; approver approves and destroys, too", Required = true };
        scope.AcceptOnlyFromAmong("viewer", "operator", "approver");
        var expires = SharedOptions.Span("--expires", "how long it holds: 90m, 24h, 30d; default: until it is revoked");
        var command = new Command("create", "Makes a token, and prints it: it cannot be had again.") { name, scope, expires };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var access = await open(parsed, cancellationToken);
            var granted = Enum.Parse<AccessScope>(parsed.GetValue(scope)!, ignoreCase: true);
            var token = await access.Tokens.CreateAsync(parsed.GetValue(name)!, granted, parsed.GetValue(expires), Environment.UserName, cancellationToken);
            await RecordAsync(access.Store, services, "access create", parsed.GetValue(name)!, cancellationToken);
            terminal.People.MarkupLineInterpolated($"[green]{parsed.GetValue(name)}[/] is {AccessErrors.Word(granted)}. [grey]Keep the token as you keep a password; it is shown this once.[/]");
            terminal.Out.WriteLine(token);
        });
        return command;
    }

    private static Command List(Open open, IServiceProvider services, Terminal terminal)
    {
        var format = SharedOptions.Format();
        var command = new Command("list", "Lists the tokens; never the tokens' text.") { format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var access = await open(parsed, cancellationToken);
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            var tokens = await access.Store.TokensAsync(cancellationToken);
            if (parsed.GetValue(format) == "json")
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(
                    tokens.Select(one => new { one.Name, one.Scope, one.CreatedAt, one.CreatedBy, one.ExpiresAt, one.LastUsedAt, expired = !one.IsLive(now) }), JsonFormat.Indented));
                return;
            }

            var table = new Table().Border(TableBorder.None).AddColumns("name", "scope", "made", "by", "until", "used last");
            foreach (var one in tokens)
                table.AddRow(new[] { one.Name, AccessErrors.Word(one.Scope), Day(one.CreatedAt), one.CreatedBy, one.IsLive(now) ? Day(one.ExpiresAt) : "expired", Day(one.LastUsedAt) }.Select(Markup.Escape).ToArray());
            terminal.People.Write(table);
        });
        return command;
    }

    private static Command Revoke(Open open, IServiceProvider services, Terminal terminal)
    {
        var name = new Argument<string>("token") { Description = "its name" };
        var command = new Command("revoke", "Ends a token, at once.") { name };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var access = await open(parsed, cancellationToken);
            await access.Tokens.RevokeAsync(parsed.GetValue(name)!, cancellationToken);
            await RecordAsync(access.Store, services, "access revoke", parsed.GetValue(name)!, cancellationToken);
            terminal.People.MarkupLineInterpolated($"{parsed.GetValue(name)} opens nothing any more.");
        });
        return command;
    }

    private static Command Audit(Open open, Terminal terminal)
    {
        var most = new Option<int>("--most") { Description = "how many of the newest", DefaultValueFactory = _ => ShownAudit };
        var format = SharedOptions.Format();
        var command = new Command("audit", "Shows who has changed something or was refused, oldest first.") { most, format };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var access = await open(parsed, cancellationToken);
            var trail = await access.Store.AuditAsync(Math.Max(1, parsed.GetValue(most)), cancellationToken);
            if (parsed.GetValue(format) == "json")
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(trail, JsonFormat.Indented));
                return;
            }

            var table = new Table().Border(TableBorder.None).AddColumns("when", "who", "from", "what", "outcome");
            foreach (var one in trail)
                table.AddRow(new[] { $"{one.At.ToLocalTime():yyyy-MM-dd HH:mm:ss}", one.Who, one.From ?? "", $"{one.What} {string.Join(' ', one.Ids.Values)}".TrimEnd(), one.Outcome }.Select(Markup.Escape).ToArray());
            terminal.People.Write(table);
        });
        return command;
    }

    private static Task RecordAsync(IAccessStore store, IServiceProvider services, string what, string name, CancellationToken cancellationToken) => store.RecordAsync(
        new AuditEntry(services.GetRequiredService<TimeProvider>().GetUtcNow(), Environment.UserName, null, what, new Dictionary<string, string> { ["name"] = name }, null, "done"), cancellationToken);

    private static string Day(DateTimeOffset? time) => time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";
}
