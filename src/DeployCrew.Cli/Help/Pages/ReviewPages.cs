namespace DeployCrew.Cli.Help.Pages;

internal static class ReviewPages
{
    public static IReadOnlyList<HelpPage> All { get; } =
    [
        new("bundle")
        {
            Examples =
            [
                new("deploycrew bundle path/to/app -o out.zip", "what a reviewer gets"),
                new("deploycrew bundle . -o out.zip --terraform --sign", "with a Terraform program too, and a signature"),
            ],
            Environment = [HelpTexts.Home],
            Files = [HelpTexts.Key],
        },
        new("review")
        {
            Notes = ["A bundle is a stranger's input: nothing of it is unpacked to disk or run. Everything is generated anew from the requirements inside, and the bundle is held against that, its manifest and its signature."],
            Examples =
            [
                new("deploycrew review requirements.json", "100 rules of the policy, offline"),
                new("deploycrew review out.zip --key theirs.pub", "a bundle, against the key that you trust"),
                new("deploycrew review out.zip --format html -o report.html", "a report to open offline"),
                new("deploycrew review . --format sarif -o review.sarif --fail-on medium", "for code scanning"),
            ],
            ExitCodes =
            [
                new("0", "it passes"), HelpTexts.Input, new("2", "a finding is at --fail-on, or a bundle was changed"),
                new("5", "a bundle is not what was signed, or is dangerous to unpack"),
            ],
            Environment = [HelpTexts.Home],
            Files = [HelpTexts.Key],
        },
        new("diff")
        {
            Examples =
            [
                new("deploycrew diff old.zip new.zip", "two bundles"),
                new("deploycrew diff main.json requirements.json --format markdown", "two requirements files, for a pull request's comment"),
                new("deploycrew diff old.zip new.zip --exit-code", "for CI"),
            ],
            ExitCodes = [new("0", "done"), HelpTexts.Input, new("4", "with --exit-code: there is a difference"), new("5", "a bundle is dangerous to unpack")],
        },
        new("diagram")
        {
            Examples =
            [
                new("deploycrew diagram . --env prod -o prod.svg", "a picture"),
                new("deploycrew diagram . --env prod --format mermaid", "text that GitHub and GitLab draw"),
            ],
        },
    ];
}
