namespace DeployCrew.Cli.Help.Pages;

internal static class PlanPages
{
    public static IReadOnlyList<HelpPage> All { get; } =
    [
        new("plan")
        {
            Notes =
            [
                "Without --env: stages, resources per environment, cost. With it: every change with the property that causes it, images, findings.",
                "The hash is over requirements, bundle, preview, image digests, account, region, engine and strategy: apply refuses when one of them has changed.",
            ],
            Examples =
            [
                new("deploycrew plan samples/hello-node", "what there would be"),
                new("deploycrew plan . --env prod --target aws --out plan.json", "every change, to be approved elsewhere"),
                new("deploycrew plan . --env prod --accept-loss orders-table", "with a table that may go"),
            ],
            ExitCodes = [new("0", "a run would go ahead"), HelpTexts.Input, new("2", "failed, or a run would refuse: each refusal is listed")],
            Environment = HelpTexts.Builders,
            Files = [HelpTexts.Requirements, HelpTexts.Plans],
        },
        new("explain")
        {
            Notes = ["A model words it. Each sentence has to cite resources, findings or costs that exist, and may say only numbers that they have: what does not is left out here, and counted."],
            Examples =
            [
                new("deploycrew explain . --env prod --models models.json", "what the environment's stack is, what it exposes and costs"),
                new("deploycrew explain --plan 3f9a41c07d52 --models models.json", "what a plan would do"),
            ],
            ExitCodes = [new("0", "explained"), HelpTexts.Input, new("2", "the model said nothing that rests on facts")],
            Environment = [HelpTexts.Models, HelpTexts.Home],
            Files = [HelpTexts.Requirements, HelpTexts.Plans],
        },
        new("approve")
        {
            Examples = [new("deploycrew approve 3f9a41c07d52", "a plan of this machine"), new("deploycrew approve plan.json --valid-for 7d", "one that was sent, for a week")],
            Environment = [HelpTexts.Home],
            Files = [HelpTexts.Plans],
        },
        new("apply")
        {
            Examples = [new("deploycrew apply 3f9a41c07d52", "a plan of this machine"), new("deploycrew apply plan.json --path requirements.json --app app.zip", "one that was made elsewhere")],
            ExitCodes = HelpTexts.Running,
            Environment = HelpTexts.Builders,
            Files = [HelpTexts.Plans, HelpTexts.Run],
        },
        new("preflight")
        {
            Examples =
            [
                new("deploycrew preflight . --env prod --target aws", "before anything is created"),
                new("deploycrew preflight . --env prod --target aws --request-quotas", "and asks AWS for what is too small"),
            ],
            ExitCodes = [new("0", "every check passes"), HelpTexts.Input, new("2", "one fails")],
            Environment = HelpTexts.Accounts,
        },
    ];
}
