namespace DeployCrew.Diagnosis.Signatures;

/// <summary>What a wider rule would take for something else: these are asked first.</summary>
internal static class FirstSignatures
{
    public static IReadOnlyList<Signature> All { get; } =
    [
        new("registry-helper", Rank.Specific, Remedy.FixMachine,
            @"docker-credential-[\w-]+.*(executable file not found|not found|exit status)|error (getting|storing|saving) credentials")
        {
            Cause = "The helper that keeps the registry's credentials does not work on this machine.",
            Advice = "Install it, or take credsStore out of ~/.docker/config.json.",
            Reference = References.EcrErrors,
            Sample = "error getting credentials - err: exec: \"docker-credential-desktop\": executable file not found in $PATH, out: ``",
            PrintedBy = "docker",
        },
        new("script-line-ends", Rank.Specific, Remedy.EditDockerfile,
            @"(sh|bash|python3?|node|ruby)\\r|\^M|\$?'\\r'|bad interpreter|cannot execute: required file not found")
        {
            Cause = "A script of the image has Windows line ends (CRLF), or names an interpreter that is not there.",
            Advice = "Keep scripts with LF (.gitattributes: *.sh text eol=lf), and name an interpreter of the image.",
            Reference = References.Dockerfile,
            Sample = "/usr/bin/env: 'bash\\r': No such file or directory",
            PrintedBy = "env",
        },
        new("probe-tool", Rank.Specific, Remedy.EditDockerfile,
            @"(curl|wget|nc): (command )?not found|exec: .{0,3}(curl|wget|nc)\W{1,3} executable file not found")
        {
            Cause = "The health check calls a program that the image does not have.",
            Advice = "Install curl or wget in the image, or ask with what the app's runtime has.",
            Reference = References.Dockerfile,
            Sample = "/bin/sh: curl: not found",
            PrintedBy = "a shell",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("git-missing", Rank.Specific, Remedy.EditDockerfile,
            @"spawn git|exec: .{0,3}git.{0,3} executable file not found|Cannot find command .git.|\bgit: (command )?not found|git was not found in your PATH|Git executable not found|No such file or directory.{0,6} .git\b|git executable must be specified|error: command .?git")
        {
            Cause = "The build fetches a dependency by git, which the image does not have.",
            Advice = "Install git in the build stage, or take the package from its registry.",
            Reference = References.Dockerfile,
            Sample = "ERROR: Cannot find command 'git' - do you have 'git' installed and in your PATH?",
            PrintedBy = "pip",
            Stages = ["build", "push", "plan"],
        },
        new("git-auth", Rank.Specific, Remedy.RenewCredentials,
            @"terminal prompts disabled|could not read (Username|Password) for|Host key verification failed|Permission denied \(publickey|fatal: Authentication failed|remote: Repository not found|repository .* not found$|Support for password authentication was removed|failed to authenticate when downloading repository")
        {
            Cause = "The build may not read a private git repository.",
            Advice = "Give the build a token or key as a secret (--mount=type=ssh or type=secret), not in the Dockerfile.",
            Reference = References.BuildSecrets,
            Sample = "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
            PrintedBy = "git",
        },
        new("system-library", Rank.Specific, Remedy.EditDockerfile,
            @"fatal error: [\w./+-]+\.h(pp)?: No such file|cannot find -l\w+|linker .(cc|link\.exe|\w+-gcc). not found|C compiler .{0,20}not found|exec: .{0,3}(gcc|cc|g\+\+|clang).{0,3} executable file not found|No CMAKE_\w+_COMPILER|no acceptable C compiler|Could not find directory of OpenSSL|system library .* required by crate|No package '[\w.+-]+' found|pkg-config.{0,40}(not found|could not (be found|run))|failed to run custom build command for|(gcc|g\+\+|cc|make|cmake|clang|protoc): (command )?not found|Could not find .?protoc|protoc.{0,20}(not found|failed)|Unable to find libclang|configure: error: |CMake Error at|Package requirements \(.*\) were not met|error: linking with")
        {
            Cause = "The image lacks a compiler, a header or a system library that the build needs.",
            Advice = "Install it in the build stage (build-base or build-essential, pkg-config, the -dev package that is named).",
            Reference = References.Dockerfile,
            Sample = "fatal error: libpq-fe.h: No such file or directory",
            PrintedBy = "a compiler",
            Stages = ["build", "push", "plan"],
        },
        new("build-wrapper", Rank.Specific, Remedy.EditDockerfile,
            @"(gradlew|mvnw).{0,4}: .*(not found|Permission denied|No such file)|GradleWrapperMain|MavenWrapperMain|\.mvn/wrapper/maven-wrapper\.properties")
        {
            Cause = "The build's wrapper (gradlew, mvnw) is not in the image, or may not be executed.",
            Advice = "Copy the wrapper with its folder (gradle/wrapper, .mvn), make it executable, and keep its line ends LF.",
            Reference = References.Dockerfile,
            Sample = "/bin/sh: 1: ./gradlew: Permission denied",
            PrintedBy = "a shell",
            Stages = ["build", "push", "plan"],
        },
        new("command-permission", Rank.Specific, Remedy.EditDockerfile,
            @"(sh|bash): (line )?(\d+: )?(?<program>[\w./-]+): Permission denied")
        {
            Cause = "{program} may not be executed in the image.",
            Advice = "Make it executable (COPY --chmod=755, or chmod in the same RUN).",
            Reference = References.Dockerfile,
            Sample = "/bin/sh: 1: ./build.sh: Permission denied",
            PrintedBy = "a shell",
        },
        new("node-native", Rank.Specific, Remedy.EditDockerfile,
            @"Could not load the .sharp. module|compiled against a different Node\.js version|NODE_MODULE_VERSION|invalid ELF header|Cannot find native binding|@rollup/rollup-|esbuild for another platform|(Query|Schema) ?Engine.{0,60}(not found|could not locate|for (the )?runtime|current platform)|could not locate the Query Engine|lightningcss[.-](linux|darwin|win)|wrong ELF class|@(next/swc|swc/core|parcel/watcher|tailwindcss/oxide|esbuild|img/sharp)-?\w*-(linux|darwin|win32)|Failed to load SWC binary|binding\.node")
        {
            Cause = "A native Node.js module in the image is for another platform or another Node.js.",
            Advice = "Install the modules inside the image for its platform; keep node_modules in .dockerignore.",
            Reference = References.NodeErrors,
            Sample = "Error: Could not load the \"sharp\" module using the linuxmusl-x64 runtime",
            PrintedBy = "Node.js",
        },
        new("node-esm", Rank.Specific, Remedy.FixApp,
            @"ERR_REQUIRE_ESM|require\(\) of ES Module|Cannot use import statement outside a module|ERR_UNKNOWN_FILE_EXTENSION|ERR_UNSUPPORTED_DIR_IMPORT|is not defined in ES module scope|does not provide an export named|ERR_PACKAGE_PATH_NOT_EXPORTED|Unknown file extension|Named export .* not found")
        {
            Cause = "The app mixes CommonJS and ES modules in a way that this Node.js does not take.",
            Advice = "Set type in package.json to what the code is, or take the version of the package that fits.",
            Reference = References.NodeErrors,
            Sample = "Error [ERR_REQUIRE_ESM]: require() of ES Module /app/node_modules/chalk/source/index.js from /app/index.js not supported.",
            PrintedBy = "Node.js",
        },
        new("machine-clock", Rank.Specific, Remedy.FixMachine,
            @"is not valid yet \(invalid for|clock skew detected|certificate is not yet valid")
        {
            Cause = "The clock of the machine that builds is wrong.",
            Advice = "Set its clock; a virtual machine loses it while it sleeps.",
            Reference = References.Dockerfile,
            Sample = "E: Release file for http://deb.debian.org/debian/dists/bookworm/InRelease is not valid yet (invalid for another 2h 3min 4s).",
            PrintedBy = "apt-get",
            Stages = ["build", "push", "plan"],
        },
        new("image-reference", Rank.Specific, Remedy.FixImageReference,
            @"invalid reference format|repository name must be (lowercase|canonical)|base name \(.*\) should not be blank|failed to parse stage name|is not a valid repository/tag|invalid tag .* invalid|could not parse reference")
        {
            Cause = "The image's name is not valid: capital letters, an empty variable or a stray character.",
            Advice = "Write it as registry/name:tag in lower case, and look whether a variable in it is empty.",
            Reference = References.Dockerfile,
            Sample = "docker: invalid reference format: repository name must be lowercase.",
            PrintedBy = "docker",
        },
        new("aws-assume-role", Rank.Specific, Remedy.AddPermission,
            @"not authorized to perform:? sts:AssumeRole\w*|cannot assume( IAM)? role|IAM Role \(.*\) cannot be assumed|No OpenIDConnect provider found|Could not assume role|error assuming role|AssumeRoleWithWebIdentity.*(Access|InvalidIdentityToken)|InvalidIdentityToken")
        {
            Cause = "The role that the run should work with may not be assumed.",
            Advice = "Put whoever runs it (or the OIDC provider and its subject) into the role's trust policy.",
            Reference = References.IamDenied,
            Sample = "An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:iam::123456789012:user/ci is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/deploy",
            PrintedBy = "AWS STS",
        },
        new("docker-mount", Rank.Specific, Remedy.FixRequirements,
            @"bind source path does not exist|are you trying to mount a directory onto a file|error mounting .* to rootfs|invalid (volume|mount) (specification|config)|Mounts denied|error while mounting volume|failed to mount local volume")
        {
            Cause = "A volume cannot be mounted: its source is not there, or is a folder where a file is wanted.",
            Advice = "Create the source first, or correct the path.",
            Reference = References.Dockerfile,
            Sample = "invalid mount config for type \"bind\": bind source path does not exist: /srv/app",
            PrintedBy = "Docker Engine",
        },
    ];
}
