using System.CommandLine;
using System.Runtime.InteropServices;
using DeployCrew.Rehearsal.Hosting;

namespace DeployCrew.Cli.Commands;

/// <summary><c>deploycrew local serve</c>: the background process itself. <c>local up</c> starts it.</summary>
internal static class LocalServeCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--folder") { Required = true };
        var region = new Option<string>("--region") { Required = true };
        var command = new Command("serve", "Serves the local cloud in the foreground.") { folder, region };
        command.Hidden = true;
        command.SetAction(async (parsed, _) =>
        {
            Session.Detach();
            await using var cloud = new LocalCloud(parsed.GetValue(folder)!, parsed.GetValue(region)!, dockerHost: null, TimeProvider.System);
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
            {
                context.Cancel = true;
                cloud.StopRequested.TrySetResult();
            });
            await cloud.StartAsync(CancellationToken.None);
            await cloud.StopRequested.Task;
            await cloud.StopAsync(CancellationToken.None);
            return 0;
        });
        return command;
    }
}
