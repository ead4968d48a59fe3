namespace DeployCrew.Diagnosis.Signatures;

/// <summary>What AWS's APIs refuse.</summary>
internal static class AwsSignatures
{
    public static IReadOnlyList<Signature> All { get; } =
    [
        new("aws-expired", Rank.Specific, Remedy.RenewCredentials,
            @"ExpiredToken(Exception)?|security token included in the request is (expired|invalid)|RequestExpired|InvalidClientTokenId|UnrecognizedClientException|token has expired and refresh failed|The SSO session.*(expired|invalid)|SSO session has expired|DC7024|InvalidAccessKeyId|Access Key Id you provided does not exist|provided token has expired|UnauthorizedSSOToken|SSOTokenProvider|AuthFailure.*(not able|unable) to validate|IncompleteSignature|IDPCommunicationError|token is expired")
        {
            Cause = "The AWS credentials have expired or are not valid.",
            Advice = "Sign in again (aws sso login), then resume the run.",
            Reference = References.IamDenied,
            Sample = "ExpiredTokenException: The security token included in the request is expired",
            PrintedBy = "AWS",
        },
        new("aws-no-credentials", Rank.Specific, Remedy.RenewCredentials,
            @"NoCredentialProviders|No valid credential sources found|Unable to locate credentials|No AWS credentials were found|failed to refresh cached credentials|DC7003|could not (load|find) credentials|config profile .* could not be found|failed to get shared config profile|no EC2 IMDS role found|(could not|unable to|failed to) (load|locate|find|retrieve|get)( any| valid| AWS)* credentials|Missing credentials in config|no valid credential|static credentials are empty|CredentialsProviderError")
        {
            Cause = "There are no AWS credentials.",
            Advice = "Set AWS_PROFILE, or sign in.",
            Reference = References.IamDenied,
            Sample = "NoCredentialProviders: no valid providers in chain",
            PrintedBy = "AWS SDK",
        },
        new("aws-clock", Rank.Specific, Remedy.FixMachine,
            @"SignatureDoesNotMatch|Signature (not yet current|expired)|RequestTimeTooSkewed")
        {
            Cause = "AWS does not accept the request's signature: the clock is wrong, or the secret key.",
            Advice = "Set the machine's clock; check the key.",
            Reference = References.IamDenied,
            Sample = "SignatureDoesNotMatch: Signature expired: 20260101T000000Z is now earlier than 20260101T001500Z",
            PrintedBy = "AWS",
        },
        new("aws-passrole", Rank.Specific, Remedy.AddPermission,
            @"not authorized to perform:? iam:PassRole( on resource: (?<resource>\S+))?")
        {
            Cause = "The credentials may not pass the role {resource} to a service.",
            Advice = "Have iam:PassRole granted for this one role.",
            Reference = References.IamDenied,
            Sample = "AccessDenied: User: arn:aws:iam::123456789012:user/ci is not authorized to perform: iam:PassRole on resource: arn:aws:iam::123456789012:role/web-task",
            PrintedBy = "AWS",
        },
        new("aws-explicit-deny", Rank.Specific, Remedy.AskAdministrator,
            @"with an explicit deny( in an? (?<policy>[\w -]+ policy))?")
        {
            Cause = "A policy of the organisation denies this call ({policy}).",
            Advice = "Ask who keeps that policy; a permission of your own does not help.",
            Reference = References.IamDenied,
            Sample = "AccessDenied: User: arn:aws:iam::123456789012:user/ci is not authorized to perform: ecs:CreateCluster with an explicit deny in a service control policy",
            PrintedBy = "AWS",
        },
        new("aws-service-linked-role", Rank.Specific, Remedy.AddPermission,
            @"Unable to assume the service linked role|service.linked role.*(does not exist|exists|CreateServiceLinkedRole)|iam:CreateServiceLinkedRole")
        {
            Cause = "The account does not have the service-linked role of ECS or load balancing yet, or it may not be used.",
            Advice = "Create it once: aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com.",
            Reference = References.IamDenied,
            Sample = "InvalidParameterException: Unable to assume the service linked role. Please verify that the ECS service linked role exists.",
            PrintedBy = "Amazon ECS",
        },
        new("aws-kms", Rank.Specific, Remedy.AddPermission,
            @"KMS(Access|Disabled|InvalidState|NotFound)\w*|not authorized to perform:? kms:(?<action>\w+)|The ciphertext refers to a customer master key|is pending (deletion|import).*kms|kms.*is disabled|Key .*(is disabled|does not exist)")
        {
            Cause = "A KMS key may not be used, or is disabled.",
            Advice = "Let the role use this one key in the key's policy; enable it when it was disabled by mistake.",
            Reference = References.IamDenied,
            Sample = "AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/exec/abc is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:123456789012:key/abc",
            PrintedBy = "AWS KMS",
        },
        new("aws-denied", Rank.Specific, Remedy.AddPermission,
            @"not authorized to perform:? (?<action>[a-z0-9-]+:\w+)|(UnauthorizedOperation|AccessDenied(Exception)?|AuthorizationError|Forbidden).*(perform|permission|operation|denied)|api error (AccessDenied|UnauthorizedOperation)|\bAccessDenied(Exception)?:|not authorized to (perform this|access this)|api error \w*(AccessDenied|Unauthorized|Forbidden)\w*|\(AccessDenied(Exception)?\)|AccessDeniedException|status code: 403, |403 Forbidden.*(aws|s3|iam)|explicitly? denied|An error occurred \(403\) when calling")
        {
            Cause = "The credentials may not do this ({action}).",
            Advice = "Have this one permission granted; deploycrew plan names all that a run needs.",
            Reference = References.IamDenied,
            Sample = "AccessDeniedException: User: arn:aws:iam::123456789012:user/ci is not authorized to perform: ecs:CreateService on resource: arn:aws:ecs:eu-west-1:123456789012:service/hello/web",
            PrintedBy = "AWS",
        },
        new("aws-throttled", Rank.Specific, Remedy.Retry,
            @"Throttl(ing|ed)(Exception|Error)?|Rate exceeded|RequestLimitExceeded|TooManyRequestsException|SlowDown|has been throttled|PriorRequestNotComplete")
        {
            Cause = "AWS throttles the calls of this account.",
            Advice = "Resume the run in a few minutes.",
            Reference = References.Retries,
            Sample = "ThrottlingException: Rate exceeded",
            PrintedBy = "AWS",
        },
        new("aws-vpc-quota", Rank.Specific, Remedy.RequestQuota,
            @"(VpcLimitExceeded|AddressLimitExceeded|NatGatewayLimitExceeded|InternetGatewayLimitExceeded|SubnetLimitExceeded|RouteLimitExceeded|SecurityGroupLimitExceeded|RulesPerSecurityGroupLimitExceeded|NetworkInterfaceLimitExceeded|TooManyLoadBalancers|TooManyTargetGroups|TooManyListeners|TooManyCertificates)")
        {
            Cause = "A quota of the account is used up ({0}).",
            Advice = "Ask for more under Service Quotas, or destroy what is not used any more.",
            Reference = References.Quotas,
            Sample = "VpcLimitExceeded: The maximum number of VPCs has been reached.",
            PrintedBy = "Amazon EC2",
        },
        new("aws-quota", Rank.Specific, Remedy.RequestQuota,
            @"(LimitExceeded(Exception|Fault)?|ServiceQuotaExceeded(Exception)?|QuotaExceeded\w*|InstanceLimitExceeded|VcpuLimitExceeded|limit on the number of vCPUs|maximum (number|limit) (of|for) [\w /-]{1,60} (has been |is )?(reached|allowed|exceeded)|(quota|limit) (has been |was |is )?(exceeded|reached)|exceeded (the|your|its) [\w -]{0,40}(quota|limit)|exceeds? (the|your) (quota|limit)|cannot exceed quota|You.ve reached the limit|current instance limit)")
        {
            Cause = "A quota of the account is used up.",
            Advice = "Ask for more under Service Quotas, or destroy what is not used any more.",
            Reference = References.Quotas,
            Sample = "LimitExceededException: Cannot exceed quota for RolesPerAccount: 1000",
            PrintedBy = "AWS",
        },
        new("aws-record", Rank.Specific, Remedy.AdoptExistingResource,
            @"InvalidChangeBatch.*(already exists|but it already exists)|RRSet .*already exists|Tried to create resource record set")
        {
            Cause = "The zone has a record of this name already.",
            Advice = "Look who uses it; import it, or take another domain.",
            Reference = References.Pulumi,
            Sample = "InvalidChangeBatch: [Tried to create resource record set [name='app.example.com.', type='A'] but it already exists]",
            PrintedBy = "Amazon Route 53",
        },
        new("aws-name-taken", Rank.Specific, Remedy.AdoptExistingResource,
            @"BucketAlreadyExists|BucketAlreadyOwnedByYou|EntityAlreadyExists|ResourceAlreadyExistsException|RepositoryAlreadyExistsException|AlreadyExistsException|DuplicateLoadBalancerName|DuplicateTargetGroupName|InvalidGroup\.Duplicate|ResourceExistsException|ParameterAlreadyExists|DBInstanceAlreadyExists|(Role|Resource|Bucket|repository|group|name) .*already exists|DC4044|InvalidPermission\.Duplicate|InvalidKeyPair\.Duplicate|AlreadyExistsFault|AlreadyExists\b|Creation of service was not idempotent|requested bucket name is not available|(stack|cluster|function|alias|table|policy|parameter|secret|key pair|listener|queue|topic|load balancer|instance|service|namespace|log group|certificate|domain) .{0,120}already exists|ConflictException.*already exist|A conflicting .* already exists")
        {
            Cause = "Something of this name is there already.",
            Advice = "Import it into the stack, or choose another project name; do not delete what others may use.",
            Reference = References.Pulumi,
            Sample = "EntityAlreadyExists: Role with name hello-dev-task already exists.",
            PrintedBy = "AWS",
        },
        new("aws-secret-deleted", Rank.Specific, Remedy.AdoptExistingResource,
            @"(secret|key).*(scheduled for deletion|marked for deletion)")
        {
            Cause = "A secret of this name waits for its deletion.",
            Advice = "Restore it (aws secretsmanager restore-secret), or choose another name.",
            Reference = References.Pulumi,
            Sample = "InvalidRequestException: You can't create this secret because a secret with this name is already scheduled for deletion.",
            PrintedBy = "AWS Secrets Manager",
        },
        new("aws-zone", Rank.Specific, Remedy.FixDomain,
            @"NoSuchHostedZone|No hosted zone found|hosted zone .*(not found|does not exist)|no matching Route ?53 ?zone")
        {
            Cause = "The hosted zone is not in this account.",
            Advice = "Correct hostedZoneId, or take the credentials of the account that has the zone.",
            Reference = References.AcmDns,
            Sample = "NoSuchHostedZone: No hosted zone found with ID: Z0123456789ABC",
            PrintedBy = "Amazon Route 53",
        },
        new("aws-certificate-caa", Rank.Specific, Remedy.FixDomain,
            @"CAA_ERROR|Certificate(ion)? Authority Authori[sz]ation|\bCAA\b.*(fail|error|record)|CAA (record|error)")
        {
            Cause = "A CAA record of the domain does not let Amazon issue its certificate.",
            Advice = "Add amazon.com to the domain's CAA records.",
            Reference = References.AcmCaa,
            Sample = "One or more domain names have failed validation due to a Certificate Authority Authentication (CAA) error",
            PrintedBy = "AWS Certificate Manager",
        },
        new("aws-certificate-pending", Rank.Specific, Remedy.FixDomain,
            @"PENDING[_ ]VALIDATION|ACM certificate.*(taking a while|not (yet )?valid)|waiting for ACM Certificate|VALIDATION_TIMED_OUT|certificate .*(not issued|timed out|validation)|CertificateNotFound|UnsupportedCertificate")
        {
            Cause = "The certificate was not issued: its validation record is not seen in DNS.",
            Advice = "Look whether the domain is delegated to this hosted zone, then resume the run.",
            Reference = References.AcmDns,
            Sample = "error: waiting for ACM Certificate (arn:aws:acm:eu-west-1:123456789012:certificate/abc) to be issued: timeout while waiting for state to become 'ISSUED' (last state: 'PENDING_VALIDATION')",
            PrintedBy = "the AWS provider",
        },
        new("aws-cidr", Rank.Specific, Remedy.FixRequirements,
            @"InvalidVpc\.Range|InvalidSubnet\.(Conflict|Range)|CIDR .*(conflicts|invalid|overlap)|InvalidParameterValue.*CIDR|InvalidSubnet\.|subnet .*(CIDR|range).*(invalid|conflict)|CIDR block .*(is invalid|not (valid|within)|overlap)|InvalidVpcRange")
        {
            Cause = "An address range of the network does not fit, or is in use.",
            Advice = "Choose another cidr in the requirements.",
            Reference = References.Pulumi,
            Sample = "InvalidSubnet.Conflict: The CIDR '10.0.1.0/24' conflicts with another subnet",
            PrintedBy = "Amazon EC2",
        },
        new("aws-dependency", Rank.Specific, Remedy.Retry,
            @"DependencyViolation|has a dependent object|ResourceInUse(Exception)?|is currently in use by|DeleteConflict|is currently used by|has (existing )?dependen(cies|t)|still (in use|referenced)|cannot be deleted (since|while)|must be (detached|removed|deleted) (first|before)|in use by")
        {
            Cause = "Something still uses what is to be deleted.",
            Advice = "Resume in some minutes, when what uses it is gone; look for things that are not of this stack.",
            Reference = References.Pulumi,
            Sample = "DependencyViolation: resource sg-0abc has a dependent object",
            PrintedBy = "Amazon EC2",
        },
        new("aws-bucket-not-empty", Rank.Specific, Remedy.FixRequirements,
            @"BucketNotEmpty")
        {
            Cause = "The bucket has objects, and is not deleted with them.",
            Advice = "Save what is needed; destroy --include-protected-data is for those who want it gone.",
            Reference = References.Pulumi,
            Sample = "BucketNotEmpty: The bucket you tried to delete is not empty",
            PrintedBy = "Amazon S3",
        },
        new("aws-fargate-size", Rank.Specific, Remedy.FixRequirements,
            @"No Fargate configuration exists for given values|Invalid .cpu. setting for task|Invalid value for .memory.|Invalid .?(cpu|memory).? (value|setting)|Task definition (memory|cpu) (must|is)|Fargate requires task definition to have|is not supported (on|for|by) FARGATE|compatib\w+ .*FARGATE")
        {
            Cause = "Fargate has no size with this CPU and memory.",
            Advice = "Choose a pair that Fargate has: 256 with 512 to 2048, 512 with 1024 to 4096, ….",
            Reference = References.EcsStopped,
            Sample = "ClientException: No Fargate configuration exists for given values: 256 CPU, 4096 memory.",
            PrintedBy = "Amazon ECS",
        },
        new("aws-region", Rank.Specific, Remedy.FixRequirements,
            @"OptInRequired|SubscriptionRequiredException|not (supported|available|enabled) in (this|the requested|your) region|region .*(is not enabled|invalid)|is not (supported|available) in (this|the) (region|availability zone)|not supported in your requested Availability Zone|Invalid AWS Region|UnknownEndpoint|Unsupported: ")
        {
            Cause = "The account has not enabled this service or region.",
            Advice = "Enable it in the account, or choose another region.",
            Reference = References.IamDenied,
            Sample = "OptInRequired: You are not subscribed to this service. Please go to http://aws.amazon.com to subscribe.",
            PrintedBy = "AWS",
        },
        new("aws-unavailable", Rank.Specific, Remedy.Retry,
            @"ServiceUnavailable(Exception)?|InternalFailure|InternalServerError|InternalError\b|An internal error has occurred|ServerException|RequestTimeout\b|DC7002|DC7011")
        {
            Cause = "AWS had a fault, or did not answer.",
            Advice = "Resume the run; AWS's health page tells of outages.",
            Reference = References.Retries,
            Sample = "ServerException: Service Unavailable. Please try again later.",
            PrintedBy = "AWS",
            Stages = ["provision", "push", "rollout", "destroy", "build", "plan", "rollback"],
        },
        new("aws-endpoint", Rank.Specific, Remedy.FixNetwork,
            @"(amazonaws\.com).*(no such host|i/o timeout|connection refused|connection reset|could not resolve|Name or service not known)|Could not connect to the endpoint URL|EndpointConnectionError|(amazonaws\.com).*(TLS handshake timeout|timed out|connect timeout|network is unreachable|EOF|no route to host|server misbehaving)|Connect timeout on endpoint URL|Read timeout on endpoint URL|UnknownEndpoint|Inaccessible host")
        {
            Cause = "AWS's endpoint cannot be reached from here.",
            Advice = "Check the network, the proxy and the region's name.",
            Reference = References.Retries,
            Sample = "Could not connect to the endpoint URL: \"https://ecs.eu-west-9.amazonaws.com/\"",
            PrintedBy = "AWS SDK",
        },
    ];
}
