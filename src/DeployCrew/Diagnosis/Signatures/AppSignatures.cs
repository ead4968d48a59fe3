namespace DeployCrew.Diagnosis.Signatures;

/// <summary>Why an app does not start, as its own log says.</summary>
internal static class AppSignatures
{
    public static IReadOnlyList<Signature> All { get; } =
    [
        new("app-port-in-use", Rank.Specific, Remedy.FixPort,
            @"EADDRINUSE|address (is )?already in use|Only one usage of each socket address|port (?<port>\d+) (was|is) already in use")
        {
            Cause = "The app wants a port that something in its container has already.",
            Advice = "Let one process listen on the port; start the app once, not from a script and from CMD.",
            Reference = References.NodeErrors,
            Sample = "Error: listen EADDRINUSE: address already in use :::3000",
            PrintedBy = "Node.js",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("app-privileged-port", Rank.Specific, Remedy.FixPort,
            @"(listen|bind).*(EACCES|permission denied).*?(:(?<port>\d+))?")
        {
            Cause = "The app may not listen on its port: ports below 1024 are root's.",
            Advice = "Listen on a port above 1023, and name it in the requirements.",
            Reference = References.NodeErrors,
            Sample = "Error: listen EACCES: permission denied 0.0.0.0:80",
            PrintedBy = "Node.js",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("app-localhost", Rank.Specific, Remedy.FixPort,
            @"(listening|running|started|serving|available|bound|now listening)\b.*[ (@=\x27]((http|tcp)://)?(127\.0\.0\.1|localhost|\[::1\]):(?<port>\d+)")
        {
            Cause = "The app listens on localhost only (port {port}), where the load balancer does not reach it.",
            Advice = "Listen on 0.0.0.0 (ASPNETCORE_HTTP_PORTS, HOST=0.0.0.0, --bind 0.0.0.0).",
            Reference = References.AlbTrouble,
            Sample = "Now listening on: http://localhost:5000",
            PrintedBy = "ASP.NET Core",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("app-variable", Rank.Specific, Remedy.SetVariable,
            @"environment variables? (are |is )?(missing|not set|required)|(missing|required|undefined|not set|must be set|is required|unset)\b.*\b(environment )?variable:? ?\W?(?<name>(?-i:[A-Z][A-Z0-9_]{2,}))?|(environment )?variable \W?(?<name2>(?-i:[A-Z][A-Z0-9_]{2,}))\W? (is |was )?(missing|required|undefined|not set|not defined|must be set|not found)|KeyError: .(?<name3>(?-i:[A-Z][A-Z0-9_]{2,})).|(?<name4>(?-i:[A-Z][A-Z0-9_]{3,})) (must be set|is not set|is required|not set|is missing|environment variable)")
        {
            Cause = "A variable that the app needs is not set.",
            Advice = "Name it in the requirements, under variables or secrets of the service.",
            Reference = References.EcsTaskStopped,
            Sample = "Error: Missing required environment variable: DATABASE_URL",
            PrintedBy = "an app",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("node-module", Rank.Specific, Remedy.FixDependency,
            @"Cannot find (module|package) '(?<module>[^']+)'|ERR_MODULE_NOT_FOUND")
        {
            Cause = "The app needs the module {module}, which is not in the image.",
            Advice = "Put it under dependencies (not devDependencies), or copy the file into the image.",
            Reference = References.NodeErrors,
            Sample = "Error: Cannot find module 'express'",
            PrintedBy = "Node.js",
        },
        new("python-module", Rank.Specific, Remedy.FixDependency,
            @"(ModuleNotFoundError: No module named|ImportError: (No module named|cannot import name)) '?(?<module>[\w.]+)")
        {
            Cause = "The app needs the Python module {module}, which is not in the image.",
            Advice = "Put it into requirements.txt, or correct PYTHONPATH and the working folder.",
            Reference = References.Pip,
            Sample = "ModuleNotFoundError: No module named 'flask'",
            PrintedBy = "Python",
        },
        new("dotnet-assembly", Rank.Specific, Remedy.FixDependency,
            @"Could not load file or assembly '(?<name>[^',]+)|You must install or update \.NET to run this application|The framework '(?<framework>[^']+)', version .* was not found")
        {
            Cause = "The image lacks a .NET assembly or framework that the app needs.",
            Advice = "Publish the app with its dependencies, and take a base image of its framework and version.",
            Reference = References.NuGet,
            Sample = "Unhandled exception. System.IO.FileNotFoundException: Could not load file or assembly 'Npgsql, Version=8.0.0.0'",
            PrintedBy = ".NET",
        },
        new("java-class", Rank.Specific, Remedy.FixDependency,
            @"(ClassNotFoundException|NoClassDefFoundError|Could not find or load main class|no main manifest attribute|Unable to access jarfile)[:, ]*(?<name>\S+)?")
        {
            Cause = "The image lacks a Java class or archive that the app needs ({name}).",
            Advice = "Package the app with its dependencies, and start the right archive.",
            Reference = References.Maven,
            Sample = "Error: Could not find or load main class com.example.App",
            PrintedBy = "Java",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("java-version", Rank.Specific, Remedy.EditDockerfile,
            @"UnsupportedClassVersionError|has been compiled by a more recent version of the Java")
        {
            Cause = "The app was compiled for a newer Java than the image has.",
            Advice = "Take a base image with the Java version that compiles the app.",
            Reference = References.Dockerfile,
            Sample = "java.lang.UnsupportedClassVersionError: com/example/App has been compiled by a more recent version of the Java Runtime",
            PrintedBy = "Java",
        },
        new("shared-library", Rank.Specific, Remedy.EditDockerfile,
            @"error while loading shared libraries: (?<library>[^:]+)|version .(GLIBC_[\d.]+). not found|cannot open shared object file")
        {
            Cause = "The image lacks a system library that the app is linked to.",
            Advice = "Install it in the last stage of the Dockerfile, or build on the base image that runs.",
            Reference = References.Dockerfile,
            Sample = "./server: error while loading shared libraries: libpq.so.5: cannot open shared object file: No such file or directory",
            PrintedBy = "the dynamic linker",
        },
        new("command-missing", Rank.Specific, Remedy.EditDockerfile,
            @"(sh|bash|entrypoint\S*): (line )?(\d+: )?(?<program>[\w./-]+): (command )?not found")
        {
            Cause = "The start command calls {program}, which the image does not have.",
            Advice = "Install it in the image, or correct the start command.",
            Reference = References.Dockerfile,
            Sample = "sh: 1: gunicorn: not found",
            PrintedBy = "a shell",
        },
        new("db-auth", Rank.Specific, Remedy.SetVariable,
            @"password authentication failed for user|Access denied for user|no pg_hba\.conf entry|Login failed for user|WRONGPASS|NOAUTH|SASL authentication failed|Authentication failed.*(mongo|redis)")
        {
            Cause = "The database refuses the app's user or password.",
            Advice = "Correct the secret that the app reads; look at user, database and whether TLS is asked for.",
            Reference = References.Postgres,
            Sample = "FATAL:  password authentication failed for user \"app\"",
            PrintedBy = "PostgreSQL",
        },
        new("db-missing", Rank.Specific, Remedy.SetVariable,
            @"database .(?<name>[\w-]+). does not exist|Unknown database '(?<name2>[^']+)|role .(?<role>[\w-]+). does not exist")
        {
            Cause = "The database or user that the app names is not there.",
            Advice = "Correct the name in the app's settings, or create it by a migration.",
            Reference = References.Postgres,
            Sample = "FATAL:  database \"shop\" does not exist",
            PrintedBy = "PostgreSQL",
        },
        new("db-schema", Rank.Specific, Remedy.FixApp,
            @"relation .\S+. does not exist|Table '[^']+' doesn't exist|no such table|pending migrations|column .\S+. does not exist")
        {
            Cause = "The database does not have the tables that this version needs.",
            Advice = "Run the app's migrations before the rollout.",
            Reference = References.Postgres,
            Sample = "ERROR:  relation \"orders\" does not exist at character 15",
            PrintedBy = "PostgreSQL",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("db-refused", Rank.Specific, Remedy.FixNetwork,
            @"(ECONNREFUSED|connection refused|could not connect|can.t connect|failed to connect|connection to server).*(:|port )(5432|3306|6379|27017|1433|5672)\b|(5432|3306|6379|27017|1433|5672)\b.*(connection refused|ECONNREFUSED|timed out|ETIMEDOUT)|could not connect to server|Can.t connect to (MySQL|local MySQL) server|MongoNetworkError|\b(postgres(ql)?|mysql|mariadb|mongo(db)?|redis|database)\b.*(connection refused|ECONNREFUSED)|Connection to \S+ failed.*redis")
        {
            Cause = "The app does not reach its database.",
            Advice = "Correct the address in its variables (in a container, localhost is the container), and let the service's security group in.",
            Reference = References.Postgres,
            Sample = "Error: connect ECONNREFUSED 127.0.0.1:5432",
            PrintedBy = "Node.js",
        },
        new("db-slots", Rank.Specific, Remedy.RequestQuota,
            @"too many clients already|remaining connection slots are reserved|Too many connections")
        {
            Cause = "The database has no connection left.",
            Advice = "Make the app's pools smaller, or take a larger database.",
            Reference = References.Postgres,
            Sample = "FATAL:  sorry, too many clients already",
            PrintedBy = "PostgreSQL",
        },
        new("app-dns", Rank.Specific, Remedy.FixNetwork,
            @"(getaddrinfo|Name or service not known|Temporary failure in name resolution|could not translate host name|ENOTFOUND|EAI_AGAIN|UnknownHostException|nodename nor servname)[: ]*(?<host>\S+)?")
        {
            Cause = "The app cannot resolve a name.",
            Advice = "Correct the host name in its variables; look whether the name is there in the VPC.",
            Reference = References.NodeErrors,
            Sample = "Error: getaddrinfo ENOTFOUND db.internal",
            PrintedBy = "Node.js",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("app-tls", Rank.Specific, Remedy.FixDomain,
            @"UNABLE_TO_(GET_ISSUER_CERT|VERIFY_LEAF)|CERTIFICATE_VERIFY_FAILED|PKIX path building failed|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|no pq: SSL")
        {
            Cause = "The app does not trust the certificate of a server that it calls.",
            Advice = "Put that server's authority into the image (ca-certificates), and do not turn the check off.",
            Reference = References.NodeTls,
            Sample = "Error: unable to verify the first certificate, code: UNABLE_TO_VERIFY_LEAF_SIGNATURE",
            PrintedBy = "Node.js",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("app-read-only", Rank.Specific, Remedy.EditDockerfile,
            @"EROFS|Read-only file system")
        {
            Cause = "The app writes to its file system, which is read-only.",
            Advice = "Write to /tmp or a volume.",
            Reference = References.EcsTaskStopped,
            Sample = "Error: EROFS: read-only file system, open '/app/cache.json'",
            PrintedBy = "Node.js",
        },
        new("app-file-permission", Rank.Specific, Remedy.EditDockerfile,
            @"(EACCES|PermissionError|UnauthorizedAccessException|AccessDeniedException: /|permission denied,? (open|mkdir|scandir))[^:]*:?.*(?<path>/[\w./-]+)")
        {
            Cause = "The app may not read or write {path}.",
            Advice = "Give the file to the image's user in the Dockerfile (COPY --chown).",
            Reference = References.Dockerfile,
            Sample = "Error: EACCES: permission denied, open '/app/data/db.json'",
            PrintedBy = "Node.js",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("app-syntax", Rank.Specific, Remedy.FixApp,
            @"^\s*(SyntaxError|IndentationError|Parse error|PHP (Parse|Fatal) error)\b")
        {
            Cause = "The app's code cannot be parsed by the image's runtime.",
            Advice = "Correct the code, or take the runtime's version that it is written for.",
            Reference = References.NodeErrors,
            Sample = "SyntaxError: Unexpected token 'export'",
            PrintedBy = "Node.js",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("app-crash", Rank.General, Remedy.FixApp,
            @"unhandled exception|uncaught (exception|error)|Traceback \(most recent call last\)|panic: |Exception in thread ""main""|UnhandledPromiseRejection")
        {
            Cause = "The app ended with an error of its own.",
            Advice = "Read the lines after it, and correct the app.",
            Reference = References.EcsTaskStopped,
            Sample = "Traceback (most recent call last):",
            PrintedBy = "Python",
            Stages = ["rollout", "verify", "rollback"],
        },
    ];
}
