namespace DeployCrew.Diagnosis.Signatures;

/// <summary>Why images cannot be pulled or pushed.</summary>
internal static class RegistrySignatures
{
    public static IReadOnlyList<Signature> All { get; } =
    [
        new("registry-rate", Rank.Specific, Remedy.AskRegistryOwner,
            @"toomanyrequests|pull rate limit|429 Too Many Requests.*(docker|registry|manifest)|TOOMANYREQUESTS|(docker|registry|ghcr|quay|manifest|blob|ecr|pull|image|layer).*(\b429\b|too many requests)|too many requests.*(docker|registry|manifest|pull|hub)|increase-rate-limit")
        {
            Cause = "The registry lets this address or account pull no more for now.",
            Advice = "Sign in to it, take the image from a mirror (public.ecr.aws), or wait for hours.",
            Reference = References.DockerLimits,
            Sample = "toomanyrequests: You have reached your pull rate limit. You may increase the limit by authenticating and upgrading: https://www.docker.com/increase-rate-limit",
            PrintedBy = "Docker Hub",
        },
        new("registry-expired", Rank.Specific, Remedy.RenewCredentials,
            @"authorization token has expired|no basic auth credentials|DC3323|token is expired.*registry|failed to fetch (anonymous|oauth) token.*401|authentication token (has )?expired|Cannot perform an interactive login|token has expired.*(registry|ecr|docker)|(login|Log in) to .*(required|again)|Please login prior to (push|pull)")
        {
            Cause = "The registry's token has expired, or there is none.",
            Advice = "Sign in again; ECR's tokens last twelve hours.",
            Reference = References.EcrErrors,
            Sample = "denied: Your authorization token has expired. Reauthenticate and try again.",
            PrintedBy = "Amazon ECR",
        },
        new("registry-denied", Rank.Specific, Remedy.AskRegistryOwner,
            @"(Error response from daemon: denied|pull access denied|requested access to the resource is denied|unauthorized: |denied: (requested|permission)|insufficient_scope|DC3401|The registry .* refused access)|(registry|/v2/|docker|ghcr\.io|gcr\.io|manifests?|blobs?|image).*(401 Unauthorized|403 Forbidden|access forbidden|authentication required|failed to authorize|incorrect username or password)|(401|403) (Unauthorized|Forbidden).*(registry|/v2/|docker|ghcr)|denied: (your |access|resource|project|not found|authentication|installation|permission|token|not_allowed|not allowed|unauth)|permission_denied: |token provided does not match expected scopes|incorrect username or password|repository \S+ not found: does not exist|failed to fetch (anonymous|oauth) token")
        {
            Cause = "The registry refuses access to the image, or has no such repository.",
            Advice = "Correct the image's name; ask the registry's owner for access, or sign in.",
            Reference = References.EcrErrors,
            Sample = "Error response from daemon: pull access denied for acme/base, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
            PrintedBy = "Docker Engine",
        },
        new("registry-push-denied", Rank.Specific, Remedy.AddPermission,
            @"not authorized to perform:? (?<action>ecr:\w+)")
        {
            Cause = "The credentials may not do {action}.",
            Advice = "Have this one permission granted for this repository.",
            Reference = References.EcrErrors,
            Sample = "denied: User: arn:aws:iam::123456789012:user/ci is not authorized to perform: ecr:InitiateLayerUpload on resource: arn:aws:ecr:us-east-1:123456789012:repository/web",
            PrintedBy = "Amazon ECR",
        },
        new("registry-manifest", Rank.Specific, Remedy.FixImageReference,
            @"manifest (for \S+ |unknown|.*)?(not found|unknown)|MANIFEST_UNKNOWN|DC3403|DC3312|cannot be pulled: .*not found|: not found$.*docker\.io|failed to resolve (source metadata|reference).*not found|no such manifest|(docker\.io|ghcr\.io|quay\.io|amazonaws\.com|microsoft\.com|gcr\.io|public\.ecr\.aws|pkg\.dev)/\S+: not found|tag \S+ (was )?not found|image .* not found in (registry|repository)|manifest for .* not found")
        {
            Cause = "The registry does not have this image or tag.",
            Advice = "Correct the tag, or push it first.",
            Reference = References.EcrErrors,
            Sample = "manifest for node:99-alpine not found: manifest unknown: manifest unknown",
            PrintedBy = "Docker Engine",
        },
        new("registry-immutable", Rank.Specific, Remedy.FixImageReference,
            @"tag (is immutable|invalid).*|ImageTagAlreadyExistsException|cannot be overwritten because the (repository|tag) is immutable|DC3407|tag .*already exists.*immutable|immutable tag")
        {
            Cause = "The tag belongs to another image, and the repository's tags are immutable.",
            Advice = "Push under another tag, or deploy by digest.",
            Reference = References.EcrTags,
            Sample = "tag invalid: The image tag '1.0' already exists in the 'web' repository and cannot be overwritten because the repository is immutable.",
            PrintedBy = "Amazon ECR",
        },
        new("registry-repository", Rank.Specific, Remedy.FixRequirements,
            @"repository (with name )?'(?<name>[^']+)' does not exist|RepositoryNotFoundException|NAME_UNKNOWN|name unknown|DC3402")
        {
            Cause = "The repository {name} is not there.",
            Advice = "Provision the environment first: the stack makes it.",
            Reference = References.EcrErrors,
            Sample = "name unknown: The repository with name 'web' does not exist in the registry with id '123456789012'",
            PrintedBy = "Amazon ECR",
        },
        new("registry-tls", Rank.Specific, Remedy.FixDomain,
            @"x509: certificate signed by unknown authority|server gave HTTP response to HTTPS client|certificate signed by unknown authority|tls: first record does not look like a TLS handshake|(registry|/v2/|docker).*x509: ")
        {
            Cause = "The registry's certificate is not trusted here, or it has none.",
            Advice = "Trust its authority on the machine that builds; do not make it insecure.",
            Reference = References.EcrErrors,
            Sample = "Get \"https://registry.example/v2/\": x509: certificate signed by unknown authority",
            PrintedBy = "Docker Engine",
        },
        new("registry-network", Rank.Specific, Remedy.Retry,
            @"(registry|docker\.io|ghcr\.io|/v2/|blob|manifest).*(i/o timeout|TLS handshake timeout|connection reset|EOF$|unexpected EOF|502 Bad Gateway|503 Service Unavailable|no such host|Client\.Timeout)|DC3405|net/http: TLS handshake timeout|(registry|/v2/|docker).*request canceled|(registry|docker\.io|docker\.com|ghcr\.io|gcr\.io|quay\.io|\.dkr\.ecr\.|/v2/|blob|manifest|pull|push|layer).*(context deadline exceeded|connection refused|Temporary failure|server misbehaving|network is unreachable|no route to host|proxyconnect|broken pipe|50[0234]\b|unexpected http status: 5|connection timed out|operation timed out|dial tcp: lookup|retries exhausted)|error parsing HTTP 50\d|unexpected HTTP status: 50\d|unexpected status.*: 50\d|filesystem layer verification failed|unexpected commit digest|short read: expected|use of closed network connection|failed to do request: |cannot reuse body, request must be retried|^EOF$")
        {
            Cause = "The registry did not answer, or the connection broke.",
            Advice = "Try again; look at the network when it stays so.",
            Reference = References.EcrErrors,
            Sample = "Error response from daemon: Get \"https://registry-1.docker.io/v2/\": net/http: TLS handshake timeout",
            PrintedBy = "Docker Engine",
        },
        new("registry-layer-limit", Rank.Specific, Remedy.RequestQuota,
            @"LimitExceededException.*(repositor|image)|image (size|layer).*exceeds|LayerPartTooSmall|QuotaExceeded.*regist")
        {
            Cause = "The registry's quota is used up.",
            Advice = "Delete images that nobody needs, or ask for more.",
            Reference = References.EcrErrors,
            Sample = "LimitExceededException: The maximum number of images per repository has been reached",
            PrintedBy = "Amazon ECR",
        },
    ];
}
