namespace DeployCrew.Cli.Help.Pages;

internal static class DeployPages
{
    public static IReadOnlyList<HelpPage> All { get; } =
    [
        new("run")
        {
            Notes =
            [
                "Plan, infrastructure, image, push, rollout, verification: what is done already and unchanged stays done. On the local cloud unless --target says aws.",
                "Nothing is changed when the run would lose data, replace what nobody changed, fail a check or leave a finding of the policy: each refusal names the way out.",
                "--approval and --read-only hold for what the agents may do: stack, push, rollout and what is noted after it; images too, where a machine of the account builds them.",
            ],
            Examples =
            [
                new("deploycrew run samples/hello-node", "on the local cloud of this machine"),
                new("deploycrew run requirements.json --app app.zip --env dev --format json", "a zipped app, and the report as data"),
                new("deploycrew run . --env prod --target aws", "in the account of your AWS credentials, with Pulumi"),
                new("deploycrew run . --env prod --target aws --engine tofu --wait-until stable", "with OpenTofu, until no task is on its way and no target drains"),
                new("deploycrew run . --env dev --target aws --approval ask", "asks here before each change: y goes on, all else ends it"),
                new("deploycrew run . --env dev --target aws --read-only", "as far as it comes without a change; exit code 6"),
            ],
            ExitCodes = HelpTexts.Running,
            Environment = HelpTexts.Builders,
            Files = [HelpTexts.Requirements, HelpTexts.Run, HelpTexts.Cache],
        },
        new("resume")
        {
            Examples =
            [
                new("deploycrew resume", "the newest run"),
                new("deploycrew resume b689", "the one whose name ends so"),
            ],
            ExitCodes = HelpTexts.Running,
            Environment = HelpTexts.Builders,
            Files = [HelpTexts.Run],
        },
        new("rollout")
        {
            Notes = ["Rollouts are ECS's own service deployments. A run that is watching one goes on watching, and ends as the deployment does."],
            Examples = [new("deploycrew rollout status . --env prod", "what runs, and what is under way")],
            Environment = HelpTexts.Accounts,
        },
        new("rollout status")
        {
            Examples =
            [
                new("deploycrew rollout status . --env prod --target aws", "weights, tasks per version, and what is under way"),
                new("deploycrew rollout status . --service web --format json", "one service, as data"),
            ],
            Environment = HelpTexts.Accounts,
        },
        new("rollout pause")
        {
            Examples = [new("deploycrew rollout pause . --env prod --target aws", "no more traffic is shifted, until it is continued")],
            Environment = HelpTexts.Accounts,
        },
        new("rollout continue")
        {
            Examples = [new("deploycrew rollout continue . --env prod --target aws", "answers deploy.approveTraffic, an inconclusive analysis, or a pause")],
            Environment = HelpTexts.Accounts,
        },
        new("rollout abort")
        {
            Examples = [new("deploycrew rollout abort . --env prod --target aws --service web", "the earlier version of web has all of the traffic again")],
            Environment = HelpTexts.Accounts,
        },
        new("rollout swap")
        {
            Examples = [new("deploycrew rollout swap . --env prod --target aws", "when a run says DC5016")],
            Environment = HelpTexts.Accounts,
        },
        new("rollback")
        {
            Notes = ["It is checked first that the image is still there; the last 30 that were deployed are kept. What comes out is verified as after a run."],
            Examples =
            [
                new("deploycrew rollback . --env prod --target aws", "what was live before"),
                new("deploycrew rollback . --env prod --target aws --service web --to web:12", "a revision of its task definition"),
            ],
            ExitCodes = HelpTexts.Running,
            Environment = HelpTexts.Accounts,
            Files = [HelpTexts.Run],
        },
        new("serve")
        {
            Notes =
            [
                "Without more the page is for this machine only: it listens on the loopback interface, takes requests from its own pages alone, and asks nobody who they are.",
                "With --store and --artifacts the runs are carried out by workers ('deploycrew worker'), on this machine or others.",
                "For others it needs a name (--public-url), TLS (--certificate and --key, or --trusted-proxy), and to know who they are: tokens ('deploycrew access create') or an OpenID provider.",
            ],
            Examples =
            [
                new("deploycrew serve", "at http://127.0.0.1:8321/"),
                new("deploycrew serve --port 0", "on any free port, which is printed"),
                new("deploycrew serve --listen 0.0.0.0 --port 443 --public-url https://deploy.example.com --certificate chain.pem --key key.pem", "for others, who send tokens"),
                new("deploycrew serve --trusted-proxy 127.0.0.1/32 --public-url https://deploy.example.com --oidc-authority https://id.example.com --oidc-client-id deploycrew --oidc-approvers ops",
                    "behind a proxy of this machine, for people of the group ops"),
                new("deploycrew serve --store postgres://deploycrew@db.example.com/deploycrew --artifacts s3://crew-artifacts/runs", "for a team, with workers"),
            ],
            Environment = [.. HelpTexts.Engines, .. HelpTexts.Team, new("DEPLOYCREW_OIDC_CLIENT_SECRET", "secret that the OpenID provider gave us")],
            Files = [new("~/.deploycrew/uploads/", "requirements and apps that were uploaded"), HelpTexts.Run, HelpTexts.Access],
        },
        new("worker")
        {
            Notes =
            [
                "A run is one worker's at a time; the runs of one environment follow each other. When a worker is gone (killed, cut off), another goes on with its run after --takeover seconds, where the journal ends.",
                "The target local is the worker's own machine: give it to workers of one machine only.",
            ],
            Examples =
            [
                new("deploycrew worker --store postgres://deploycrew@db.example.com/deploycrew --artifacts s3://crew-artifacts/runs", "takes runs for AWS"),
                new("deploycrew worker --store postgres://deploycrew@127.0.0.1/deploycrew --artifacts /srv/artifacts --targets aws local --at-once 4", "takes rehearsals, too, four runs at once"),
            ],
            Environment = [.. HelpTexts.Accounts, .. HelpTexts.Team],
            Files = [new("~/.deploycrew/workers/", "where workers of this machine work")],
        },
        new("access")
        {
            Notes = ["A token is sent as 'Authorization: Bearer TOKEN'. What is kept of it is a hash."],
            Examples = [new("deploycrew access create ci --scope operator --expires 30d", "for a pipeline"), new("deploycrew access audit", "who did what")],
            Environment = [HelpTexts.Home],
            Files = [HelpTexts.Access],
        },
        new("access create")
        {
            Examples = [new("deploycrew access create ci --scope operator --expires 30d", "prints it once"), new("deploycrew access create wall --scope viewer", "for a screen on the wall")],
            Environment = [HelpTexts.Home],
            Files = [HelpTexts.Access],
        },
        new("access list")
        {
            Examples = [new("deploycrew access list", "who has one"), new("deploycrew access list --format json", "as data")],
            Environment = [HelpTexts.Home],
            Files = [HelpTexts.Access],
        },
        new("access revoke")
        {
            Examples = [new("deploycrew access revoke ci", "it opens nothing any more")],
            Environment = [HelpTexts.Home],
            Files = [HelpTexts.Access],
        },
        new("access audit")
        {
            Notes = ["Every change and every refusal is a line, also of commands that made or ended a token. Tokens, secrets and bodies are never in it."],
            Examples = [new("deploycrew access audit", "the newest 200"), new("deploycrew access audit --most 10000 --format json", "for a program")],
            Environment = [HelpTexts.Home],
            Files = [HelpTexts.Access],
        },
    ];
}
