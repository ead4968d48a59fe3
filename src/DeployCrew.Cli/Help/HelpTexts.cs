namespace DeployCrew.Cli.Help;

/// <summary>What several pages say.</summary>
internal static class HelpTexts
{
    public static readonly HelpEntry Input = new("1", "your input: each problem is listed with its place");

    public static readonly HelpEntry Withheld = new("6", "withheld: a run ended before a change that --read-only forbids, or that nobody said yes to");

    public static readonly HelpEntry Bug = new("70", "a bug of ours");

    public static readonly HelpEntry Cancelled = new("130", "cancelled; a run can be resumed");

    public static readonly HelpEntry Home = new("DEPLOYCREW_HOME", "where DeployCrew keeps its data; default: ~/.deploycrew");

    public static readonly HelpEntry Docker = new("DOCKER_HOST", "the Docker Engine; default: the usual socket. Without an engine, apps are built and run without containers");

    public static readonly HelpEntry Aws = new("AWS_PROFILE, AWS_REGION, AWS_…", "credentials, region and endpoints, as the AWS CLI reads them");

    public static readonly HelpEntry Models = new("DEPLOYCREW_MODELS", "settings of the models: models.json; without it there are none");

    public static readonly HelpEntry CodeBuild = new("DEPLOYCREW_CODEBUILD_PROJECT", "project of AWS CodeBuild that images can be built by");

    public static readonly HelpEntry BuildInstance = new("DEPLOYCREW_BUILD_INSTANCE", "EC2 instance that images can be built by");

    public static readonly HelpEntry BuildBucket = new("DEPLOYCREW_BUILD_BUCKET", "bucket for the source of these two; default: that of the stacks' state");

    public static readonly HelpEntry Epoch = new("SOURCE_DATE_EPOCH", "time of the files in an image, in seconds since 1970; default: 0");

    public static readonly HelpEntry Requirements = new("requirements.json", "what is to be deployed; requirements.schema.json describes it to editors");

    public static readonly HelpEntry Run = new("~/.deploycrew/runs/RUN/", "journal.jsonl, bundle/, logs/, images/, evidence.json, report.json, report.md");

    public static readonly HelpEntry Key = new("~/.deploycrew/keys/evidence.pem", "this machine's key; the public one is beside it, with .pub at the end");

    public static readonly HelpEntry Plans = new("~/.deploycrew/plans/", "plans and their approvals");

    public static readonly HelpEntry Cloud = new("~/.deploycrew/local/", "what the local cloud remembers: state.json, registry/, s3/, ca.pem, cloud.log");

    public static readonly HelpEntry Access = new("~/.deploycrew/access/", "hashes of tokens, keys of sessions, audit.jsonl; for its owner alone");

    public static readonly HelpEntry Cache = new("~/.deploycrew/cache/builds/", "images that were built, and layers of their bases");

    public static IReadOnlyList<HelpEntry> Team { get; } =
    [
        new("DEPLOYCREW_STORE, DEPLOYCREW_ARTIFACTS", "what --store and --artifacts say"),
        new("PGPASSWORD, PGPASSFILE", "password of the store, as PostgreSQL's own programs read it"),
    ];

    public static IReadOnlyList<HelpEntry> Plain { get; } = [new("0", "done"), Input, new("2", "failed")];

    public static IReadOnlyList<HelpEntry> Running { get; } =
    [
        new("0", "verified, or unchanged and verified again"), Input, new("2", "failed: nothing new was deployed"),
        new("3", "rolled back, inconclusive, or the endpoint does not show that the new version serves"), Withheld, Cancelled,
    ];

    public static IReadOnlyList<HelpEntry> All { get; } =
    [
        new("0", "done; of a run: verified, or unchanged and verified again"), Input, new("2", "failed; of a run: nothing new was deployed"),
        new("3", "rolled back, inconclusive, or the endpoint does not show that the new version serves"),
        new("4", "drift, compare, diff --exit-code: there is a difference"), new("5", "review, diff: a bundle is not what was signed, or is dangerous to unpack"), Withheld, Bug, Cancelled,
    ];

    public static IReadOnlyList<HelpEntry> Engines { get; } = [Home, Docker, Aws];

    public static IReadOnlyList<HelpEntry> Accounts { get; } = [Home, Aws];

    public static IReadOnlyList<HelpEntry> Builders { get; } = [Home, Docker, CodeBuild, BuildInstance, BuildBucket, Epoch, Aws];
}
