namespace DeployCrew.Diagnosis.Signatures;

/// <summary>What load balancers, health checks and the verifier's HTTPS probe see.</summary>
internal static class ProbeSignatures
{
    public static IReadOnlyList<Signature> All { get; } =
    [
        new("probe-certificate-name", Rank.Specific, Remedy.FixDomain,
            @"RemoteCertificateNameMismatch|ERR_TLS_CERT_ALTNAME_INVALID|Hostname/IP does not match certificate|certificate is valid for .*, not|no alternative certificate subject name matches|CERT_COMMON_NAME_INVALID|hostname mismatch|hostname .\S+. doesn.t match|certificate (is |was )?(not valid|issued) for|is not in the cert.s altnames|subject name .*does not match|NET::ERR_CERT_COMMON_NAME|no alternative (certificate|DNS)|SSL_ERROR_BAD_CERT_DOMAIN|name mismatch|doesn.t match either of|does not match target host")
        {
            Cause = "The certificate at the address is for another name.",
            Advice = "Give the listener a certificate with this domain, and look whether DNS points to this load balancer.",
            Reference = References.AlbTrouble,
            Sample = "curl: (60) SSL: no alternative certificate subject name matches target host name 'app.example.com'",
            PrintedBy = "curl",
        },
        new("probe-certificate-expired", Rank.Specific, Remedy.FixDomain,
            @"certificate (has|is) expired|CERT_HAS_EXPIRED|NotTimeValid|x509: certificate has expired|CERT_DATE_INVALID|certificate .{0,40}(has expired|is expired|expired on)|expired certificate|ERR_CERT_DATE|certificate is not yet valid")
        {
            Cause = "The certificate at the address has expired.",
            Advice = "Look why ACM did not renew it: its validation record has to stay in DNS.",
            Reference = References.AcmDns,
            Sample = "curl: (60) SSL certificate problem: certificate has expired",
            PrintedBy = "curl",
        },
        new("probe-certificate-untrusted", Rank.Specific, Remedy.FixDomain,
            @"RemoteCertificateChainErrors|UntrustedRoot|PartialChain|self.signed certificate|unable to get local issuer certificate|CERT_AUTHORITY_INVALID|SSL certificate problem|SELF_SIGNED_CERT|UNABLE_TO_(GET|VERIFY)|CERTIFICATE_VERIFY_FAILED|PKIX path building failed|unable to verify the first certificate|ERR_CERT_AUTHORITY|SSLCertVerificationError|server certificate verification failed|invalid peer certificate|unable to verify leaf")
        {
            Cause = "The certificate at the address is of an authority that is not trusted.",
            Advice = "Use a certificate of ACM; on the local cloud trust its ca.pem.",
            Reference = References.AlbTrouble,
            Sample = "curl: (60) SSL certificate problem: self-signed certificate in certificate chain",
            PrintedBy = "curl",
            Stages = ["rollout", "verify", "rollback", "push", "build"],
        },
        new("probe-redirect", Rank.Specific, Remedy.FixHealthPath,
            @"Health checks failed with these codes: \[3\d\d\]|< HTTP/\S+ 30[1278]|status code 30[1278]|DC6001.*30[1278]|(probe|health ?-?check\w*|status ?-?code|status|responded|response|returned|returns|HTTP|got|code)\W{0,3}(with|failed with|of|error|was|is|status|statuscode|code|unexpected|received|[:=(\[\s])*\W{0,3}30[1278]\b|30[1278] (Moved|Found|Temporary|Permanent)|(maximum|too many) .{0,12}redirects|redirected you too many times|ERR_TOO_MANY_REDIRECTS|redirect loop")
        {
            Cause = "The health path is answered with a redirect, which is not healthy.",
            Advice = "Name the path that it redirects to, or answer health checks before redirecting to HTTPS or to a login.",
            Reference = References.AlbHealth,
            Sample = "Health checks failed with these codes: [301]",
            PrintedBy = "Elastic Load Balancing",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("probe-auth", Rank.Specific, Remedy.FixHealthPath,
            @"Health checks failed with these codes: \[40[13]\]|< HTTP/\S+ 40[13]|(probe|health ?-?check\w*|status ?-?code|status|responded|response|returned|returns|HTTP|got|code)\W{0,3}(with|failed with|of|error|was|is|status|statuscode|code|unexpected|received|[:=(\[\s])*\W{0,3}40[13]\b|401 \(?Unauthorized|403 \(?Forbidden")
        {
            Cause = "The health path wants somebody to sign in (401 or 403).",
            Advice = "Name a path that answers without credentials.",
            Reference = References.AlbHealth,
            Sample = "Health checks failed with these codes: [401]",
            PrintedBy = "Elastic Load Balancing",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("probe-404", Rank.Specific, Remedy.FixHealthPath,
            @"Health checks failed with these codes: \[404\]|< HTTP/\S+ 404|(health|GET /\S*).* 404\b|Cannot GET /|(probe|health ?-?check\w*|status ?-?code|status|responded|response|returned|returns|HTTP|got|code)\W{0,3}(with|failed with|of|error|was|is|status|statuscode|code|unexpected|received|[:=(\[\s])*\W{0,3}404\b|404 \(?Not Found")
        {
            Cause = "The app has nothing at the health path (404).",
            Advice = "Set health.path to a path that the app answers with 200.",
            Reference = References.AlbHealth,
            Sample = "Health checks failed with these codes: [404]",
            PrintedBy = "Elastic Load Balancing",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("probe-500", Rank.General, Remedy.FixApp,
            @"Health checks failed with these codes: \[500\]|< HTTP/\S+ 500|500 Internal Server Error|HTTP 500\b|(probe|health ?-?check\w*|status ?-?code|status|responded|response|returned|returns|HTTP|got|code)\W{0,3}(with|failed with|of|error|was|is|status|statuscode|code|unexpected|received|[:=(\[\s])*\W{0,3}500\b")
        {
            Cause = "The app answers the health path with an error of its own (500).",
            Advice = "Read the app's log for that request, and correct the app or what it depends on.",
            Reference = References.AlbHealth,
            Sample = "Health checks failed with these codes: [500]",
            PrintedBy = "Elastic Load Balancing",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("probe-502", Rank.General, Remedy.FixPort,
            @"Health checks failed with these codes: \[502\]|< HTTP/\S+ 502|502 Bad Gateway|(probe|health ?-?check\w*|status ?-?code|status|responded|response|returned|returns|HTTP|got|code)\W{0,3}(with|failed with|of|error|was|is|status|statuscode|code|unexpected|received|[:=(\[\s])*\W{0,3}502\b|upstream prematurely closed connection|connect\(\) failed \(111|recv\(\) failed \(104|Bad Gateway")
        {
            Cause = "The load balancer gets no proper answer from the app (502).",
            Advice = "Look whether the app listens on the port of the requirements, speaks HTTP there, and stays alive.",
            Reference = References.AlbTrouble,
            Sample = "< HTTP/1.1 502 Bad Gateway",
            PrintedBy = "Elastic Load Balancing",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("probe-503", Rank.General, Remedy.FixApp,
            @"Health checks failed with these codes: \[503\]|< HTTP/\S+ 503|503 Service (Temporarily )?Unavailable|(probe|health ?-?check\w*|status ?-?code|status|responded|response|returned|returns|HTTP|got|code)\W{0,3}(with|failed with|of|error|was|is|status|statuscode|code|unexpected|received|[:=(\[\s])*\W{0,3}503\b|no healthy upstream|upstream connect error|Service (Temporarily )?Unavailable|no (available|healthy) (server|target|backend)")
        {
            Cause = "No healthy task is behind the load balancer, or the app says itself that it is not ready (503).",
            Advice = "Look at the tasks' health and at what the app waits for.",
            Reference = References.AlbTrouble,
            Sample = "< HTTP/1.1 503 Service Temporarily Unavailable",
            PrintedBy = "Elastic Load Balancing",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("probe-504", Rank.General, Remedy.FixApp,
            @"Health checks failed with these codes: \[504\]|< HTTP/\S+ 504|504 Gateway Time-?out|(probe|health ?-?check\w*|status ?-?code|status|responded|response|returned|returns|HTTP|got|code)\W{0,3}(with|failed with|of|error|was|is|status|statuscode|code|unexpected|received|[:=(\[\s])*\W{0,3}504\b|upstream timed out|upstream request timeout|Gateway Time-?out")
        {
            Cause = "The app does not answer within the load balancer's time (504).",
            Advice = "Look for what the request waits for: a database, a lock, another service.",
            Reference = References.AlbTrouble,
            Sample = "< HTTP/1.1 504 Gateway Time-out",
            PrintedBy = "Elastic Load Balancing",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("probe-codes", Rank.General, Remedy.FixHealthPath,
            @"Health checks failed with these codes: \[(?<code>2\d\d|4(0[025-9]|[1-9]\d)|5(0[15-9]|[1-9]\d))\]|(probe|health ?-?check\w*|status ?-?code|status|responded|response|returned|returns|HTTP|got|code)\W{0,3}(with|failed with|of|error|was|is|status|statuscode|code|unexpected|received|[:=(\[\s])*\W{0,3}(?<code2>400|405|429)\b")
        {
            Cause = "The health path is answered with {code}.",
            Advice = "Set health.path to a path that the app answers with 200.",
            Reference = References.AlbHealth,
            Sample = "Health checks failed with these codes: [418]",
            PrintedBy = "Elastic Load Balancing",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("probe-timeout", Rank.General, Remedy.RaiseGracePeriod,
            @"Request timed out|Target\.Timeout|health check.*timed? ?out|The operation has timed out|no answer (with)?in|Client\.Timeout exceeded|curl: \(28\)|Operation timed out|timed out (waiting|after)|Timeout waiting|context deadline exceeded|ETIMEDOUT|i/o timeout|read timeout|ConnectTimeout|ReadTimeout|probe failed: .*(deadline|timeout)|did not (respond|become (ready|healthy|available)) (with)?in|WORKER TIMEOUT|failed to start (with)?in|failed to detect (an )?open port|no open ports? detected|(wait|waited|waiting) .{0,60}timed? ?out")
        {
            Cause = "The app did not answer the health check in time.",
            Advice = "Give it more time to start (health.gracePeriod), and look whether its security group lets the load balancer in.",
            Reference = References.AlbHealth,
            Sample = "Request timed out",
            PrintedBy = "Elastic Load Balancing",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("probe-refused", Rank.General, Remedy.FixPort,
            @"connection refused|ECONNREFUSED|actively refused|Connect(ion)? reset by peer|Target\.FailedHealthChecks|Health checks failed$|curl: \((7|52|56)\)|Failed to connect to \S+ port|Empty reply from server|ERR_CONNECTION_(REFUSED|RESET)|ConnectionRefusedError|Connection reset|connect: connection refused|port .{0,20}(is )?not (open|listening|reachable)")
        {
            Cause = "Nothing answers on the port that the load balancer asks.",
            Advice = "Make the app listen on 0.0.0.0 and on the port of the requirements.",
            Reference = References.AlbTrouble,
            Sample = "  Connection refused (10.0.1.5:8080)",
            PrintedBy = "the probe",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("elb-unhealthy", Rank.Consequence, Remedy.FixHealthPath,
            @"failed ELB health checks|is unhealthy in \(?target-group|no task became healthy|Target\.NotInUse|unhealthy|(Readiness|Liveness|Startup) probe failed|health ?checks? (failed|is failing|are failing|failing)|Target group .* no healthy")
        {
            Cause = "The load balancer found the tasks unhealthy.",
            Advice = "Look at what the health path answers, on which port, and when.",
            Reference = References.EcsTaskStopped,
            Sample = "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/abc)",
            PrintedBy = "ECS, stoppedReason",
            Stages = ["rollout", "verify", "rollback"],
        },
        new("probe-old-version", Rank.Specific, Remedy.Retry,
            @"(another|an? (earlier|older)|the wrong) (version|revision|image) (answers|serves|still)|x-deploycrew-revision|(still|yet) served by")
        {
            Cause = "Another version answers than the one that was deployed.",
            Advice = "Look at rollout status: traffic may not have moved yet; then verify again.",
            Reference = References.AlbTrouble,
            Sample = "https://app.example.com/ shows that an earlier version answers",
            PrintedBy = "deploycrew",
            Stages = ["verify"],
        },
        new("probe-dns", Rank.Specific, Remedy.FixDomain,
            @"(Name or service not known|No such host is known|could not resolve host|NXDOMAIN|SERVFAIL)|ERR_NAME_NOT_RESOLVED|DNS_PROBE|ENOTFOUND|nodename nor servname|Temporary failure in name resolution|no such host|EAI_AGAIN|server can.t find")
        {
            Cause = "The domain does not resolve.",
            Advice = "Look whether the domain is delegated to the hosted zone, and give DNS time.",
            Reference = References.AcmDns,
            Sample = "curl: (6) Could not resolve host: app.example.com",
            PrintedBy = "curl",
            Stages = ["verify"],
        },
    ];
}
