namespace DeployCrew.Cli.Help.Pages;

internal static class BeginPages
{
    public static IReadOnlyList<HelpPage> All { get; } =
    [
        new("init")
        {
            Notes = ["What the app is, its port and its health path are found by its files; each is told with the line that says so. A requirements.json that is there is left alone without --force."],
            Examples =
            [
                new("deploycrew init path/to/app", "writes path/to/app/requirements.json, and its schema"),
                new("deploycrew init . --from old.json", "takes over the file of the older tool"),
            ],
            Files = [HelpTexts.Requirements],
        },
        new("draft")
        {
            Notes =
            [
                "A model proposes; the draft is validated, priced and checked before it is written: each choice has its reason, what the sentence does not say and nobody can know is asked, and a budget holds by the price table.",
                "The settings name an endpoint with OpenAI's API (OpenAI, Azure, Bedrock, Ollama, vLLM), its models and what may be spent; the key stays in an environment variable.",
            ],
            Examples =
            [
                new("deploycrew draft \"a Node API with Postgres and a worker, two environments, in Ireland, under 150 dollars\" --models models.json", "writes requirements.json, and says why and what to answer"),
            ],
            ExitCodes = [new("0", "written"), HelpTexts.Input, new("2", "no draft that passes the checks; nothing was written")],
            Environment = [HelpTexts.Models],
            Files = [HelpTexts.Requirements],
        },
        new("validate")
        {
            Examples =
            [
                new("deploycrew validate requirements.json", "every problem at once, with line, column, code and remedy"),
                new("deploycrew validate path/to/app --format json", "the same for an editor"),
            ],
            ExitCodes = [new("0", "it is valid"), HelpTexts.Input],
            Files = [HelpTexts.Requirements],
        },
        new("detect")
        {
            Notes =
            [
                "Rules answer. Where they cannot, and the settings name a model, it reads the names of the app's files and the heads of some (never .env files, keys and others that hold secrets): each thing that it says has to stand in the line that it names. What it says is a proposal, which no run uses; --write puts it into requirements.json.",
            ],
            Examples =
            [
                new("deploycrew detect path/to/app", "language, version, framework, start command, port and health path"),
                new("deploycrew detect app.zip --dockerfile", "and the Dockerfile that it would be built from"),
                new("deploycrew detect . --models models.json --write", "has a model read what rules cannot tell, and writes it into requirements.json"),
            ],
            ExitCodes = [new("0", "found"), new("1", "it is nothing that is known, or could be two things; the message names the setting that answers"), new("2", "a model was asked, and gave no answer that its evidence bears out")],
            Environment = [HelpTexts.Models],
        },
        new("simulate")
        {
            Notes = ["The code that starts, watches and verifies rollouts is that of real runs; ECS and load balancer are the local cloud's. The same seed gives the same rollout."],
            Examples =
            [
                new("deploycrew simulate samples/hello-node --strategy canary", "fifteen minutes of canary, in less than a second"),
                new("deploycrew simulate . --tasks 4 --fault crash:v2:30% --fault throttle:50%:3m", "with tasks that crash, and an API that refuses"),
                new("deploycrew simulate . --fault alarm:checkout-5xx:@5m --out timeline.svg", "an alarm after five minutes, and a drawing of what comes of it"),
            ],
            ExitCodes = HelpTexts.Running,
            Files = [HelpTexts.Requirements],
        },
    ];
}
