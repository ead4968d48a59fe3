namespace DeployCrew.Diagnosis.Signatures;

/// <summary>Dependencies and compilers beside the usual ones: Composer, gems, Python projects, Go, Rust, Java and .NET projects.</summary>
internal static class LanguageSignatures
{
    public static IReadOnlyList<Signature> All { get; } =
    [
        new("composer-extension", Rank.Specific, Remedy.EditDockerfile,
            @"requires (PHP extension )?ext-(?<name>[\w-]+)|requested PHP extension (?<name2>[\w-]+) is missing|PHP extension .{0,30} is missing|it is missing from your system\. Install or enable PHP's|could not find driver|Call to undefined function")
        {
            Cause = "PHP lacks an extension that a package needs.",
            Advice = "Install it in the Dockerfile (docker-php-ext-install).",
            Reference = References.Composer,
            Sample = "- phpoffice/phpspreadsheet 1.29.0 requires ext-gd * -> it is missing from your system. Install or enable PHP's gd extension.",
            PrintedBy = "Composer",
        },
        new("composer-php", Rank.Specific, Remedy.EditDockerfile,
            @"your php version \(|Composer detected issues in your platform|Your Composer dependencies require a PHP version|requires php .{1,60}(does not satisfy|but your|your php version)")
        {
            Cause = "The image's PHP is not the version that the packages want.",
            Advice = "Take a base image with that PHP, or lock for the PHP that the image has (config.platform.php).",
            Reference = References.Composer,
            Sample = "Root composer.json requires php ^8.2 but your php version (8.1.2) does not satisfy that requirement.",
            PrintedBy = "Composer",
        },
        new("composer-lock", Rank.Specific, Remedy.FixDependencyLock,
            @"not present in the lock file|lock file is not up to date with the latest changes|composer\.lock.{0,40}(not up to date|out of date)|Required package .* is in the lock file as")
        {
            Cause = "composer.lock does not fit composer.json.",
            Advice = "Run composer update for the named package, and commit composer.lock.",
            Reference = References.Composer,
            Sample = "- Required package \"monolog/monolog\" is not present in the lock file.",
            PrintedBy = "Composer",
        },
        new("composer-missing", Rank.Specific, Remedy.FixDependency,
            @"could not be found in any version|Could not find (a matching version of )?package .?(?<name>[\w./-]+)|no matching package found|found \S+ but it does not match (the|your) constraint|but it does not match your minimum-stability|conflicts with your root composer\.json require")
        {
            Cause = "Composer finds no package or version that fits.",
            Advice = "Correct name, version or minimum-stability, or name its repository.",
            Reference = References.Composer,
            Sample = "- Root composer.json requires acme/none, it could not be found in any version, there may be a typo in the package name.",
            PrintedBy = "Composer",
        },
        new("composer-conflict", Rank.General, Remedy.FixDependency,
            @"Your requirements could not be resolved to an installable set|lock file does not contain a compatible set of packages")
        {
            Cause = "Composer finds no set of packages that fits.",
            Advice = "Read the problems after it: PHP's version, an extension, or versions that exclude each other.",
            Reference = References.Composer,
            Sample = "Your requirements could not be resolved to an installable set of packages.",
            PrintedBy = "Composer",
        },
        new("composer-auth", Rank.Specific, Remedy.RenewCredentials,
            @"Could not authenticate against|GitHub API limit|API limit exhausted|packagist.*40[13]|Invalid credentials .*(https|for)|Username and password .*needed")
        {
            Cause = "Composer may not fetch a package: a token is missing or used up.",
            Advice = "Give the build COMPOSER_AUTH as a secret.",
            Reference = References.Composer,
            Sample = "Could not authenticate against github.com",
            PrintedBy = "Composer",
            Stages = ["build", "push", "plan"],
        },
        new("composer-network", Rank.Specific, Remedy.Retry,
            @"(packagist\.org|codeload\.github\.com|api\.github\.com).*(could not be (fully )?(downloaded|loaded)|timed out|curl error|failed to open stream)|curl error (6|7|28|35|56)|php_network_getaddresses|getaddrinfo failed")
        {
            Cause = "Composer did not reach its repository.",
            Advice = "Try again; look at proxy and name resolution when it stays so.",
            Reference = References.Composer,
            Sample = "curl error 28 while downloading https://repo.packagist.org/packages.json: Connection timed out",
            PrintedBy = "Composer",
            Stages = ["build", "push", "plan"],
        },
        new("composer-unzip", Rank.Specific, Remedy.EditDockerfile,
            @"zip extension and unzip/7z commands are both missing|unzip: (command )?not found|Failed to extract .*unzip|composer\.json file in|composer: (command )?not found")
        {
            Cause = "Composer lacks what it unpacks with, or its composer.json.",
            Advice = "Install unzip and git in the build stage, and copy composer.json before the install.",
            Reference = References.Composer,
            Sample = "The zip extension and unzip/7z commands are both missing, skipping.",
            PrintedBy = "Composer",
            Stages = ["build", "push", "plan"],
        },
        new("gem-native", Rank.Specific, Remedy.EditDockerfile,
            @"Failed to build gem native extension|Gem::Ext::BuildError|mkmf\.rb can.t find|An error occurred while installing (?<name>[\w-]+)")
        {
            Cause = "A gem has to be compiled, and the image lacks what that needs.",
            Advice = "Install build-essential and the library's -dev package in the build stage.",
            Reference = References.Bundler,
            Sample = "Gem::Ext::BuildError: ERROR: Failed to build gem native extension.",
            PrintedBy = "Bundler",
        },
        new("bundler-version", Rank.Specific, Remedy.EditDockerfile,
            @"Could not find 'bundler'|can.t find gem bundler|You must use Bundler|Could not locate Gemfile|The running version of Bundler|bundler \(.*\) required")
        {
            Cause = "The image's Bundler is not the one of Gemfile.lock, or there is no Gemfile.",
            Advice = "Install that Bundler (gem install bundler -v …), and copy the Gemfile before the install.",
            Reference = References.Bundler,
            Sample = "You must use Bundler 2 or greater with this lockfile.",
            PrintedBy = "Bundler",
        },
        new("bundler-network", Rank.Specific, Remedy.Retry,
            @"Could not (reach host|fetch specs from)|(rubygems|bundler).*(Net::OpenTimeout|timed out|Connection reset|execution expired)|Bundler::HTTPError|Gem::RemoteFetcher")
        {
            Cause = "Bundler did not reach the gems' server.",
            Advice = "Try again; look at proxy and name resolution when it stays so.",
            Reference = References.Bundler,
            Sample = "Could not reach host index.rubygems.org. Check your network connection and try again.",
            PrintedBy = "Bundler",
            Stages = ["build", "push", "plan"],
        },
        new("rails-key", Rank.Specific, Remedy.SetVariable,
            @"secret_key_base|Missing encryption key to decrypt|MessageEncryptor::InvalidMessage|MissingKeyError")
        {
            Cause = "Rails lacks its secret key.",
            Advice = "Set SECRET_KEY_BASE or RAILS_MASTER_KEY; for assets:precompile SECRET_KEY_BASE_DUMMY=1 is enough.",
            Reference = References.EcsTaskStopped,
            Sample = "ArgumentError: Missing `secret_key_base` for 'production' environment",
            PrintedBy = "Rails",
        },
        new("python-version", Rank.Specific, Remedy.EditDockerfile,
            @"requires a different Python|is not allowed by the project|Unsupported Python version|Python requirement|requires Python .{0,30}(but|,)|but the running Python|No interpreter found|does not satisfy Python|is not compatible with (the )?Python|No module named '(distutils|imp|pkg_resources)'")
        {
            Cause = "The image's Python is not a version that the project or a package takes.",
            Advice = "Take a base image with a Python that it is made for.",
            Reference = References.Pip,
            Sample = "ERROR: Package 'app' requires a different Python: 3.8.19 not in '>=3.10'",
            PrintedBy = "pip",
            Stages = ["build", "push", "plan"],
        },
        new("pip-requirements", Rank.Specific, Remedy.EditDockerfile,
            @"Could not open requirements file|does not appear to be a Python project|neither .setup\.py. nor .pyproject\.toml. found|could not find a pyproject\.toml|No .?pyproject\.toml.? found|Pipfile(\.lock)? (not found|must exist)|Readme (path|file) .*does not exist|Invalid requirement: |Invalid requirement|Could not install packages due to an (OSError|EnvironmentError): .*No such file|is not installable\. File .setup\.py. not found")
        {
            Cause = "pip does not find what it should install, or cannot read it.",
            Advice = "Copy requirements.txt or pyproject.toml into the image before the install, and correct the named line.",
            Reference = References.Pip,
            Sample = "ERROR: Could not open requirements file: [Errno 2] No such file or directory: 'requirements.txt'",
            PrintedBy = "pip",
            Stages = ["build", "push", "plan"],
        },
        new("pip-managed", Rank.Specific, Remedy.EditDockerfile,
            @"externally-managed-environment|This environment is externally managed")
        {
            Cause = "The base image's Python belongs to its distribution, and pip may not install into it.",
            Advice = "Install into a virtual environment, or take a python base image.",
            Reference = References.Pip,
            Sample = "error: externally-managed-environment",
            PrintedBy = "pip",
            Stages = ["build", "push", "plan"],
        },
        new("pip-network", Rank.Specific, Remedy.Retry,
            @"(ReadTimeoutError|ConnectTimeoutError|NewConnectionError|ProtocolError|ConnectionResetError|IncompleteRead|ConnectionError)|Failed to fetch: .https://(pypi|files)|error sending request for url|(pypi|pythonhosted).*(timed out|reset|refused|50[234])")
        {
            Cause = "The build did not reach the Python index.",
            Advice = "Try again; look at proxy and name resolution when it stays so.",
            Reference = References.Pip,
            Sample = "pip._vendor.urllib3.exceptions.ReadTimeoutError: HTTPSConnectionPool(host='files.pythonhosted.org', port=443): Read timed out.",
            PrintedBy = "pip",
            Stages = ["build", "push", "plan"],
        },
        new("go-compile", Rank.Specific, Remedy.FixApp,
            @"\.go:\d+:\d+: (undefined|cannot use|syntax error|invalid|missing return|too many|not enough|assignment|undeclared|.{1,80} (declared and not used|imported and not used|redeclared|undefined|is not a type|declared but not used))|build constraints exclude all Go files|pattern \S+: no matching files found|import cycle not allowed")
        {
            Cause = "The Go code does not compile.",
            Advice = "Correct the named line; files that are embedded or generated have to be in the build context.",
            Reference = References.Go,
            Sample = "./main.go:12:2: undefined: handler",
            PrintedBy = "go build",
        },
        new("rust-compile", Rank.General, Remedy.FixApp,
            @"error\[E\d{4}\]|error: could not compile|rustc .*(failed|exited)")
        {
            Cause = "The Rust code, or a crate, does not compile.",
            Advice = "Correct the named line; an old crate may want another Rust.",
            Reference = References.Cargo,
            Sample = "error[E0432]: unresolved import `foo`",
            PrintedBy = "rustc",
        },
        new("cargo-network", Rank.Specific, Remedy.Retry,
            @"spurious network error|(crates\.io|static\.crates|index\.crates|rustup).*(Could not resolve|timed? ?out|reset|50[234]|SSL|failed to download)|failed to download from .https://|failed to fetch .https?://")
        {
            Cause = "Cargo did not reach its registry.",
            Advice = "Try again; look at proxy and name resolution when it stays so.",
            Reference = References.Cargo,
            Sample = "warning: spurious network error (3 tries remaining): [28] Timeout was reached",
            PrintedBy = "Cargo",
            Stages = ["build", "push", "plan"],
        },
        new("nuget-auth", Rank.Specific, Remedy.RenewCredentials,
            @"(nuget|pkgs|index\.json|NU1301|feed|azure).*(\b40[13]\b|Unauthorized)|Response status code does not indicate success: 40[13]|Unable to load the service index.*40[13]")
        {
            Cause = "A NuGet source refuses the build's credentials.",
            Advice = "Renew the token, and give it to the build as a secret.",
            Reference = References.NuGet,
            Sample = "error NU1301: Unable to load the service index for source https://nuget.pkg.github.com/acme/index.json: Response status code does not indicate success: 401 (Unauthorized).",
            PrintedBy = "dotnet restore",
            Stages = ["build", "push", "plan"],
        },
        new("dotnet-project", Rank.Specific, Remedy.EditDockerfile,
            @"MSB1003|MSB1009|MSB1011|MSB3202|MSB4019|Couldn.t find a project to run|NETSDK1004|NETSDK1064|NETSDK1047|project file .* (was not found|does not exist)")
        {
            Cause = "The project, or what restore had made for it, is not in the image.",
            Advice = "Copy every project file before the restore, name the project, and restore for the same runtime as publish.",
            Reference = References.NuGet,
            Sample = "MSBUILD : error MSB1009: Project file does not exist.",
            PrintedBy = "MSBuild",
        },
        new("dotnet-icu", Rank.Specific, Remedy.EditDockerfile,
            @"valid ICU package|Globalization(Mode)?.*Invariant|is an invalid culture|CultureNotFoundException")
        {
            Cause = "The image has no ICU, which .NET wants for cultures.",
            Advice = "Install icu-libs, or set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1.",
            Reference = References.NuGet,
            Sample = "Couldn't find a valid ICU package installed on the system.",
            PrintedBy = ".NET",
        },
        new("maven-auth", Rank.Specific, Remedy.RenewCredentials,
            @"(transfer artifact|Could not (GET|HEAD|resolve|PUT)|repositor|artifact|status).{0,200}(status( code)?:? 40[13]|40[13] (Unauthorized|Forbidden)|ReasonPhrase: ?(Unauthorized|Forbidden)|authentication failed|Not authorized)|Received status code 40[13] from server")
        {
            Cause = "A Java repository refuses the build's credentials.",
            Advice = "Renew the token, and give it to the build as a secret (settings.xml, gradle.properties).",
            Reference = References.Maven,
            Sample = "Could not transfer artifact com.acme:lib:pom:1.0 from/to github (https://maven.pkg.github.com/acme/lib): authentication failed for https://maven.pkg.github.com/acme/lib, status: 401 Unauthorized",
            PrintedBy = "Maven",
            Stages = ["build", "push", "plan"],
        },
        new("maven-network", Rank.Specific, Remedy.Retry,
            @"(transfer artifact|Could not (GET|HEAD|resolve)|maven|gradle|repo1).{0,300}(timed out|Connection reset|Unknown host|No route|Connection refused|Remote host terminated|50[234]\b|Temporary failure|No such host|UnknownHostException|handshake)|Received status code (429|50\d) from server|Remote host terminated the handshake|services\.gradle\.org.*(Exception|timed)")
        {
            Cause = "The build did not reach a Java repository.",
            Advice = "Try again; look at proxy and name resolution when it stays so.",
            Reference = References.Maven,
            Sample = "Could not transfer artifact org.junit:junit-bom:pom:5.10.0 from/to central (https://repo.maven.apache.org/maven2): Connection timed out",
            PrintedBy = "Maven",
            Stages = ["build", "push", "plan"],
        },
        new("java-project", Rank.Specific, Remedy.EditDockerfile,
            @"there is no POM in this directory|MissingProjectException|does not contain a Gradle build|No goals have been specified|Task .* not found in (root )?project|Non-readable POM|Child module .* does not exist|Unable to find main class|UnknownPluginException|No plugin found for prefix")
        {
            Cause = "The build does not find its project, module or task.",
            Advice = "Copy pom.xml or build.gradle with all modules, set WORKDIR, and correct the task's name.",
            Reference = References.Maven,
            Sample = "[ERROR] The goal you specified requires a project to execute but there is no POM in this directory (/app).",
            PrintedBy = "Maven",
            Stages = ["build", "push", "plan"],
        },
    ];
}
