namespace DeployCrew.Diagnosis.Signatures;

/// <summary>Why servers and frameworks do not start.</summary>
internal static class StartSignatures
{
    public static IReadOnlyList<Signature> All { get; } =
    [
        new("db-tls", Rank.Specific, Remedy.SetVariable,
            @"server does not support SSL|SSL (connection )?is required|insecure transport are prohibited|require_secure_transport|no encryption|SSL off")
        {
            Cause = "App and database do not agree whether to use TLS.",
            Advice = "Set sslmode (or ssl) in the app's connection settings to what the database wants.",
            Reference = References.Postgres,
            Sample = "Error: The server does not support SSL connections",
            PrintedBy = "Node.js",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("db-migration", Rank.Specific, Remedy.FixApp,
            @"\bP300[59]\b|\bP3018\b|failed migrations|Dirty database version|Migrations have failed validation|FlywayValidate|checksum mismatch for migration|Can.t locate revision identified by|Migration .{1,80} failed|migration failed|Multiple head revisions|InconsistentMigrationHistory|LiquibaseException|error (running|applying|executing) migrations?")
        {
            Cause = "A database migration failed, or an earlier one did and was left.",
            Advice = "Put the named migration right in the database, then start again.",
            Reference = References.Postgres,
            Sample = "Error: P3009 migrate found failed migrations in the target database, new migrations will not be applied.",
            PrintedBy = "Prisma",
        },
        new("db-starting", Rank.Specific, Remedy.WaitForOther,
            @"database system is (starting up|shutting down|in recovery|not yet accepting)|LOADING Redis is loading|the database is starting")
        {
            Cause = "The database is still starting.",
            Advice = "Let the app wait for it and try again.",
            Reference = References.Postgres,
            Sample = "FATAL:  the database system is starting up",
            PrintedBy = "PostgreSQL",
        },
        new("db-data-version", Rank.Specific, Remedy.FixRequirements,
            @"database files are incompatible with server|data directory was initialized by PostgreSQL|Invalid MySQL server upgrade|not compatible with this version .{0,40}(data|database)|UPGRADE PROBLEM: Found an invalid featureCompatibilityVersion|Can't handle RDB format version")
        {
            Cause = "The database's files are of another version of it.",
            Advice = "Start the version that wrote them, and move the data by its upgrade.",
            Reference = References.Postgres,
            Sample = "FATAL:  database files are incompatible with server",
            PrintedBy = "PostgreSQL",
        },
        new("nginx-config", Rank.General, Remedy.FixApp,
            @"\[emerg\]|nginx: configuration file .* test failed|AH000\d+: .*(Syntax error|Invalid)|Invalid command '|Caddyfile:\d+|haproxy.*\[ALERT\]")
        {
            Cause = "The web server's configuration is not valid.",
            Advice = "Correct the line that is named.",
            Reference = References.AlbTrouble,
            Sample = "nginx: [emerg] unknown directive \"proxy_passs\" in /etc/nginx/conf.d/default.conf:12",
            PrintedBy = "nginx",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("python-app", Rank.Specific, Remedy.FixApp,
            @"Failed to find attribute .* in|Error loading ASGI app|Failed to find application object|AppImportError|Could not (import|locate a Flask)|NoAppException|Could not find a Flask")
        {
            Cause = "The server does not find the app's object in its module.",
            Advice = "Name it as module:object in the start command, and set the working folder.",
            Reference = References.Pip,
            Sample = "ERROR:    Error loading ASGI app. Attribute \"app\" not found in module \"main\".",
            PrintedBy = "uvicorn",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("spring-datasource", Rank.Specific, Remedy.SetVariable,
            @"Failed to configure a DataSource|Failed to determine a suitable driver class|Cannot determine embedded database|.url. must start with .jdbc")
        {
            Cause = "The app's database address is not set.",
            Advice = "Set SPRING_DATASOURCE_URL with user and password.",
            Reference = References.EcsTaskStopped,
            Sample = "Failed to configure a DataSource: 'url' attribute is not specified and no embedded datasource could be configured.",
            PrintedBy = "Spring Boot",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("probe-host", Rank.Specific, Remedy.SetVariable,
            @"Invalid HTTP_HOST header|DisallowedHost|Blocked (hosts?|request).{0,60}(host|allowed)|This host \(|Invalid host header|host .{0,60}is not (allowed|trusted)|Untrusted host")
        {
            Cause = "The app refuses the host name that it is asked by.",
            Advice = "Add the domain, and what the health check sends, to the app's allowed hosts.",
            Reference = References.AlbHealth,
            Sample = "Invalid HTTP_HOST header: '10.0.1.5:8000'. You may need to add '10.0.1.5' to ALLOWED_HOSTS.",
            PrintedBy = "Django",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("probe-scheme", Rank.Specific, Remedy.FixPort,
            @"wrong version number|\bEPROTO\b|first record does not look like a TLS|sent an HTTP request to an HTTPS server|plain HTTP request was sent to HTTPS port|http2?: server gave HTTP response|malformed HTTP response|packet length too long|SSL_ERROR_RX_RECORD_TOO_LONG|record overflow|Received HTTP/0\.9")
        {
            Cause = "One side speaks HTTP, the other HTTPS.",
            Advice = "Let the app answer plain HTTP on its port; TLS ends at the load balancer.",
            Reference = References.AlbTrouble,
            Sample = "curl: (35) error:0A00010B:SSL routines::wrong version number",
            PrintedBy = "curl",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("probe-tls-handshake", Rank.Specific, Remedy.FixDomain,
            @"alert handshake failure|alert internal error|no peer certificate|ERR_SSL_(PROTOCOL|VERSION)|SSL_ERROR_|tlsv1 unrecognized name|handshake_failure|unsupported protocol|SSL_ERROR_SYSCALL|remote error: tls:|no cipher(s)? |unrecognized name")
        {
            Cause = "TLS fails before a certificate is seen: the listener has none for this name, or no common version.",
            Advice = "Look at the listener's certificates and its security policy.",
            Reference = References.AlbTrouble,
            Sample = "curl: (35) error:14094410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure",
            PrintedBy = "curl",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("app-file-missing", Rank.Specific, Remedy.EditDockerfile,
            @"ENOENT: no such file or directory|FileNotFoundError: |java\.io\.FileNotFoundException|DirectoryNotFoundException|^[^:]{0,60}(open|stat) /[\w./-]{1,100}: no such file or directory$|Errno::ENOENT|failed to open stream: No such file|FileNotFoundException: Could not find|Failed opening required|failed opening .{1,120} for inclusion")
        {
            Cause = "A file that the app reads when it starts is not in the image.",
            Advice = "Copy it into the last stage of the Dockerfile, or correct the path and the working folder.",
            Reference = References.Dockerfile,
            Sample = "Error: ENOENT: no such file or directory, open '/app/config.json'",
            PrintedBy = "Node.js",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("exit-134", Rank.General, Remedy.FixApp,
            @"exit(ed)?( with)?( \()?[ :]*(status|code)?[ :]*134\b|Aborted \(core dumped\)|SIGABRT")
        {
            Cause = "The app ended itself (SIGABRT, exit code 134): an assertion, or no memory left for its heap.",
            Advice = "Read the lines before it.",
            Reference = References.EcsTaskStopped,
            Sample = "Essential container in task exited (exit code 134)",
            PrintedBy = "ECS, stoppedReason",
        },
        new("app-crash", Rank.General, Remedy.FixApp,
            @"unhandled exception|uncaught (exception|error)|Traceback \(most recent call last\)|panic: |Exception in thread ""main""|UnhandledPromiseRejection|APPLICATION FAILED TO START|Error creating bean with name|Application run failed|thread '[^']*' panicked|Unhandled ?(promise )?rejection|Application startup exception|Hosting failed to start|Failed to start bean|throw (new |err|er;)|^\s*(Uncaught )?(Type|Reference|Range|Value|Key|Attribute|Runtime|Name|Assertion|Syntax)?Error: |^fatal error: |FATAL ERROR|\bFATAL\b|Segfault|Unable to resolve service for type|Worker failed to boot|Application startup failed|level=fatal|\[emerg\]|CrashLoopBackOff|app crashed|PHP Fatal error")
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
