namespace DeployCrew.Cli.Help.Pages;

internal static class CarePages
{
    public static IReadOnlyList<HelpPage> All { get; } =
    [
        new("runs")
        {
            Examples = [new("deploycrew runs", "newest first, with what they ended in"), new("deploycrew runs --format json", "the same as data")],
            Environment = [HelpTexts.Home],
            Files = [HelpTexts.Run],
        },
        new("status")
        {
            Examples = [new("deploycrew status", "of the newest run"), new("deploycrew status b689 --format json", "of the one whose name ends so, as data")],
            Environment = [HelpTexts.Home],
            Files = [HelpTexts.Run],
        },
        new("logs")
        {
            Examples = [new("deploycrew logs", "of the newest run"), new("deploycrew logs b689 --stage build", "what one stage has logged")],
            Environment = [HelpTexts.Home],
            Files = [HelpTexts.Run],
        },
        new("replay")
        {
            Notes =
            [
                "Shows who said, called and was told what, with times, models and tokens. Answers and results are those of the journal: no model is asked, nothing is done, nothing is written.",
                "The same answers are held against the same rules once more. What does not come out as it was recorded is an error (DC2015) that names turn and entry.",
            ],
            Examples =
            [
                new("deploycrew replay", "the newest run"),
                new("deploycrew replay b689 --format json", "the one whose name ends so, as data"),
            ],
            ExitCodes = [new("0", "it comes out the same"), new("1", "it does not, or there is nothing to replay"), new("2", "the journal is damaged")],
            Environment = [HelpTexts.Home],
            Files = [HelpTexts.Run],
        },
        new("diagnose")
        {
            Notes =
            [
                "Rules hold what the run has left (journal, report, evidence, logs) against known failures. Where none is sure, and the settings name a model, it is asked: it has to name the lines that its cause rests on.",
                "Nothing is deployed. Where the remedy is one value of the requirements, --write puts it there: it goes through plan and approval like any change.",
            ],
            Examples =
            [
                new("deploycrew diagnose", "of the newest run"),
                new("deploycrew diagnose b689 --format json", "of the one whose name ends so, as data"),
                new("deploycrew diagnose --models models.json --write", "asks a model where rules are unsure, and makes the proposed change in requirements.json"),
            ],
            ExitCodes = [new("0", "the cause is known, or nothing failed"), HelpTexts.Input, new("2", "nobody knows the cause")],
            Environment = [HelpTexts.Home, HelpTexts.Models],
            Files = [HelpTexts.Run],
        },
        new("verify")
        {
            Notes = ["The live endpoint is asked over HTTPS, and the answer held against the deployment, its tasks and their image digests."],
            Examples =
            [
                new("deploycrew verify . --env prod --target aws", "whether it serves, now"),
                new("deploycrew verify . --env prod --target aws --preflight", "whether a new version could go out"),
            ],
            ExitCodes = [new("0", "every check holds"), HelpTexts.Input, new("2", "of --preflight: a check fails"), new("3", "what should be live does not serve all of the traffic")],
            Environment = HelpTexts.Accounts,
        },
        new("evidence")
        {
            Examples =
            [
                new("deploycrew evidence", "of the newest run"),
                new("deploycrew evidence evidence.dsse.json --key their.pub", "that somebody sent, against the key that you trust"),
            ],
            ExitCodes = HelpTexts.Running,
            Environment = [HelpTexts.Home],
            Files = [HelpTexts.Run, HelpTexts.Key],
        },
        new("drift")
        {
            Examples = [new("deploycrew drift . --env prod --target aws", "what differs from what was applied last")],
            ExitCodes = [new("0", "nothing was changed"), HelpTexts.Input, new("2", "failed"), new("4", "something was")],
            Environment = HelpTexts.Accounts,
        },
        new("compare")
        {
            Examples = [new("deploycrew compare dev prod .", "two environments of the local cloud"), new("deploycrew compare staging prod . --target aws --format json", "two of AWS, as data")],
            ExitCodes = [new("0", "every difference is declared in the requirements"), HelpTexts.Input, new("2", "failed"), new("4", "there are differences that nobody declared")],
            Environment = HelpTexts.Accounts,
        },
        new("destroy")
        {
            Examples =
            [
                new("deploycrew destroy . --env dev --confirm hello/dev", "project and environment are typed out"),
                new("deploycrew destroy . --env prod --target aws --confirm hello/prod --include-protected-data", "with its databases and buckets"),
            ],
            Environment = HelpTexts.Accounts,
        },
    ];
}
