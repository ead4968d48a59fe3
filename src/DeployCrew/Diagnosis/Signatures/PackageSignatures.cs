namespace DeployCrew.Diagnosis.Signatures;

/// <summary>Why dependencies cannot be installed or code not compiled: npm, Yarn, pnpm, pip, NuGet, Maven, Gradle, Go, Cargo, Bundler.</summary>
internal static class PackageSignatures
{
    public static IReadOnlyList<Signature> All { get; } =
    [
        new("npm-lock", Rank.Specific, Remedy.FixDependencyLock,
            @"can only install (packages )?(when|with).*package-lock|package-lock\.json.*(in sync|out of sync)|npm (ERR!|error) Missing: .* from lock file|EUSAGE|lock file's \S+ does not satisfy|cipm can only install|Invalid: lock file|npm ci.*existing package-lock|npm (ERR!|error) Missing: \S+ from")
        {
            Cause = "package.json and package-lock.json do not fit together.",
            Advice = "Run npm install, and commit package-lock.json.",
            Reference = References.NpmCi,
            Sample = "npm error `npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync. Please update your lock file with `npm install` before continuing.",
            PrintedBy = "npm ci",
        },
        new("npm-peer", Rank.Specific, Remedy.FixDependency,
            @"npm (ERR!|error).*ERESOLVE|npm (ERR!|error).*(Conflicting peer|Could not resolve|unable to resolve) dependency|ERR_PNPM_PEER_DEP|EPEERINVALID")
        {
            Cause = "npm finds no versions that satisfy every peer dependency.",
            Advice = "Bring the named packages to versions that go together, and commit the lock file.",
            Reference = References.NpmCi,
            Sample = "npm ERR! ERESOLVE unable to resolve dependency tree",
            PrintedBy = "npm",
        },
        new("npm-missing", Rank.Specific, Remedy.FixDependency,
            @"npm (ERR!|error).*(E404|404 Not Found|ETARGET|No matching version found for)|npm (ERR!|error).*(notarget|\b404\b|is not in (this|the npm) registry)|ERR_PNPM_(FETCH_404|NO_MATCHING_VERSION|NO_VERSIONS)|Couldn.t find (package|any versions for) |YN0035|YN0082|No candidates found|No version matching .* found for specifier|registry\.npmjs\.org/\S+ - 404")
        {
            Cause = "The npm registry does not have a package or version that the app names.",
            Advice = "Correct name and version in package.json; for a private package set the registry and its token.",
            Reference = References.NpmCi,
            Sample = "npm error code ETARGET",
            PrintedBy = "npm",
        },
        new("npm-auth", Rank.Specific, Remedy.RenewCredentials,
            @"npm (ERR!|error).*(E401|E403|ENEEDAUTH|Unable to authenticate)|Incorrect or missing password.*npm|ERR_PNPM_FETCH_40[13]|YN0041|authentication token (not|was not) provided|(npm|registry|pkg\.github).*(401 Unauthorized|403 Forbidden)|npm (ERR!|error) 40[13]")
        {
            Cause = "The npm registry refuses the build's token.",
            Advice = "Renew the token, and give it to the build as a secret.",
            Reference = References.NpmCi,
            Sample = "npm error code E401",
            PrintedBy = "npm",
        },
        new("npm-engine", Rank.Specific, Remedy.EditDockerfile,
            @"npm (ERR!|error).*(EBADENGINE|Unsupported engine|Not compatible with your version of node|notsup Required)|The engine .(?<engine>\w+). is incompatible with this module|ERR_PNPM_UNSUPPORTED_ENGINE|Node\.js version .{0,30}is required|requires (a minimum )?Node\.js|Node Sass does not yet support your current environment|Node\.js v?[\d.]+ is not supported|unsupported (version of )?node\.?js|This version of \w+ requires at least Node|error Found incompatible module|Your Node version is incompatible|requires at least Node\.js|Your current version of Node")
        {
            Cause = "A package wants another version of Node.js than the build has.",
            Advice = "Set engines.node in package.json, or the base image in the Dockerfile, to what the package wants.",
            Reference = References.NpmCi,
            Sample = "error camelcase@8.0.0: The engine \"node\" is incompatible with this module. Expected version \">=16\". Got \"14.21.3\"",
            PrintedBy = "Yarn",
        },
        new("npm-script", Rank.Specific, Remedy.FixApp,
            @"Missing script: .?(?<name>[\w:-]+)|ERR_PNPM_NO_SCRIPT|error Command .(?<name2>[\w:-]+). not found|Couldn.t find a script named|error: Script not found")
        {
            Cause = "package.json has no script {name}.",
            Advice = "Add it, or correct the build or start command.",
            Reference = References.NpmCi,
            Sample = "npm error Missing script: \"build\"",
            PrintedBy = "npm",
        },
        new("npm-integrity", Rank.Specific, Remedy.FixDependencyLock,
            @"EINTEGRITY|integrity checksum failed|sha512-\S+ integrity|Integrity check failed|ERR_PNPM_TARBALL_INTEGRITY|YN0018|integrity checksum failed")
        {
            Cause = "A downloaded package is not the one that the lock file names.",
            Advice = "Find out why the registry answers otherwise; make the lock file anew only when that is explained.",
            Reference = References.NpmCi,
            Sample = "npm ERR! code EINTEGRITY",
            PrintedBy = "npm",
        },
        new("yarn-lock", Rank.Specific, Remedy.FixDependencyLock,
            @"Your lockfile needs to be updated|YN0028|ERR_PNPM_OUTDATED_LOCKFILE|lockfile had changes, but lockfile is frozen|Cannot install with .?frozen-lockfile|ERR_PNPM_NO_LOCKFILE|lockfile would have been (created|modified) by this install|ERR_PNPM_LOCKFILE_|lockfile is (not up to date|broken)|lockfile is frozen|but no lockfile was found|frozen lockfile.*(fail|error|changes)|error: lockfile had changes")
        {
            Cause = "The lock file does not fit package.json.",
            Advice = "Install with the same package manager without the frozen flag, and commit the lock file.",
            Reference = References.NpmCi,
            Sample = "error Your lockfile needs to be updated, but yarn was run with `--frozen-lockfile`.",
            PrintedBy = "Yarn",
        },
        new("npm-network", Rank.Specific, Remedy.Retry,
            @"npm (ERR!|error).*(ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENOTFOUND|network|socket hang up)|registry\.(yarnpkg|npmjs)\S*.*(EAI_AGAIN|ECONNRESET|ETIMEDOUT|ENOTFOUND)|ESOCKETTIMEDOUT|There appears to be trouble with your network connection|npm (ERR!|error).*(ECONNREFUSED|EIDLETIMEOUT|ERR_SOCKET_TIMEOUT|503 Service|502 Bad)|network timeout at: https?|ERR_PNPM_META_FETCH_FAIL|UND_ERR_(CONNECT|SOCKET)|FetchError: request to https://registry|registry\.\S+.*(socket hang up|timed out|ECONNREFUSED|50[234])|YN0001.*RequestError")
        {
            Cause = "The build did not reach the package registry.",
            Advice = "Try again; look at proxy and name resolution when it stays so.",
            Reference = References.NpmCi,
            Sample = "npm error code ECONNRESET",
            PrintedBy = "npm",
            Stages = ["build", "push", "plan"],
        },
        new("node-gyp", Rank.Specific, Remedy.EditDockerfile,
            @"gyp ERR!|node-gyp.*(not found|failed|error)|(not found|failed|error).*node-gyp|prebuild-install.*ERR|node-pre-gyp (ERR!|ERR)|prebuild-install (warn|ERR).*No prebuilt|make: .*\.node\] Error|gyp: Call to")
        {
            Cause = "A native Node.js module could not be compiled: the image lacks Python, make or a compiler.",
            Advice = "Install python3, make and g++ in the build stage, or take a package with prebuilt binaries.",
            Reference = References.NpmCi,
            Sample = "gyp ERR! find Python You need to install the latest version of Python.",
            PrintedBy = "node-gyp",
            Stages = ["build", "push", "plan"],
        },
        new("pip-conflict", Rank.Specific, Remedy.FixDependency,
            @"ResolutionImpossible|conflicting dependencies|package versions have conflicting|depends? on .* which (doesn.t|does not) match any versions|SolverProblemError|version solving failed|No solution found when resolving|requirements are unsatisfiable|are incompatible\.?$|you require .* are unsatisfiable|dependency resolver .*conflict|versions have conflicting dependencies")
        {
            Cause = "The versions of Python packages exclude each other.",
            Advice = "Loosen the versions that are named, and pin what comes out.",
            Reference = References.Pip,
            Sample = "ERROR: ResolutionImpossible: for help visit https://pip.pypa.io/en/latest/topics/dependency-resolution/#dealing-with-dependency-conflicts",
            PrintedBy = "pip",
        },
        new("pip-missing", Rank.Specific, Remedy.FixDependency,
            @"(No matching distribution found for|Could not find a version that satisfies the requirement) (?<name>[^\s(]+)|was not found in the package registry|Because there (is|are) no versions? of|Package\(s\) not found|No versions? of .* satisf|Unable to find installation candidates for|Could not find a matching version of package|(?i:Requirement) .* not found in (the )?index|not a supported wheel on this platform")
        {
            Cause = "The Python index has no {name} for this Python and platform.",
            Advice = "Correct name and version, or take the Python version that the package is made for.",
            Reference = References.Pip,
            Sample = "ERROR: No matching distribution found for tensorflow==1.15",
            PrintedBy = "pip",
        },
        new("pip-build", Rank.Specific, Remedy.EditDockerfile,
            @"Failed building wheel for (?<name>\S+)|Could not build wheels for (?<name2>[^\s,]+)|pg_config executable not found|error: command .?(/usr/bin/)?(x86_64-linux-gnu-)?(gcc|cc|g\+\+).*(failed|No such file)|subprocess-exited-with-error|metadata-generation-failed|Failed to build .[\w.-]+(==|@)\S+|Failed to build wheel|Failed to build installable wheels|legacy-install-failure|Getting requirements to build wheel did not run|Preparing metadata .*error$|(can.t find|install) Rust( compiler)?|Cargo, the Rust package manager, is not installed|mysql_config not found|Can not find valid pkg-config|Python\.h: No such file|Building wheel for \S+ .*error|error: Microsoft Visual|Call to .*build_(wheel|editable).*failed|unable to execute .?.?(gcc|cc|g\+\+)|Unknown compiler\(s\)|ChefBuildError|Failed to build `?\S+==|pip subprocess to install build dependencies did not run")
        {
            Cause = "A Python package has to be compiled, and the image lacks what that needs.",
            Advice = "Install compiler and headers in the build stage, or take the package's binary version.",
            Reference = References.Pip,
            Sample = "ERROR: Could not build wheels for psycopg2, which is required to install pyproject.toml-based projects",
            PrintedBy = "pip",
            Stages = ["build", "push", "plan"],
        },
        new("pip-hash", Rank.Specific, Remedy.FixDependencyLock,
            @"THESE PACKAGES DO NOT MATCH THE HASHES|hashes are required in --require-hashes|(poetry|pyproject)\S* .*(lock file|poetry\.lock).*(not|out of|changed)|Pipfile\.lock .*out of date|lockfile at .uv\.lock. needs to be updated|pyproject\.toml changed significantly since poetry\.lock|The lock ?file (is|needs|at) .*(up-to-date|outdated|updated|out of date|not up to date)|Your Pipfile\.lock .*(out of date|do not match)|The lockfile is missing|lock file is not (up to date|compatible)|Hash (mismatch|verification) .*(pypi|pythonhosted|package)|In --require-hashes mode, all requirements must")
        {
            Cause = "The Python lock file does not fit what is asked for.",
            Advice = "Lock again, and commit the lock file.",
            Reference = References.Pip,
            Sample = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
            PrintedBy = "pip",
        },
        new("nuget-missing", Rank.Specific, Remedy.FixDependency,
            @"NU1101|NU1102|NU1103|NU1100|error: Unable to find package|Unable to find a stable package|NU1100|package .* is not found in the following primary source")
        {
            Cause = "The NuGet sources do not have a package or version that the project names.",
            Advice = "Correct name and version, or add the source in nuget.config.",
            Reference = References.NuGet,
            Sample = "error NU1101: Unable to find package Contoso.Utilities. No packages exist with this id in source(s): nuget.org",
            PrintedBy = "dotnet restore",
        },
        new("nuget-lock", Rank.Specific, Remedy.FixDependencyLock,
            @"NU1004|NU1403")
        {
            Cause = "packages.lock.json does not fit the project.",
            Advice = "Run dotnet restore --force-evaluate, and commit packages.lock.json.",
            Reference = References.NuGet,
            Sample = "error NU1004: The packages lock file is inconsistent with the project dependencies so restore can't be run in locked mode.",
            PrintedBy = "dotnet restore",
        },
        new("nuget-conflict", Rank.Specific, Remedy.FixDependency,
            @"NU1605|NU1107|NU1202|NU1201|NU1106|NU1108|NU1608: .*error|error NU16\d\d|Version conflict detected|Detected package downgrade|is not compatible with net\w+")
        {
            Cause = "The project's packages do not go together, or not with its framework.",
            Advice = "Reference the version that is named directly, or another framework.",
            Reference = References.NuGet,
            Sample = "error NU1605: Warning As Error: Detected package downgrade: Microsoft.Extensions.Logging from 8.0.1 to 8.0.0",
            PrintedBy = "dotnet restore",
        },
        new("nuget-source", Rank.General, Remedy.Retry,
            @"NU1301|Unable to load the service index|Failed to (retrieve|download|fetch) .*(nuget|index\.json|\.nupkg)|nuget\.org.*(timed out|Name or service|Resource temporarily|SSL connection|HttpRequestException)|NU1301|NU1801")
        {
            Cause = "A NuGet source did not answer.",
            Advice = "Try again; look at the source's address and credentials when it stays so.",
            Reference = References.NuGet,
            Sample = "error NU1301: Unable to load the service index for source https://api.nuget.org/v3/index.json.",
            PrintedBy = "dotnet restore",
        },
        new("dotnet-sdk", Rank.Specific, Remedy.EditDockerfile,
            @"NETSDK1045|A compatible \.NET SDK was not found|requested SDK version|NETSDK1(209|226|147|139|083)|MSB4236|The SDK .* (specified )?could not be found|does not support targeting \.NET")
        {
            Cause = "The build's .NET SDK is older than the project wants.",
            Advice = "Take a base image with that SDK, or correct global.json.",
            Reference = References.NuGet,
            Sample = "error NETSDK1045: The current .NET SDK does not support targeting .NET 10.0.",
            PrintedBy = "dotnet build",
        },
        new("dotnet-compile", Rank.Specific, Remedy.FixApp,
            @"\berror (CS|FS|BC|RZ|ASP|BL|IDE|CA|MSB3[02]|MC)\d{2,4}: ?")
        {
            Cause = "The C# code does not compile.",
            Advice = "Correct the named line.",
            Reference = References.NuGet,
            Sample = "Program.cs(12,9): error CS0103: The name 'Foo' does not exist in the current context",
            PrintedBy = "dotnet build",
        },
        new("maven-missing", Rank.General, Remedy.FixDependency,
            @"could not be resolved: |Could not (resolve dependencies for project|find artifact|resolve all (files|dependencies|artifacts) for|transfer artifact)|Non-resolvable parent POM|Could not find [\w.-]+:[\w.-]+:[\w.-]+|Failed to collect dependencies|Failure to find|was not found in https?://|Could not resolve (plugin|all|dependencies)|Could not GET .https?://|Plugin \[id: .*was not found|Blocked mirror for repositories|Could not resolve [\w.-]+:[\w.-]+|Unresolveable build extension")
        {
            Cause = "A Java dependency is not in the repositories, or cannot be fetched.",
            Advice = "Correct its coordinates, or name its repository and credentials.",
            Reference = References.Maven,
            Sample = "[ERROR] Failed to execute goal on project app: Could not resolve dependencies for project com.example:app:jar:1.0: Could not find artifact com.example:lib:jar:2.0 in central",
            PrintedBy = "Maven",
        },
        new("java-compile", Rank.Specific, Remedy.FixApp,
            @"COMPILATION ERROR|Compilation failure|compileJava.* FAILED|Execution failed for task .:compile|error: cannot find symbol|Compilation error\. See log|^e: (file:)?/|error: package \S+ does not exist|compileKotlin.* FAILED")
        {
            Cause = "The Java or Kotlin code does not compile.",
            Advice = "Correct the named lines; look at the Java version that the build sets.",
            Reference = References.Maven,
            Sample = "[ERROR] COMPILATION ERROR : ",
            PrintedBy = "Maven",
        },
        new("java-release", Rank.Specific, Remedy.EditDockerfile,
            @"(invalid|error: release version|source release|invalid target release|Unsupported class file major version)[: ]*(target release: )?(?<version>\d+)( not supported)?|requires at least JVM runtime version|release version \S+ not supported|(compatible|requires|needs?) (with )?(at least )?Java \d+|compile.* using Java \d+|No matching toolchains|Cannot find a Java installation|Could not target platform|Cannot find matching toolchain|This build uses a Java \d+ JVM|requires JDK|Unsupported class file|only compatible with Java")
        {
            Cause = "The build's Java does not know the version that the project asks for ({version}).",
            Advice = "Take a base image with that Java.",
            Reference = References.Maven,
            Sample = "[ERROR] Fatal error compiling: error: invalid target release: 21",
            PrintedBy = "Maven",
            Stages = ["build", "push", "plan"],
        },
        new("go-sum", Rank.Specific, Remedy.FixDependencyLock,
            @"missing go\.sum entry|go\.sum.*(missing|out of sync)|updates to go\.(mod|sum) needed|inconsistent vendoring|verifying .*checksum mismatch|SECURITY ERROR|go: updates to go|go(\.sum|: ).*checksum mismatch|to add missing requirements.*go mod tidy|run .go mod tidy|go: modules disabled|is explicitly required in go\.mod, but not marked|go\.mod file indicates|does not match (the )?vendor")
        {
            Cause = "go.mod and go.sum do not fit together.",
            Advice = "Run go mod tidy, and commit both.",
            Reference = References.Go,
            Sample = "main.go:4:2: missing go.sum entry for module providing package rsc.io/quote; to add:",
            PrintedBy = "go build",
        },
        new("go-missing", Rank.Specific, Remedy.FixDependency,
            @"no required module provides package (?<name>[^\s;]+)|cannot find module providing package|(reading|unknown revision|invalid version).*(410 Gone|404 Not Found|unknown revision)|cannot find package|package (?<name2>\S+) is not in (std|GOROOT)|cannot find main module|unrecognized import path|module declares its path as|no Go files in|go\.mod file not found|outside (available|main|GOROOT)|module \S+: reading .*(404|410)|go: .*(unknown revision|no matching versions)|is replaced by .*no such file|replacement directory .* does not exist|does not contain package")
        {
            Cause = "A Go package is in no module that go.mod names.",
            Advice = "Run go get for it; for a private module set GOPRIVATE and credentials.",
            Reference = References.Go,
            Sample = "main.go:5:2: no required module provides package github.com/gin-gonic/gin; to add it:",
            PrintedBy = "go build",
        },
        new("go-version", Rank.Specific, Remedy.EditDockerfile,
            @"go\.mod requires go >= (?<version>[\d.]+)|invalid go version|requires go1?\.?\S* or later|module requires (at least )?Go|toolchain not available|unknown (block type|directive): toolchain|go: download go1|note: module requires Go|requires newer Go version|package (slices|maps|cmp|log/slog|iter|embed|io/fs|math/rand/v2|unique) is not in")
        {
            Cause = "go.mod wants a newer Go than the build has ({version}).",
            Advice = "Take a base image with that Go.",
            Reference = References.Go,
            Sample = "go: go.mod requires go >= 1.23.0 (running go 1.21.13; GOTOOLCHAIN=local)",
            PrintedBy = "go build",
        },
        new("cargo-lock", Rank.Specific, Remedy.FixDependencyLock,
            @"lock file .*needs to be updated but --(locked|frozen)|cannot update the lock file|lock file version .?\d.? (requires|was found)|lock file version .* requires|needs to be updated but .*--(locked|frozen|offline)|next-lockfile-bump|failed to parse lock file|because --(locked|frozen) was passed")
        {
            Cause = "Cargo.lock does not fit Cargo.toml.",
            Advice = "Run cargo build, and commit Cargo.lock.",
            Reference = References.Cargo,
            Sample = "error: the lock file /app/Cargo.lock needs to be updated but --locked was passed to prevent this",
            PrintedBy = "Cargo",
        },
        new("cargo-missing", Rank.Specific, Remedy.FixDependency,
            @"no matching package named .(?<name>[\w-]+). found|failed to select a version for|failed to get .\S+. as a dependency|requires rustc \d|rustc [\d.]+ is not supported by|feature .edition20\d\d. is required|requires rustc|requires Rust|is not supported by the following package|edition2024|requires the Cargo feature|package .* cannot be built because it requires|failed to select a version|no matching package|does not have (these|that|the) features?|failed to parse manifest|failed to read .*Cargo\.toml|could not find .Cargo\.toml|no such (sub)?command: ")
        {
            Cause = "Cargo finds no crate or version that fits.",
            Advice = "Correct name, version or features, or take the Rust that the crate wants.",
            Reference = References.Cargo,
            Sample = "error: no matching package named `serdee` found",
            PrintedBy = "Cargo",
        },
        new("bundler-lock", Rank.Specific, Remedy.FixDependencyLock,
            @"(Gemfile\.lock|lockfile|gemspecs?).*(frozen|deployment mode|does not satisfy|changed)|You are trying to install in deployment mode|bundle only supports platforms|lockfile includes only their generic|Your bundle only supports|frozen (mode|bundle)|lockfile .*(can.t be updated|cannot be updated)|The dependencies in your gemfile changed|Add the current platform to the lockfile|gemspecs for .*changed|Bundler::FrozenError|you (can.t|cannot) update .*frozen")
        {
            Cause = "Gemfile.lock does not fit the Gemfile or the platform.",
            Advice = "Run bundle install (bundle lock --add-platform x86_64-linux), and commit Gemfile.lock.",
            Reference = References.Bundler,
            Sample = "You are trying to install in deployment mode after changing your Gemfile. Run `bundle install` elsewhere and add the updated Gemfile.lock to version control.",
            PrintedBy = "Bundler",
        },
        new("bundler-missing", Rank.Specific, Remedy.FixDependency,
            @"Could not find (gem|compatible versions for gem) .?(?<name>[\w-]+)|Your Ruby version is (?<ruby>[\d.]+), but your Gemfile specified|Bundler could not find compatible versions|Could not find \S+ in (locally installed gems|any of the sources)|requires Ruby version|is not currently included in the bundle|Gem::(MissingSpecError|GemNotFoundException|LoadError)|can.t find gem|Bundler::GemNotFound|Bundler::SolveFailure|Could not find gems? (matching)?|Your bundle is locked to|could not be found in (rubygems|any)|requires (ruby|rubygems) version|Could not find .* in rubygems repository")
        {
            Cause = "Bundler finds no gem, or no Ruby, that fits the Gemfile.",
            Advice = "Correct the gem's name or version, or take the Ruby that the Gemfile wants.",
            Reference = References.Bundler,
            Sample = "Could not find gem 'railz' in rubygems repository https://rubygems.org/ or installed locally.",
            PrintedBy = "Bundler",
        },
        new("typescript", Rank.Specific, Remedy.FixApp,
            @"\bTS\d{4,5}:|^[^a-z]*Failed to compile\.?$|Type error: |Unable to compile TypeScript|Module parse failed|Treating warnings as errors because process\.env\.CI|Build failed with \d+ errors?|✘ \[ERROR\]|Failed to compile with \d+ error|ERROR in \./|^\s*Syntax Error$|Module build failed")
        {
            Cause = "The front end's or TypeScript code does not compile.",
            Advice = "Correct the named line.",
            Reference = References.NodeErrors,
            Sample = "src/index.ts(3,10): error TS2305: Module './a' has no exported member 'b'.",
            PrintedBy = "tsc",
            Stages = ["build", "push", "plan", "provision", "generate"],
        },
        new("openssl-node17", Rank.Specific, Remedy.EditDockerfile,
            @"ERR_OSSL_EVP_UNSUPPORTED|digital envelope routines::unsupported|ERR_OSSL_|0308010C")
        {
            Cause = "The app's bundler uses a hash that Node.js 17 and newer do not have.",
            Advice = "Update the bundler (webpack 5), or build with the Node.js that it is made for.",
            Reference = References.NodeErrors,
            Sample = "Error: error:0308010C:digital envelope routines::unsupported",
            PrintedBy = "Node.js",
        },
    ];
}
