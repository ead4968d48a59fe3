namespace DeployCrew.Diagnosis.Signatures;

/// <summary>What AWS says of single resources: what is missing, busy or does not fit.</summary>
internal static class AwsResourceSignatures
{
    public static IReadOnlyList<Signature> All { get; } =
    [
        new("aws-no-region", Rank.Specific, Remedy.SetVariable,
            @"MissingRegion|Missing region|You must specify a region|no region (was )?(specified|found|set)|Invalid Configuration: Missing Region|region.{0,30}(is not set|not configured|could not be found)|NoRegionError|unable to (find|determine) (the )?region|not find region")
        {
            Cause = "No AWS region is set.",
            Advice = "Set AWS_REGION, or the region in the requirements.",
            Reference = References.IamDenied,
            Sample = "You must specify a region. You can also configure your region by running \"aws configure\".",
            PrintedBy = "AWS CLI",
        },
        new("aws-cli-version", Rank.Specific, Remedy.FixMachine,
            @"aws: error: |Invalid choice, valid choices are|Unknown options: --")
        {
            Cause = "The AWS CLI does not know this command or option: it is another version than the script wants.",
            Advice = "Install the current AWS CLI on the machine that runs the script, or correct the command.",
            Reference = References.AwsCli,
            Sample = "aws: error: argument operation: Invalid choice, valid choices are:",
            PrintedBy = "AWS CLI",
        },
        new("ecs-not-there", Rank.Specific, Remedy.FixRequirements,
            @"ClusterNotFoundException|ServiceNotFoundException|ServiceNotActiveException|Service was not ACTIVE|TaskDefinition is inactive|Unable to describe task definition|cluster was not found|reason.{0,6}MISSING|Cluster not found")
        {
            Cause = "A cluster, service or task definition of ECS is not there.",
            Advice = "Look at name, account and region; provision the environment again when it was deleted.",
            Reference = References.EcsEvents,
            Sample = "ClusterNotFoundException: Cluster not found.",
            PrintedBy = "Amazon ECS",
        },
        new("aws-not-found", Rank.Specific, Remedy.FixRequirements,
            @"Invalid\w+(ID|Id)?\.NotFound|InvalidGroup\.NotFound|NoSuchEntity|LoadBalancerNotFound|TargetGroupNotFound|ListenerNotFound|DB\w+NotFound(Fault)?|\w+NotFoundFault|ParameterNotFound|NoSuchKey|NoSuchDistribution|CertificateNotFound|reading \S+ .*(couldn.t find resource|empty result)|no matching .{0,60} found|Your query returned no results|(security group|subnet|VPC|AMI|image|role|user|policy|key pair|instance) .{0,80}(does not exist|not found|cannot be found)")
        {
            Cause = "Something that the stack refers to is not in this account and region.",
            Advice = "Correct the id or name, and look at account and region of the credentials.",
            Reference = References.Pulumi,
            Sample = "InvalidSubnetID.NotFound: The subnet ID 'subnet-0abc' does not exist",
            PrintedBy = "Amazon EC2",
            Stages = ["provision", "plan", "destroy", "generate", "rollout", "rollback"],
        },
        new("aws-busy", Rank.Specific, Remedy.WaitForOther,
            @"OperationAborted|conflicting (conditional )?operation|ResourceConflictException|ConcurrentModification|is still Draining|(UPDATE|CREATE|DELETE|ROLLBACK)_IN_PROGRESS state|InvalidDB\w+State|operation (is|was) (already )?in progress|is not in (an? )?(available|active|valid) state|Invalid\w*State(Fault|Exception)|IncorrectState|IncorrectInstanceState|is in state .{0,30}(pending|creating|updating|modifying|deleting)|currently being (created|updated|deleted|modified)")
        {
            Cause = "What is to be changed is being changed by something else just now.",
            Advice = "Wait for it to end, then resume the run.",
            Reference = References.Retries,
            Sample = "OperationAborted: A conflicting conditional operation is currently in progress against this resource. Please try again.",
            PrintedBy = "Amazon S3",
        },
        new("aws-policy-document", Rank.Specific, Remedy.FixRequirements,
            @"MalformedPolicy(Document)?|Invalid principal in policy|Policy has invalid|has prohibited field|policy contains invalid Json|Invalid policy|contains an invalid JSON policy")
        {
            Cause = "AWS does not take the policy: its text or a principal in it is not valid.",
            Advice = "Correct the policy; a principal has to be there already.",
            Reference = References.IamDenied,
            Sample = "MalformedPolicyDocument: Invalid principal in policy: \"AWS\":\"arn:aws:iam::123456789012:role/gone\"",
            PrintedBy = "AWS IAM",
        },
        new("aws-subnets", Rank.Specific, Remedy.FixRequirements,
            @"At least two subnets|coverage requirement|DBSubnetGroupDoesNotCoverEnoughAZs|has no internet gateway|(cannot|may not) be attached to multiple subnets in the same Availability|subnets .{0,60}(same|different) (VPC|Availability)|not in the same VPC|different (VPC|network)s?\b|belongs? to (a )?different (VPC|network)|InvalidSubnet\b|has insufficient (free )?(IP )?addresses|not enough (free )?IP|InsufficientFreeAddresses")
        {
            Cause = "The subnets are not what this needs: too few zones, no way to the internet, another network, or no free addresses.",
            Advice = "Name subnets of one network in at least two zones, with an internet gateway for what is public.",
            Reference = References.AlbTrouble,
            Sample = "InvalidConfigurationRequest: At least two subnets in two different Availability Zones must be specified",
            PrintedBy = "Elastic Load Balancing",
        },
        new("aws-engine-version", Rank.Specific, Remedy.FixRequirements,
            @"Cannot find (upgrade|version|upgrade path)|engine version .{0,60}(not|invalid|unsupported)|Cannot upgrade \w+ from|RDS does not support creating|InvalidParameterCombination|instance class .{0,80}(does not|not) support|DBInstanceClass")
        {
            Cause = "The database's version, class and options do not go together in this region.",
            Advice = "Choose a version and class that aws rds describe-orderable-db-instance-options lists.",
            Reference = References.Pulumi,
            Sample = "InvalidParameterCombination: Cannot find version 13.1 for postgres",
            PrintedBy = "Amazon RDS",
        },
        new("aws-bucket-acl", Rank.Specific, Remedy.FixRequirements,
            @"AccessControlListNotSupported|bucket does not allow ACLs|BlockPublic(Policy|Acls)|public (policies|access|ACLs?) .{0,30}(is|are) (blocked|prevented)|PutBucketPolicy.{0,40}Access ?Denied")
        {
            Cause = "The bucket takes no ACL or public policy: new buckets are private and without ACLs.",
            Advice = "Leave ACLs out; serve public files through CloudFront.",
            Reference = References.IamDenied,
            Sample = "AccessControlListNotSupported: The bucket does not allow ACLs",
            PrintedBy = "Amazon S3",
        },
        new("aws-invalid", Rank.General, Remedy.FixRequirements,
            @"(ValidationError|ValidationException|InvalidParameterValue|InvalidInput|InvalidRequest|InvalidArgument|ClientException|InvalidParameterException|BadRequestException|InvalidConfigurationRequest|MissingParameter|InvalidParameter)(Exception)?:")
        {
            Cause = "AWS does not take a value of the request.",
            Advice = "Correct the value that is named.",
            Reference = References.Pulumi,
            Sample = "ValidationException: 1 validation error detected: Value 'x' at 'name' failed to satisfy constraint",
            PrintedBy = "AWS",
        },
    ];
}
