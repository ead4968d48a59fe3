namespace DeployCrew.Diagnosis.Signatures;

/// <summary>What Pulumi and Terraform say of stacks and their state.</summary>
internal static class StackSignatures
{
    public static IReadOnlyList<Signature> All { get; } =
    [
        new("pulumi-lock", Rank.Specific, Remedy.ReleaseLock,
            @"stack is currently locked|\[409\] Conflict: Another update is currently in progress|the stack .*locked by|DC4054|The state of \S+ is locked|Another update is currently in progress|(stack|update).*conflict.*in progress")
        {
            Cause = "Another update holds the lock of the stack, or died with it.",
            Advice = "Make sure that its owner is dead, then: deploycrew unlock. Otherwise wait.",
            Reference = References.Pulumi,
            Sample = "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.",
            PrintedBy = "Pulumi",
        },
        new("terraform-lock", Rank.Specific, Remedy.ReleaseLock,
            @"Error acquiring the state lock|Error locking state|state (is )?already locked|ConditionalCheckFailedException")
        {
            Cause = "Another Terraform run holds the state's lock, or died with it.",
            Advice = "Make sure that its owner is dead, then: deploycrew unlock. Otherwise wait.",
            Reference = References.TerraformLock,
            Sample = "Error: Error acquiring the state lock",
            PrintedBy = "Terraform",
        },
        new("pulumi-pending", Rank.Specific, Remedy.Retry,
            @"pending operations?\b|pending_operations")
        {
            Cause = "An earlier update was cut off; what became of some of its resources is not known.",
            Advice = "Refresh the stack: resume the run, which does. Look at the named resources first.",
            Reference = References.Pulumi,
            Sample = "error: the current deployment has 1 resource(s) with pending operations",
            PrintedBy = "Pulumi",
        },
        new("pulumi-passphrase", Rank.Specific, Remedy.SetVariable,
            @"incorrect passphrase|PULUMI_CONFIG_PASSPHRASE|passphrase must be set|failed to decrypt|message authentication failed|(secrets manager|decrypt).*(passphrase|failed|error)|unable to decrypt")
        {
            Cause = "The stack's secrets cannot be decrypted: the passphrase is missing or another one.",
            Advice = "Set PULUMI_CONFIG_PASSPHRASE (or _FILE) to that of the stack.",
            Reference = References.Pulumi,
            Sample = "error: constructing secrets manager of type \"passphrase\": incorrect passphrase",
            PrintedBy = "Pulumi",
        },
        new("pulumi-plugin", Rank.Specific, Remedy.Retry,
            @"(could not load plugin for|no resource plugin|failed to (download|install) plugin|error (downloading|installing) plugin|could not (query provider registry|connect to registry\.terraform\.io))|(no|load|find|install).{0,20}(language|analyzer|resource) plugin|registry\.(terraform|opentofu)\.(io|org).*(timeout|timed out|refused|reset|no such host|awaiting headers)")
        {
            Cause = "The engine could not get its AWS provider.",
            Advice = "Look at the network, then resume the run.",
            Reference = References.Pulumi,
            Sample = "error: could not load plugin for aws provider 'urn:pulumi:dev::hello::pulumi:providers:aws::default': no resource plugin 'pulumi-resource-aws' found",
            PrintedBy = "Pulumi",
        },
        new("pulumi-login", Rank.Specific, Remedy.RenewCredentials,
            @"PULUMI_ACCESS_TOKEN must be set|invalid access token|not logged in|pulumi login|\[401\] Unauthorized|problem logging in|invalid or expired (access )?token")
        {
            Cause = "Pulumi is not signed in to where the state is kept.",
            Advice = "Set PULUMI_BACKEND_URL to the state bucket, or sign in.",
            Reference = References.Pulumi,
            Sample = "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
            PrintedBy = "Pulumi",
            Stages = ["provision", "destroy", "generate", "plan"],
        },
        new("pulumi-protected", Rank.Specific, Remedy.FixRequirements,
            @"cannot be deleted because it is protected|is protected.*(unprotect|delet)|Instance cannot be destroyed|lifecycle\.prevent_destroy|DC4055|DC4061|DC4084")
        {
            Cause = "The change would delete what is protected.",
            Advice = "Look whether that is wanted; only then lift the protection in the requirements.",
            Reference = References.Pulumi,
            Sample = "error: Preview failed: resource \"urn:pulumi:prod::hello::aws:rds/instance:Instance::db\" cannot be deleted because it is protected",
            PrintedBy = "Pulumi",
        },
        new("stack-no-state", Rank.Specific, Remedy.FixRequirements,
            @"NoSuchBucket|state bucket .*(not|does not)|Failed to get existing workspaces|DC4059|S3 bucket .*does not exist")
        {
            Cause = "The bucket of the stack's state is not there.",
            Advice = "deploycrew bootstrap makes it, once per account and project.",
            Reference = References.Pulumi,
            Sample = "NoSuchBucket: The specified bucket does not exist",
            PrintedBy = "Amazon S3",
        },
        new("terraform-checksum", Rank.Specific, Remedy.FixDependencyLock,
            @"(locked provider|dependency lock file|lock file).*(checksum|does not match|inconsistent)|Inconsistent dependency lock file|cached package for .*does not match")
        {
            Cause = "Terraform's lock file does not fit its providers.",
            Advice = "Run terraform init -upgrade where the bundle is kept, and commit .terraform.lock.hcl.",
            Reference = References.TerraformLock,
            Sample = "Error: Inconsistent dependency lock file",
            PrintedBy = "Terraform",
        },
        new("stack-urn", Rank.Specific, Remedy.FixRequirements,
            @"Duplicate resource URN|invalid alias|unknown property .(?<name>\w+).|missing required property|has a problem: |Invalid or unknown key|cannot be longer than \d+ characters|expected .{1,80} to (be one of|be in the range|be at least|be at most|match regular)|only alphanumeric characters.*allowed|Missing required argument: The argument|Invalid type for provider|Property .{1,60} value .{1,80} has a problem")
        {
            Cause = "The Pulumi program is not valid.",
            Advice = "Correct what was changed by hand; generated files are made anew by deploycrew bundle.",
            Reference = References.Pulumi,
            Sample = "error: Duplicate resource URN 'urn:pulumi:dev::hello::aws:s3/bucket:Bucket::data'; try giving it a unique name",
            PrintedBy = "Pulumi",
        },
        new("terraform-config", Rank.Specific, Remedy.FixRequirements,
            @"Error: (Invalid (for_each|count) argument|Invalid (template interpolation|expression|character|legacy provider|block definition|module|operand|combination|provider registry|attribute|single-argument|default value|type specification|multi-line|variable|data source)|Conflicting configuration|Missing (item|newline|attribute|resource instance|key|base|close|name for|block|expression|attribute value)|Call to (unknown|undefined) function|Insufficient \w+ blocks|Too many \w+ blocks|Extra characters|Unclosed|Unterminated|Self-referential|Inconsistent conditional|Error in function call|Function calls not allowed|Provider configuration not present|Unsupported operator|Output refers|Attribute redefined|Duplicate (variable|output|module|provider|local|required|data)|Variables not allowed|Unexpected (resource|attribute|block)|Iteration over|Circular|Unsupported argument|Missing required argument|Invalid (value|reference|resource type|function argument|index)|Reference to undeclared|Unsupported attribute|Argument or block definition required|Unsupported block type|Duplicate resource|Incorrect attribute value type|Cycle:)|expected .{1,80} to (be one of|be in the range)|conflicts with \w+$|: conflicts with|is not expected here|Unsuitable value|Inappropriate value for attribute")
        {
            Cause = "The Terraform configuration is not valid.",
            Advice = "Correct what was changed by hand; generated files are made anew by deploycrew bundle.",
            Reference = References.TerraformLock,
            Sample = "Error: Unsupported argument",
            PrintedBy = "Terraform",
        },
        new("stack-program-missing", Rank.Specific, Remedy.FixMachine,
            @"DC4056|The stack engine needs|(pulumi|terraform|tofu)""?: executable file not found|DC9002")
        {
            Cause = "The stack engine is not installed here.",
            Advice = "Install it and put it on PATH, or choose another with --engine.",
            Reference = References.Pulumi,
            Sample = "The stack engine needs 'pulumi': no such file",
            PrintedBy = "deploycrew",
        },
        new("stack-service-timeout", Rank.General, Remedy.RaiseGracePeriod,
            @"waiting for (ECS Service|service).*(steady|stable|timeout)|timeout while waiting for state to become|timed out waiting for|timeout while waiting for|waiting for \S+ .*(unexpected state|timeout|timed out|to (become|be) )|Creation .*timed out|not in the state servicesStable|Failed to receive \d+ resource signal")
        {
            Cause = "What was made did not become ready in time.",
            Advice = "Look at its events: a service waits for tasks, a certificate for DNS.",
            Reference = References.EcsEvents,
            Sample = "error: waiting for ECS Service (web) to reach steady state: timeout while waiting for state to become 'tfSTABLE' (last state: 'tfPENDING', timeout: 20m0s)",
            PrintedBy = "the AWS provider",
        },
        new("stack-drift", Rank.Consequence, Remedy.FixRequirements,
            @"DC406[034]|resource .*(was|has been) (changed|deleted) outside|Objects have changed outside")
        {
            Cause = "What is there is not what the state says.",
            Advice = "Look at deploycrew drift, and decide what is right.",
            Reference = References.Pulumi,
            Sample = "Note: Objects have changed outside of Terraform",
            PrintedBy = "Terraform",
        },
    ];
}
