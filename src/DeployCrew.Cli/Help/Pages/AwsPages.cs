namespace DeployCrew.Cli.Help.Pages;

internal static class AwsPages
{
    public static IReadOnlyList<HelpPage> All { get; } =
    [
        new("doctor")
        {
            Examples =
            [
                new("deploycrew doctor", "what a rehearsal would work with"),
                new("deploycrew doctor . --env dev --target aws --engine terraform", "who would do it, where, until when, and what is missing for it"),
            ],
            ExitCodes = [new("0", "nothing is missing"), HelpTexts.Input, new("2", "something is")],
            Environment = HelpTexts.Builders,
        },
        new("bootstrap")
        {
            Examples = [new("deploycrew bootstrap .", "once per account"), new("deploycrew bootstrap . --engine terraform --format json", "with Terraform; its outputs as data")],
            Environment = HelpTexts.Accounts,
        },
        new("unlock")
        {
            Examples =
            [
                new("deploycrew unlock . --env dev --target aws", "who holds the lock, and since when"),
                new("deploycrew unlock . --env dev --target aws --id 8d0c1f52", "breaks it: only when its owner is known to be dead"),
            ],
            ExitCodes = [new("0", "it is not locked"), HelpTexts.Input, new("2", "it is or was locked, or failed")],
            Environment = HelpTexts.Accounts,
        },
    ];
}
