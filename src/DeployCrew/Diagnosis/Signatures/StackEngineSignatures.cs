namespace DeployCrew.Diagnosis.Signatures;

/// <summary>What Pulumi and Terraform say of their own set-up: projects, variables, providers, modules.</summary>
internal static class StackEngineSignatures
{
    public static IReadOnlyList<Signature> All { get; } =
    [
        new("pulumi-stack-missing", Rank.Specific, Remedy.FixRequirements,
            @"no stack named|no stack selected|no Pulumi\.yaml project file|no Pulumi project found|stack '[^']+' not found|must supply a stack")
        {
            Cause = "Pulumi does not find the stack or the project.",
            Advice = "Make the stack once, name it with --stack, and run where Pulumi.yaml is.",
            Reference = References.Pulumi,
            Sample = "error: no stack named 'prod' found",
            PrintedBy = "Pulumi",
        },
        new("pulumi-panic", Rank.Specific, Remedy.FixMachine,
            @"fatal: An assertion has failed|Pulumi CLI encountered a fatal error")
        {
            Cause = "Pulumi itself ended with a fault of its own.",
            Advice = "Take another version of Pulumi; look at its issues for the assertion.",
            Reference = References.Pulumi,
            Sample = "panic: fatal: An assertion has failed",
            PrintedBy = "Pulumi",
        },
        new("pulumi-config", Rank.Specific, Remedy.SetVariable,
            @"Missing required configuration (variable|key) '?(?<name>[\w:.-]+)|(Provider is missing|missing) a? ?required configuration key")
        {
            Cause = "The stack's configuration lacks a value.",
            Advice = "Set it: pulumi config set, with --secret when it is one.",
            Reference = References.Pulumi,
            Sample = "error: Missing required configuration variable 'aws:region'",
            PrintedBy = "Pulumi",
            Stages = ["provision", "plan", "destroy", "generate"],
        },
        new("terraform-variable", Rank.Specific, Remedy.SetVariable,
            @"No value for required variable|Value for undeclared variable|Invalid value for (input )?variable|Error: Invalid value for variable|required variable not set")
        {
            Cause = "A variable of the Terraform configuration has no value, or one that it does not take.",
            Advice = "Give it in a .tfvars file or as TF_VAR_….",
            Reference = References.TerraformInit,
            Sample = "Error: No value for required variable",
            PrintedBy = "Terraform",
            Stages = ["provision", "plan", "destroy", "generate"],
        },
        new("stack-program", Rank.General, Remedy.FixRequirements,
            @"failed with an unhandled exception|an unhandled error occurred: Program|Program exited with non-zero exit code|Running program .* failed|Pulumi\.RunException")
        {
            Cause = "The Pulumi program ended with an error of its own.",
            Advice = "Read the exception after it; generated files are made anew by deploycrew bundle.",
            Reference = References.Pulumi,
            Sample = "error: Running program '/app' failed with an unhandled exception:",
            PrintedBy = "Pulumi",
            Stages = ["provision", "plan", "destroy", "generate"],
        },
        new("terraform-provisioner", Rank.Specific, Remedy.FixRequirements,
            @"(local|remote)-exec provisioner error|error executing .?/tmp/terraform_\d+|Error running command .* exit status")
        {
            Cause = "A command that the configuration runs beside the resources failed.",
            Advice = "Read what the command printed; better leave such commands out of the stack.",
            Reference = References.TerraformInit,
            Sample = "Error: local-exec provisioner error",
            PrintedBy = "Terraform",
        },
        new("terraform-init", Rank.Specific, Remedy.FixMachine,
            @"Backend initialization required|Backend configuration changed|Required plugins are not installed|Backend type changed|Plugin reinitialization required|Initialization required|please run .?.?terraform init|run: .?terraform init|Error: Module not installed|Could not satisfy plugin requirements|Missing required provider$|there is no package for \S+ cached")
        {
            Cause = "The folder was not initialised for this configuration.",
            Advice = "Run terraform init there (-reconfigure when the backend has changed), then again.",
            Reference = References.TerraformInit,
            Sample = "Error: Backend initialization required, please run \"terraform init\"",
            PrintedBy = "Terraform",
        },
        new("terraform-provider-version", Rank.Specific, Remedy.FixDependency,
            @"no available releases match|Incompatible provider version|does not have a package available for your current platform|does not match configured version constraint|no versions? of provider|no version (is )?available|No suitable version|Error: Incompatible API version|Provider .* not (found|available)|does not have a provider named|provider registry .* does not have a provider|no (available )?provider.*match|Unresolvable module version constraint|Inconsistent (provider )?version")
        {
            Cause = "No version of a provider or module fits what is asked for, or this platform.",
            Advice = "Correct the version constraints (all modules count), and lock for the platforms in use.",
            Reference = References.TerraformInit,
            Sample = "Could not retrieve the list of available versions for provider hashicorp/aws: no available releases match the given constraints ~> 3.0, >= 4.0.0",
            PrintedBy = "Terraform",
        },
        new("terraform-provider", Rank.General, Remedy.FixDependency,
            @"Failed to (query available|install|resolve) provider|Failed to resolve provider packages|Provider registry")
        {
            Cause = "Terraform did not get its providers.",
            Advice = "Read the reason after it: a version that does not fit, a platform, or the network.",
            Reference = References.TerraformInit,
            Sample = "Error: Failed to query available provider packages",
            PrintedBy = "Terraform",
        },
        new("terraform-module", Rank.Specific, Remedy.FixDependency,
            @"Could not download module|Failed to download module|Module not found|Unreadable module (directory|source)|Error: Error accessing remote module registry|Unable to evaluate directory symlink|Error downloading modules")
        {
            Cause = "A module cannot be fetched, or is not where the configuration says.",
            Advice = "Correct its source and version, and give access when it is private.",
            Reference = References.TerraformInit,
            Sample = "Error: Failed to download module",
            PrintedBy = "Terraform",
            Stages = ["provision", "plan", "destroy", "generate"],
        },
        new("terraform-version", Rank.Specific, Remedy.FixMachine,
            @"Unsupported Terraform Core version|state snapshot was created by Terraform|which is newer than current|required_version|Terraform .{0,30}doesn.t support|not supported by (this|the current) (version of )?Terraform|terraform version .* (does not|constraint)")
        {
            Cause = "This Terraform is not the version that the configuration or its state wants.",
            Advice = "Install the version that is named.",
            Reference = References.TerraformInit,
            Sample = "Error: Unsupported Terraform Core version",
            PrintedBy = "Terraform",
        },
        new("terraform-stale-plan", Rank.Specific, Remedy.Retry,
            @"Saved plan is stale|plan file can no longer be applied")
        {
            Cause = "The plan was made before the state changed.",
            Advice = "Plan and approve again, then apply that plan.",
            Reference = References.TerraformLock,
            Sample = "Error: Saved plan is stale",
            PrintedBy = "Terraform",
        },
        new("terraform-state-digest", Rank.Specific, Remedy.WaitForOther,
            @"state data in S3 does not have the expected content")
        {
            Cause = "The state's lock table and its file do not agree: an earlier write is not visible yet, or was cut off.",
            Advice = "Wait a minute and try again; compare the digest in the table with the file when it stays so.",
            Reference = References.TerraformLock,
            Sample = "Error refreshing state: state data in S3 does not have the expected content.",
            PrintedBy = "Terraform",
        },
        new("terraform-plugin-crash", Rank.Specific, Remedy.FixDependency,
            @"Plugin did not respond|plugin encountered an error, and failed to respond|Stack trace from the terraform-provider|terraform-provider-\S+ plugin crashed|resource monitor shut down|transport is closing|Failed to instantiate provider|timeout while waiting for plugin|text file busy|Plugin error|Terraform crashed|rpc error: code = (Unavailable|Internal|Unknown|Canceled)|Provider produced (an )?(inconsistent|invalid)|This is a bug in the provider")
        {
            Cause = "The provider ended or contradicts itself: a fault of this version of it.",
            Advice = "Take another version of the provider; look at its issues for the resource that is named.",
            Reference = References.TerraformInit,
            Sample = "Error: Plugin did not respond",
            PrintedBy = "Terraform",
            Stages = ["provision", "plan", "destroy", "generate"],
        },
        new("terraform-eventual", Rank.Specific, Remedy.Retry,
            @"couldn.t find resource \(\d+ retries\)|Root (resource|object) was present, but now absent")
        {
            Cause = "AWS did not show yet what had just been made.",
            Advice = "Resume the run.",
            Reference = References.Retries,
            Sample = "error waiting for IAM Role: couldn't find resource (21 retries)",
            PrintedBy = "the AWS provider",
        },
    ];
}
