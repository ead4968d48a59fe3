namespace DeployCrew.Diagnosis.Signatures;

/// <summary>Why builds fail outside of packages: engines, tests, sources of code.</summary>
internal static class BuildSignatures
{
    public static IReadOnlyList<Signature> All { get; } =
    [
        new("docker-buildkit", Rank.Specific, Remedy.FixMachine,
            @"requires BuildKit|exporter does not currently support|feature is currently not supported for( the)? docker driver|not supported for( the)? docker driver|buildx: command not found|.buildx. is not a docker command|unknown flag: --(platform|mount|secret|cache-from|load|push)|Multi-platform build is not supported|BuildKit is enabled but the buildx component is missing|unknown shorthand flag|is only supported on a Docker daemon with experimental")
        {
            Cause = "The Docker Engine cannot build this Dockerfile so: BuildKit, buildx or its driver is missing.",
            Advice = "Turn BuildKit on, install buildx, or create a builder: docker buildx create --use.",
            Reference = References.Dockerfile,
            Sample = "the --mount option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled",
            PrintedBy = "Docker Engine",
        },
        new("docker-name", Rank.Specific, Remedy.FixMachine,
            @"container name .* is already in use|Pool overlaps with other one|non-overlapping IPv4 address pool|network \S+ (was )?not found|declared as external, but could not be found")
        {
            Cause = "A container or network of this name or range is on the machine, or is missing there.",
            Advice = "Remove what is left over (docker ps -a, docker network ls), then again.",
            Reference = References.Dockerfile,
            Sample = "Error response from daemon: Conflict. The container name \"/web\" is already in use by container \"abc\".",
            PrintedBy = "Docker Engine",
        },
        new("docker-secret", Rank.Specific, Remedy.SetVariable,
            @"secret \S+:? not found|failed to get secret|unset ssh forward key|could not parse ssh: .*(no such file|invalid)|SSH_AUTH_SOCK")
        {
            Cause = "The build was not given a secret or key that the Dockerfile mounts.",
            Advice = "Hand it over with --secret or --ssh.",
            Reference = References.BuildSecrets,
            Sample = "ERROR: failed to solve: failed to solve with frontend dockerfile.v0: secret npm_token: not found",
            PrintedBy = "BuildKit",
            Stages = ["build", "push", "plan"],
        },
        new("docker-apt-key", Rank.Specific, Remedy.EditDockerfile,
            @"NO_PUBKEY|At least one invalid signature|EXPKEYSIG|GPG error|is not signed|UNTRUSTED signature|GPG key .* (not|fail)|public key .* is not (installed|available)|repository .* is not signed|BAD signature")
        {
            Cause = "The package source's signature is not accepted: its key is missing or too old for the base image.",
            Advice = "Take a newer base image, or install the source's key.",
            Reference = References.Dockerfile,
            Sample = "W: GPG error: http://deb.debian.org/debian bookworm InRelease: The following signatures couldn't be verified because the public key is not available: NO_PUBKEY 0E98404D386FA1D9",
            PrintedBy = "apt-get",
            Stages = ["build", "push", "plan"],
        },
        new("tests-failed", Rank.Specific, Remedy.FixApp,
            @"There (are|were) (test failures|failing tests)|Tests run: .*(Failures|Errors): [1-9]|Test Run Failed|FAILED \(failures=|Tests:\s+\d+ failed|[1-9]\d* failed, \d+ passed|^FAILED tests?/|Failed!\s+- Failed:\s+[1-9]|--- FAIL: ")
        {
            Cause = "Tests failed during the build.",
            Advice = "Correct what they found; run them before the image is built.",
            Reference = References.Dockerfile,
            Sample = "[ERROR] There are test failures.",
            PrintedBy = "Maven",
            Stages = ["build", "push", "plan"],
        },
        new("frontend-import", Rank.Specific, Remedy.FixDependency,
            @"Module not found: (Error: )?Can.t resolve .(?<module>[^'`]+)|Rollup failed to resolve import|Could not resolve ['].|Cannot resolve module|failed to resolve import|Module not found: (Package path|Error)|Can.t resolve '|Unable to resolve module")
        {
            Cause = "The front end imports a module that is not installed, or not in the build context.",
            Advice = "Add it to package.json; look at capital letters in the path, and at .dockerignore.",
            Reference = References.NodeErrors,
            Sample = "Module not found: Error: Can't resolve './components/Header' in '/app/src'",
            PrintedBy = "webpack",
        },
        new("frontend-build", Rank.General, Remedy.FixApp,
            @"Error occurred prerendering page|Export encountered (errors|an error)|Failed to collect page data|error during build|webpack errors|Build optimization failed|Build error occurred|An unhandled exception occurred: |Failed to build|build failed$")
        {
            Cause = "The front end's build ended with an error.",
            Advice = "Read the lines around it, and correct the named page or file.",
            Reference = References.NodeErrors,
            Sample = "Error occurred prerendering page \"/about\". Read more: https://nextjs.org/docs/messages/prerender-error",
            PrintedBy = "Next.js",
            Stages = ["build", "push", "plan"],
        },
        new("npm-manifest", Rank.Specific, Remedy.EditDockerfile,
            @"npm (ERR!|error).*(ENOENT|enoent).*package\.json|Could not read package\.json|Couldn.t find a package\.json|NO_PKG_MANIFEST|No package\.json (was )?found|EJSONPARSE|Failed to parse (package\.json|json)|package\.json.*(not valid JSON|Unexpected)")
        {
            Cause = "package.json is not where npm looks for it, or is not valid JSON.",
            Advice = "Copy it into the image before the install, and set WORKDIR; correct the JSON.",
            Reference = References.NpmCi,
            Sample = "npm ERR! enoent ENOENT: no such file or directory, open '/app/package.json'",
            PrintedBy = "npm",
        },
        new("npm-permission", Rank.Specific, Remedy.EditDockerfile,
            @"npm (ERR!|error).*(EACCES|EPERM|permission denied)|EACCES: permission denied, (mkdir|open|scandir|unlink|rename|access|symlink).*(node_modules|/\.npm|/usr/local/lib|\.yarn|\.next|pnpm)|Missing write access to")
        {
            Cause = "The image's user may not write where npm does.",
            Advice = "Give the folder to the user (COPY --chown), or install before USER.",
            Reference = References.NpmCi,
            Sample = "npm ERR! Error: EACCES: permission denied, mkdir '/app/node_modules'",
            PrintedBy = "npm",
            Stages = ["build", "push", "plan"],
        },
        new("npm-run", Rank.Consequence, Remedy.FixApp,
            @"npm (ERR!|error).*(code ELIFECYCLE|Failed at the .* script|command failed|Lifecycle script)|error Command failed with exit code|ERR_PNPM_RECURSIVE_RUN|\bELIFECYCLE\b")
        {
            Cause = "A script of package.json failed.",
            Advice = "Read the lines before it: the script says there why.",
            Reference = References.NpmCi,
            Sample = "npm ERR! code ELIFECYCLE",
            PrintedBy = "npm",
        },
    ];
}
