namespace DeployCrew.Diagnosis.Signatures;

/// <summary>Why an image cannot be built: Dockerfiles and the engine.</summary>
internal static class DockerSignatures
{
    public static IReadOnlyList<Signature> All { get; } =
    [
        new("docker-copy", Rank.Specific, Remedy.EditDockerfile,
            @"COPY failed|failed to (compute|calculate) (cache key|checksum).*(?<path>""[^""]+""|/\S+):? not found|file not found in build context|forbidden path outside the build context|copier: (stat|get).*no such file")
        {
            Cause = "The Dockerfile copies a file that is not in the build context.",
            Advice = "Correct the path, and look whether .dockerignore leaves it out.",
            Reference = References.Dockerfile,
            Sample = "ERROR: failed to solve: failed to compute cache key: failed to calculate checksum of ref abc::def: \"/dist\": not found",
            PrintedBy = "BuildKit",
        },
        new("docker-parse", Rank.Specific, Remedy.EditDockerfile,
            @"dockerfile parse error|unknown instruction: (?<word>\S+)|Dockerfile.*(syntax error|no build stage in current context)|failed to read dockerfile|file with no instructions")
        {
            Cause = "The Dockerfile cannot be read.",
            Advice = "Correct the named line; deploycrew lint shows it.",
            Reference = References.Dockerfile,
            Sample = "failed to solve: dockerfile parse error on line 3: unknown instruction: RUNN",
            PrintedBy = "BuildKit",
        },
        new("docker-engine", Rank.Specific, Remedy.FixMachine,
            @"Cannot connect to the Docker daemon|DC3501|No Docker Engine at|docker daemon (is )?not running|docker\.sock: connect: (no such file|permission denied|connection refused)")
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
            @"E: (Unable to locate package|Package .* has no installation candidate|Version .* was not found)|unable to select packages|\(no such package\)|No match for argument|does not have a Release file")
        {
            Cause = "The base image's package source does not have a system package that the Dockerfile installs.",
            Advice = "Run the package list's update in the same RUN, and correct the name for this distribution.",
            Reference = References.Dockerfile,
            Sample = "E: Unable to locate package libfoo-dev",
            PrintedBy = "apt-get",
        },
        new("docker-apt-network", Rank.Specific, Remedy.Retry,
            @"Temporary failure resolving|Failed to fetch http|E: Unable to fetch some archives|temporary error \(try again later\)|Hash Sum mismatch")
        {
            Cause = "The build did not get system packages from their server.",
            Advice = "Try again; pin a snapshot or a base image that has them when it stays so.",
            Reference = References.Dockerfile,
            Sample = "E: Failed to fetch http://deb.debian.org/debian/pool/main/c/curl/curl_7.88.1_amd64.deb  404  Not Found",
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
            @"process ""?/bin/(ba)?sh -c .*did not complete successfully: exit code|returned a non-zero code: \d+|DC3310|DC3309")
        {
            Cause = "A command of the Dockerfile failed.",
            Advice = "Read the lines before it: the command says there why.",
            Reference = References.Dockerfile,
            Sample = "ERROR: failed to solve: process \"/bin/sh -c npm run build\" did not complete successfully: exit code: 1",
            PrintedBy = "BuildKit",
            Stages = ["build", "push", "plan"],
        },
        new("docker-memory", Rank.Specific, Remedy.RaiseMemory,
            @"(signal: killed|Killed$|exit code: 137)")
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
