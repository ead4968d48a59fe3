using System.CommandLine;
using System.Text.Json;
using DeployCrew.Core.Json;
using DeployCrew.Core.Plans;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew approve</c>.</summary>
internal static class ApproveCommand
{
    public static Command Create(IServiceProvider services, Terminal terminal)
    {
        var plan = new Argument<string>("plan") { Description = "a plan's hash, six characters of it at least, or its file" };
        var validFor = SharedOptions.ValidFor("approval");
        var format = SharedOptions.Format();
        var command = new Command("approve", "Records that you have read a plan and that it may be applied.") { plan, validFor, format };
        command.SetAction(parsed =>
        {
            var approved = services.GetRequiredService<PlanStore>().Approve(parsed.GetValue(plan)!, parsed.GetValue(validFor));
            if (parsed.GetValue(format) == "json")
            {
                terminal.Out.WriteLine(JsonSerializer.Serialize(approved, JsonFormat.Indented));
                return 0;
            }

            foreach (var change in approved.Changes)
                terminal.People.MarkupLineInterpolated($"  [grey]{change}[/]");
            terminal.People.MarkupLineInterpolated($"approved by {approved.Approval!.By} until {approved.Approval.ExpiresAt:yyyy-MM-dd HH:mm} UTC");
            terminal.People.MarkupLineInterpolated($"  apply     deploycrew apply {approved.Hash[..12]}");
            return 0;
        });
        return command;
    }
}
