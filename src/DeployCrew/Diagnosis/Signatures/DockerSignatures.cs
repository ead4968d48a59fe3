namespace DeployCrew.Diagnosis.Signatures;

/// <summary>Why an image cannot be built: Dockerfiles and the engine.</summary>
internal static class DockerSignatures
{
    public static IReadOnlyList<Signature> All { get; } =
    [
        new("docker-copy", Rank.Specific, Remedy.EditDockerfile,
            @"COPY failed|failed to (compute|calculate) (cache key|checksum).*(?<path>""[^""]+""|/\S+):? not found|file not found in build context|forbidden path outside the build context|copier: (stat|get).*no such file|ADD failed|failed to walk|lstat \S+: no such file|unable to prepare context|""/?[\w./*-]+"": not found|resolving src.*no such file|failed to get fileinfo for|no such file or directory.*build context|(checking|building) .*(COPY|ADD) .*(no such file|no items matching)|no source files were specified|When using COPY with more than one source|^[\w./-]+: no such file or directory$")
        {
            Cause = "The Dockerfile copies a file that is not in the build context.",
            Advice = "Correct the path, and look whether .dockerignore leaves it out.",
            Reference = References.Dockerfile,
            Sample = "ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref abc::def: \"/dist\": not found",
            PrintedBy = "BuildKit",
        },
        new("docker-parse", Rank.Specific, Remedy.EditDockerfile,
            @"dockerfile parse error|unknown instruction: (?<word>\S+)|Dockerfile.*(syntax error|no build stage in current context)|failed to read dockerfile|file with no instructions|unable to evaluate symlinks in Dockerfile path|Cannot locate (specified )?Dockerfile|requires (at least|exactly) (one|two|\d) arguments?$|Dockerfile .*cannot be empty|Unknown flag: |unexpected end of statement|Syntax error - can.t find =|no build stage in current context|(open|find) \S*Dockerfile\S*: no such file|process .*Dockerfile.*(not found|no such file)")
        {
            Cause = "The Dockerfile cannot be read.",
            Advice = "Correct the named line; deploycrew lint shows it.",
            Reference = References.Dockerfile,
            Sample = "failed to solve: dockerfile parse error on line 3: unknown instruction: RUNN",
            PrintedBy = "BuildKit",
        },
        new("docker-engine", Rank.Specific, Remedy.FixMachine,
            @"Cannot connect to the Docker daemon|DC3501|No Docker Engine at|docker daemon (is )?not running|docker\.sock: connect: (no such file|permission denied|connection refused)|error during connect|permission denied while trying to connect to the Docker|Is the docker daemon running|dial unix .*docker\.sock|failed to connect to the docker API|open //./pipe/docker|listing workers for Build|unable to connect to Podman")
        {
            Cause = "No Docker Engine answers on the machine that builds.",
            Advice = "Start it, set DOCKER_HOST, or use another builder.",
            Reference = References.Dockerfile,
            Sample = "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
            PrintedBy = "docker",
        },
        new("docker-disk", Rank.Specific, Remedy.FixMachine,
            @"no space left on device|ENOSPC|disk quota exceeded|not enough space on the disk")
        {
            Cause = "The disk of the machine that builds is full.",
            Advice = "Free space there (docker system df shows what has it).",
            Reference = References.Dockerfile,
            Sample = "write /var/lib/docker/tmp/GetImageBlob123: no space left on device",
            PrintedBy = "Docker Engine",
            Stages = ["build", "push", "plan"],
        },
        new("docker-apt", Rank.Specific, Remedy.EditDockerfile,
            @"E: (Unable to locate package|Package .* has no installation candidate|Version .* was not found)|unable to select packages|\(no such package\)|No match for argument|does not have a Release file|held broken packages|unmet dependencies|E: Version|Failed to fetch http.*404|no longer has a Release file|No package \S+ available|Unable to find a match|nothing provides|Cannot find a valid baseurl|E: Package .* has no|is not available, but is referred to|unsatisfiable constraints|breaks: world|required by: world|conflicts: ")
        {
            Cause = "The base image's package source does not have a system package that the Dockerfile installs.",
            Advice = "Run the package list's update in the same RUN, and correct the name for this distribution.",
            Reference = References.Dockerfile,
            Sample = "E: Unable to locate package libfoo-dev",
            PrintedBy = "apt-get",
        },
        new("docker-apt-network", Rank.Specific, Remedy.Retry,
            @"Temporary failure resolving|Failed to fetch http.*(Could not connect|Unable to connect|timed out|50[234]|Connection|Temporary)|Could not connect to (deb|archive|security|ports|dl-cdn)\S*|Unable to connect to \S+:(http|80|443)|E: Unable to fetch some archives|temporary error \(try again later\)|Hash Sum mismatch|(apk|dl-cdn|APKINDEX).*(temporary error|network error|IO ERROR|could not connect|DNS)|Cannot download repomd\.xml|All mirrors were tried|Failed to download metadata|Connection (failed|timed out).*\[IP|Mirror sync in progress|unexpected size")
        {
            Cause = "The build did not get system packages from their server.",
            Advice = "Try again; pin a snapshot or a base image that has them when it stays so.",
            Reference = References.Dockerfile,
            Sample = "W: Failed to fetch http://deb.debian.org/debian/dists/bookworm/InRelease  Temporary failure resolving 'deb.debian.org'",
            PrintedBy = "apt-get",
            Stages = ["build", "push", "plan"],
        },
        new("docker-stage", Rank.Specific, Remedy.EditDockerfile,
            @"invalid from flag value|target stage .(?<name>[\w-]+). could not be found|failed to reach build target")
        {
            Cause = "The Dockerfile names a stage that it does not have.",
            Advice = "Correct the name after AS, --from or --target.",
            Reference = References.Dockerfile,
            Sample = "failed to solve: target stage \"prod\" could not be found",
            PrintedBy = "BuildKit",
        },
        new("docker-run", Rank.General, Remedy.EditDockerfile,
            @"process ""?/bin/(ba)?sh -c .*did not complete successfully: exit code|returned a non-zero code: \d+|DC3310|DC3309|executor failed running \[|building at STEP|error building stage: failed to execute command|while running runtime: exit status|The command .*/bin/(ba)?sh -c .*returned|did not complete successfully: exit code")
        {
            Cause = "A command of the Dockerfile failed.",
            Advice = "Read the lines before it: the command says there why.",
            Reference = References.Dockerfile,
            Sample = "ERROR: failed to solve: process \"/bin/sh -c npm run build\" did not complete successfully: exit code: 1",
            PrintedBy = "BuildKit",
            Stages = ["build", "push", "plan"],
        },
        new("docker-memory", Rank.Specific, Remedy.RaiseMemory,
            @"(signal: killed|Killed$|exit code: 137|(failed|exited) with (exit )?code:? 137|errno 137|signal: 9, SIGKILL|Killed signal terminated program|daemon disappeared unexpectedly|cannot allocate memory)")
        {
            Cause = "A command of the build was killed, mostly for want of memory.",
            Advice = "Give the builder more memory, or let the build use less.",
            Reference = References.Dockerfile,
            Sample = "ERROR: process \"/bin/sh -c npm run build\" did not complete successfully: exit code: 137",
            PrintedBy = "BuildKit",
            Stages = ["build", "push", "plan"],
        },
    ];
}
