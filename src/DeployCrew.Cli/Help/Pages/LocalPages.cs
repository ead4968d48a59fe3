namespace DeployCrew.Cli.Help.Pages;

internal static class LocalPages
{
    private static readonly IReadOnlyList<HelpEntry> Environment = [HelpTexts.Home, HelpTexts.Docker];

    public static IReadOnlyList<HelpPage> All { get; } =
    [
        new("local")
        {
            Notes = ["It speaks AWS's protocols over a real registry, real tasks and a real TLS load balancer, on loopback. A run starts it; it goes on until it is put down."],
            Examples = [new("deploycrew local up", "starts it"), new("deploycrew local status", "where it answers"), new("deploycrew local down", "stops it")],
            Environment = Environment,
            Files = [HelpTexts.Cloud],
        },
        new("local up")
        {
            Examples = [new("deploycrew local up", "in us-east-1"), new("deploycrew local up --region eu-west-1 --format json", "elsewhere; endpoint and credentials as data")],
            Environment = Environment,
            Files = [HelpTexts.Cloud],
        },
        new("local status")
        {
            Examples = [new("deploycrew local status", "endpoint, registry, region, process"), new("deploycrew local status --format json", "with the credentials, for other tools")],
            Environment = Environment,
        },
        new("local logs") { Examples = [new("deploycrew local logs", "what its process has written")], Environment = Environment, Files = [HelpTexts.Cloud] },
        new("local down") { Examples = [new("deploycrew local down", "stops its tasks, too")], Environment = Environment, Files = [HelpTexts.Cloud] },
        new("local fault")
        {
            Notes = ["Bad days, for rehearsing them. They hold for whoever calls the local cloud."],
            Examples =
            [
                new("deploycrew local fault", "which there are"),
                new("deploycrew local fault add throttle --percent 50", "every second call is refused"),
                new("deploycrew local fault clear", "ends all of them"),
            ],
            Environment = Environment,
        },
        new("local fault add")
        {
            Examples =
            [
                new("deploycrew local fault add throttle --service ecs --percent 30", "ECS refuses 30 of a hundred calls"),
                new("deploycrew local fault add lost --operation UpdateService --times 1", "one answer is lost after the service was updated"),
                new("deploycrew local fault add slow --service registry --seconds 5", "the registry answers five seconds late"),
            ],
            Environment = Environment,
        },
        new("local fault clear")
        {
            Examples = [new("deploycrew local fault clear 2", "the one of this number"), new("deploycrew local fault clear", "all")],
            Environment = Environment,
        },
        new("local alarm")
        {
            Examples =
            [
                new("deploycrew local alarm", "all that there are"),
                new("deploycrew local alarm checkout-5xx alarm", "sets one off: a deployment that looks at it rolls back"),
                new("deploycrew local alarm checkout-5xx ok", "and puts it right again"),
            ],
            Environment = Environment,
        },
        new("local time-scale")
        {
            Examples = [new("deploycrew local time-scale 60", "ten minutes are ten seconds"), new("deploycrew local time-scale", "how it is")],
            Environment = Environment,
        },
    ];
}
