namespace DeployCrew.Diagnosis.Signatures;

/// <summary>Why an app does not start, as its own log says.</summary>
internal static class AppSignatures
{
    public static IReadOnlyList<Signature> All { get; } =
    [
        new("app-port-in-use", Rank.Specific, Remedy.FixPort,
            @"EADDRINUSE|address (is )?already in use|Only one usage of each socket address|port (?<port>\d+) (was|is) already in use|port is already allocated|Ports are not available|BindException: .*in use|Address in use|Errno (98|48)\b|port \d+ is (already )?in use|(Bind|bind) (for|to) \S+:\d+ failed|Failed to bind to address")
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
            @"(listening|running|started|starting|serving|listen|available|bound|now listening)\b.*[ (@=\x27]((http|tcp)://)?(127\.0\.0\.1|localhost|\[::1\]):(?<port>\d+)")
        {
            Cause = "The app listens on localhost only (port {port}), where the load balancer does not reach it.",
            Advice = "Listen on 0.0.0.0 (ASPNETCORE_HTTP_PORTS, HOST=0.0.0.0, --bind 0.0.0.0).",
            Reference = References.AlbTrouble,
            Sample = "Now listening on: http://localhost:5000",
            PrintedBy = "ASP.NET Core",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("app-variable", Rank.Specific, Remedy.SetVariable,
            @"environment variables? (are |is )?(missing|not set|required)|(missing|required|undefined|not set|must be set|is required|unset)\b.*\b(environment )?variable:? ?\W?(?<name>(?-i:[A-Z][A-Z0-9_]{2,}))?|(environment )?variable \W?(?<name2>(?-i:[A-Z][A-Z0-9_]{2,}))\W? (is |was )?(missing|required|undefined|not set|not defined|must be set|not found)|KeyError: .(?<name3>(?-i:[A-Z][A-Z0-9_]{2,})).|(?<name4>(?-i:[A-Z][A-Z0-9_]{3,})) (must be set|is not set|is required|not set|is missing|environment variable)|Environment variable not found|key not found: \W?(?-i:[A-Z][A-Z0-9_]{2,})|[Ff]ield required \[type=missing|validation errors? for (?-i:\w*(Settings|Config|Env)\w*)|Invalid environment variables|Could not resolve placeholder|SECRET_KEY setting must not be empty|ImproperlyConfigured|(?-i:[A-Z][A-Z0-9]*(_[A-Z0-9]+)+)\W{0,3}(:? ?(is|was|must be|are|needs to be|has to be) |:? )?(not |)(required|missing|undefined|set|defined|provided|empty|present|found|configured|invalid)\b|(?i:please (set|provide|specify|define)).{0,40}(?-i:[A-Z][A-Z0-9]*_[A-Z0-9_]+)|(superuser )?password (option )?is not specified|(API|api)[ _]?key.{0,40}(must be set|is missing|not (set|provided|found)|is required)|(?i:missing|undefined|unset|required)\b.{0,60}\b(?-i:[A-Z][A-Z0-9]*(_[A-Z0-9]+)+)\b|not set in (the )?environment|Configuration value .*(missing|not found|required)|(?-i:env) var(iable)?s? .{0,40}(missing|not set|required|undefined|not found)|(missing|unset|required|undefined) (?-i:env)( var\w*)?\b")
        {
            Cause = "A variable that the app needs is not set.",
            Advice = "Name it in the requirements, under variables or secrets of the service.",
            Reference = References.EcsTaskStopped,
            Sample = "Error: Missing required environment variable: DATABASE_URL",
            PrintedBy = "an app",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("node-module", Rank.Specific, Remedy.FixDependency,
            @"Cannot find (module|package) .(?<module>[^'`""]+).|ERR_MODULE_NOT_FOUND")
        {
            Cause = "The app needs the module {module}, which is not in the image.",
            Advice = "Put it under dependencies (not devDependencies), or copy the file into the image.",
            Reference = References.NodeErrors,
            Sample = "Error: Cannot find module 'express'",
            PrintedBy = "Node.js",
        },
        new("python-module", Rank.Specific, Remedy.FixDependency,
            @"(ModuleNotFoundError: No module named|ImportError: (No module named|cannot import name)) '?(?<module>[\w.]+)|django\.core\.exceptions.*No module named|No module named .?(?<module2>[\w.]+)")
        {
            Cause = "The app needs the Python module {module}, which is not in the image.",
            Advice = "Put it into requirements.txt, or correct PYTHONPATH and the working folder.",
            Reference = References.Pip,
            Sample = "ModuleNotFoundError: No module named 'flask'",
            PrintedBy = "Python",
        },
        new("dotnet-assembly", Rank.Specific, Remedy.FixDependency,
            @"Could not load file or assembly '(?<name>[^',]+)|You must install or update \.NET to run this application|The framework '(?<framework>[^']+)', version .* was not found|find any compatible framework version|The application to execute does not exist|No frameworks were found|hostpolicy|Could not execute because the (application|specified)|runtimeconfig\.json.*(not found|was not)|The specified framework .* was not found|framework: .Microsoft\.\w+|did you mean to run dotnet SDK commands")
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
            @"UnsupportedClassVersionError|has been compiled by a more recent version of the Java|class file version \d+|compiled (by|with) a (newer|more recent) version of")
        {
            Cause = "The app was compiled for a newer Java than the image has.",
            Advice = "Take a base image with the Java version that compiles the app.",
            Reference = References.Dockerfile,
            Sample = "java.lang.UnsupportedClassVersionError: com/example/App has been compiled by a more recent version of the Java Runtime",
            PrintedBy = "Java",
        },
        new("shared-library", Rank.Specific, Remedy.EditDockerfile,
            @"error while loading shared libraries: (?<library>[^:]+)|version .(GLIBC_[\d.]+). not found|cannot open shared object file|Error loading shared library|Error relocating|version .(GLIBCXX_|CXXABI_)\S*. not found|No usable version of libssl|Unable to load shared library|DllNotFoundException|UnsatisfiedLinkError|ImportError: lib\S+\.so|cannot load such file -- \S+\.so|Library not loaded|cannot load library")
        {
            Cause = "The image lacks a system library that the app is linked to.",
            Advice = "Install it in the last stage of the Dockerfile, or build on the base image that runs.",
            Reference = References.Dockerfile,
            Sample = "./server: error while loading shared libraries: libpq.so.5: cannot open shared object file: No such file or directory",
            PrintedBy = "the dynamic linker",
        },
        new("command-missing", Rank.Specific, Remedy.EditDockerfile,
            @"(sh|bash|entrypoint\S*): (line )?(\d+: )?(?<program>[\w./-]+): (command )?not found|(sh|bash|entrypoint\S*): (line )?(\d+: )?(can.t open|cannot open|.{1,80}: No such file)|env: .?[\w./-]+.?: No such file|spawn (?<program3>\S+) ENOENT|^.{0,80}: command not found|(sh|bash): .{1,80}: not found|is not recognized as an internal or external command")
        {
            Cause = "The start command calls {program}, which the image does not have.",
            Advice = "Install it in the image, or correct the start command.",
            Reference = References.Dockerfile,
            Sample = "sh: 1: gunicorn: not found",
            PrintedBy = "a shell",
        },
        new("db-auth", Rank.Specific, Remedy.SetVariable,
            @"password authentication failed for user|Access denied for user|no pg_hba\.conf entry|Login failed for user|WRONGPASS|NOAUTH|SASL authentication failed|Authentication failed.*(mongo|redis)|ER_ACCESS_DENIED|ER_NOT_SUPPORTED_AUTH_MODE|Authentication plugin .* (cannot be loaded|is not)|password must be a string|requested SASL|28P01|\bP1000\b|invalid username-password pair|bad auth|SCRAM|auth(entication)? failed.*(database|mongo|postgres|mysql|redis|amqp|broker)|(database|mongo|postgres|mysql|redis|amqp|rabbitmq|broker).*(auth(entication)? failed|ACCESS_REFUSED|Access refused)|provided database credentials.*not valid|SQLSTATE\[28000\]|SQLSTATE\[HY000\] \[1045\]")
        {
            Cause = "The database refuses the app's user or password.",
            Advice = "Correct the secret that the app reads; look at user, database and whether TLS is asked for.",
            Reference = References.Postgres,
            Sample = "FATAL:  password authentication failed for user \"app\"",
            PrintedBy = "PostgreSQL",
        },
        new("db-missing", Rank.Specific, Remedy.SetVariable,
            @"database .(?<name>[\w-]+). does not exist|Unknown database '(?<name2>[^']+)|role .(?<role>[\w-]+). does not exist|Cannot open database|\bP1003\b|\b3D000\b|Database .{1,60} does not exist on the database server|SQLSTATE\[HY000\] \[1049\]|ER_BAD_DB_ERROR|NoDatabaseError")
        {
            Cause = "The database or user that the app names is not there.",
            Advice = "Correct the name in the app's settings, or create it by a migration.",
            Reference = References.Postgres,
            Sample = "FATAL:  database \"shop\" does not exist",
            PrintedBy = "PostgreSQL",
        },
        new("db-schema", Rank.Specific, Remedy.FixApp,
            @"relation .\S+. does not exist|Table '[^']+' doesn't exist|no such table|pending migrations|column .\S+. does not exist|Unknown column|migrations are pending|\bP202[12]\b|\b42P01\b|no such column|Base table or view not found|Invalid object name|UndefinedTable|Undefined ?Column|(table|relation|view) .{1,80} does not exist|Schema-validation: missing (table|column)|missing table \[")
        {
            Cause = "The database does not have the tables that this version needs.",
            Advice = "Run the app's migrations before the rollout.",
            Reference = References.Postgres,
            Sample = "ERROR:  relation \"orders\" does not exist at character 15",
            PrintedBy = "PostgreSQL",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("db-refused", Rank.Specific, Remedy.FixNetwork,
            @"(ECONNREFUSED|connection refused|could not connect|can.t connect|failed to connect|connection to server).*(:|port )(5432|3306|6379|27017|1433|5672)\b|(5432|3306|6379|27017|1433|5672)\b.*(connection refused|ECONNREFUSED|timed out|ETIMEDOUT)|could not connect to server|Can.t connect to (MySQL|local MySQL) server|MongoNetworkError|\b(postgres(ql)?|mysql|mariadb|mongo(db)?|redis|database)\b.*(connection refused|ECONNREFUSED)|Connection to \S+ failed.*redis|\bP1001\b|Can.t reach database server|Communications link failure|Sequelize\w*(Refused|Connection|HostNotFound|HostNotReachable|ConnectionError)\w*|Mongo\w*(ServerSelection|Network|Timeout)\w*Error|ServerSelectionTimeoutError|Error \d+ connecting to \S+:\d+|NoBrokersAvailable|SQLSTATE\[HY000\] \[200[23]\]|SQLSTATE\[08006\]|network-related or instance-specific|timeout expired.*(postgres|database|5432)|(postgres|mysql|mariadb|mongo|redis|rabbitmq|amqp|kafka|elastic\w*|database|\bdb\b).{0,120}(connection refused|ECONNREFUSED|unreachable|timed out|timeout|not reachable|no route to host|could not connect|cannot connect|failed to connect|unable to connect)|(could not|cannot|can.t|unable to|failed to) (connect|open connection|establish.{0,20}connection) (to|with) .{0,60}(postgres|mysql|mariadb|mongo|redis|rabbitmq|amqp|kafka|elastic\w*|database|\bdb\b)|dial tcp \S+:(3306|5432|6432|6379|27017|5672|9092|1433|9200).*(refused|timeout|no route|unreachable)|Connection to \S+:\d+ refused|JDBCConnectionException|HikariPool.*(Exception|not available|timed out)")
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
            @"(getaddrinfo|Name or service not known|Temporary failure in name resolution|could not translate host name|ENOTFOUND|EAI_AGAIN|UnknownHostException|nodename nor servname)[: ]*(?<host>\S+)?|host not found in upstream|getaddrinfo|lookup \S+( on \S+)?: (no such host|i/o timeout|server misbehaving)|No such host is known|php_network_getaddresses")
        {
            Cause = "The app cannot resolve a name.",
            Advice = "Correct the host name in its variables; look whether the name is there in the VPC.",
            Reference = References.NodeErrors,
            Sample = "Error: getaddrinfo ENOTFOUND db.internal",
            PrintedBy = "Node.js",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("app-tls", Rank.Specific, Remedy.FixDomain,
            @"UNABLE_TO_(GET_ISSUER_CERT|VERIFY_LEAF)|CERTIFICATE_VERIFY_FAILED|PKIX path building failed|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|no pq: SSL|certificate verify failed|SSLHandshakeException")
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
            @"(EACCES|PermissionError|UnauthorizedAccessException|AccessDeniedException: /|permission denied,? (open|mkdir|scandir))[^:]*:?.*(?<path>/[\w./-]+)|Permission denied: .?(?<path2>/[\w./-]+)|cannot create directory .*Permission denied|can.t create (directory|file)? ?.*Permission denied|open\(\) \S+ failed \(13|(open|mkdir|chown|chmod|unlink|rename) \S+: (permission denied|operation not permitted)|PermissionError|EPERM|Operation not permitted|(write|writable|writeable).*permission|is not writable|not writeable|could not be opened.*Permission denied|(cannot|can.t|unable to|failed to) (open|write|create|access|read|touch|remove) .*permission denied")
        {
            Cause = "The app may not read or write {path}.",
            Advice = "Give the file to the image's user in the Dockerfile (COPY --chown).",
            Reference = References.Dockerfile,
            Sample = "Error: EACCES: permission denied, open '/app/data/db.json'",
            PrintedBy = "Node.js",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("app-syntax", Rank.Specific, Remedy.FixApp,
            @"^\s*(SyntaxError|IndentationError|Parse error|PHP Parse error)\b|(Syntax|Indentation|Tab)Error: |ParseError: |PHP Parse error")
        {
            Cause = "The app's code cannot be parsed by the image's runtime.",
            Advice = "Correct the code, or take the runtime's version that it is written for.",
            Reference = References.NodeErrors,
            Sample = "SyntaxError: Unexpected token 'export'",
            PrintedBy = "Node.js",
            Stages = ["rollout", "verify", "rollback"],
        },
    ];
}
