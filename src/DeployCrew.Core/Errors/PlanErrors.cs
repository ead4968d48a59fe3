using System.Globalization;

namespace DeployCrew.Core.Errors;

/// <summary>DC406x and DC408x: plans, approvals, and what is refused before anything is changed.</summary>
public static class PlanErrors
{
    /// <summary>One or several reasons why nothing was changed; a single one speaks for itself.</summary>
    public static DeployError Refused(IReadOnlyList<DeployError> reasons)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        return reasons is [var only] ? only : new("DC4060",
            $"Nothing was changed, for {reasons.Count} reasons.", "Each reason below says what to do.",
            [.. reasons.SelectMany(reason => reason.Details.Select(line => "    " + line).Prepend($"{reason.Code} {reason.Message} → {reason.Remedy}"))]);
    }

    /// <summary>Data would be lost.</summary>
    /// <param name="names">Logical names of the resources.</param>
    /// <param name="changes">The changes with what causes them.</param>
    public static DeployError StatefulLoss(IReadOnlyList<string> names, IReadOnlyList<string> changes) => new("DC4061",
        $"Nothing was changed: {string.Join(", ", names)} would lose data.",
        $"If that is meant: {string.Join(' ', names.Select(name => $"--accept-loss {name}"))}. Otherwise take back what causes it.", changes);

    /// <summary>The engine knows of nothing, and yet there is something: its state was lost, or is another's.</summary>
    public static DeployError StateIsEmpty(string stack, IReadOnlyList<string> found) => new("DC4062",
        $"Nothing was changed: the state of {stack} is empty, but {found.Count} resources carry its tags.",
        "Bring the state back (the bucket keeps earlier versions), or delete what is left over. Creating it all again would collide with it.", found);

    /// <summary>More would change than the requirements' change asks for.</summary>
    public static DeployError Unexplained(IReadOnlyList<string> changes) => new("DC4063",
        $"Nothing was changed: {changes.Count} deletions or replacements are not explained by what changed in the requirements.",
        "Find out who changed the resources ('deploycrew drift'), or whether this version of DeployCrew generates them differently. If they are meant: --accept-unexplained.",
        changes);

    /// <summary>What would run is not what was approved.</summary>
    public static DeployError Differs(string hash, IReadOnlyList<string> differences) => new("DC4064",
        $"Nothing was changed: what would be applied is not the plan {Short(hash)}.", "Make a new plan with 'deploycrew plan', and have that approved.", differences);

    /// <summary>Too late.</summary>
    /// <param name="what">plan | approval of plan.</param>
    /// <param name="hash">The plan's hash.</param>
    /// <param name="at">When it ended.</param>
    public static DeployError Expired(string what, string hash, DateTimeOffset at) => new("DC4065",
        string.Create(CultureInfo.InvariantCulture, $"The {what} {Short(hash)} expired at {at:yyyy-MM-dd HH:mm} UTC; nothing was changed."),
        "Make a new plan with 'deploycrew plan', and have that approved.");

    /// <summary>No such plan here.</summary>
    public static DeployError Unknown(string plan) => new("DC4066",
        $"There is no plan '{plan}' here.", "Give at least six characters of a plan's hash, or the file that 'deploycrew plan --out' wrote.");

    /// <summary>A plan's file does not match its hash.</summary>
    public static DeployError Damaged(string file) => new("DC4067",
        $"{file} is not a plan, or was changed after it was made.", "Make a new plan with 'deploycrew plan --out'.");

    /// <summary>The environment wants a person's approval.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="hash">The plan's hash; null when there is no plan at all.</param>
    public static DeployError NotApproved(string environment, string? hash) => new("DC4068",
        hash is null ? $"'{environment}' is changed by approved plans only; nothing was changed." : $"The plan {Short(hash)} is not approved; nothing was changed.",
        hash is null ? $"'deploycrew plan --env {environment}', then 'deploycrew approve' and 'deploycrew apply' with the plan's hash."
            : $"'deploycrew approve {Short(hash)}', by somebody who has read it.");

    /// <summary>The credentials are for somewhere else.</summary>
    public static DeployError WrongAccount(string environment, string expected, string actual) => new("DC4069",
        $"Nothing was changed: '{environment}' belongs to account {expected}, and the credentials are for {actual}.",
        "Use credentials of the right account, or correct 'account' in the requirements.");

    /// <summary>It would cost more than it may.</summary>
    public static DeployError OverBudget(decimal monthly, decimal budget) => new("DC4081",
        string.Create(CultureInfo.InvariantCulture, $"Nothing was changed: all environments together would cost about ${monthly:0.00} a month, and the budget is ${budget:0.00}."),
        "'deploycrew plan' shows what costs what. Make it smaller, or raise budget.monthlyUsd.");

    /// <summary>The policy finds something that is too grave.</summary>
    public static DeployError Findings(string severity, IReadOnlyList<string> findings) => new("DC4082",
        $"Nothing was changed: {findings.Count} finding(s) of severity {severity} or above.",
        "Correct them, or accept one with reason and expiry in policy.suppress of the requirements.", findings);

    /// <summary>The name of what is to be destroyed was not typed.</summary>
    public static DeployError NotConfirmed(string stack) => new("DC4083",
        $"Nothing was destroyed: '{stack}' was not confirmed.", $"Type it: --confirm {stack}");

    /// <summary>Destroying would take protected data along.</summary>
    public static DeployError ProtectedData(string stack, IReadOnlyList<string> resources) => new("DC4084",
        $"Nothing was destroyed: {stack} has protected data in {string.Join(", ", resources)}.",
        "Save what is needed, then give --include-protected-data as well.");

    /// <summary>There is nothing of this stack.</summary>
    public static DeployError NeverApplied(string stack) => new("DC4085",
        $"{stack} was never applied on this target, or is destroyed.", "Apply it first, or name another environment or target.");

    /// <summary>Something stands in the way that was found before anything was created.</summary>
    public static DeployError PreflightFailed(IReadOnlyList<string> failed) => new("DC4086",
        $"Nothing was changed: {failed.Count} preflight check(s) failed.", "Each line says what to do; 'deploycrew preflight' shows them all.", failed);

    /// <summary>A plan was made, and there are reasons why it must not be applied.</summary>
    public static DeployError CannotBeApplied(IReadOnlyList<ErrorReport> refusals)
    {
        ArgumentNullException.ThrowIfNull(refusals);
        return new("DC4087", $"What would be done must not be done as it is, for {refusals.Count} reason(s).", "Each reason below says what to do; then make the plan again.",
            [.. refusals.SelectMany(refusal => refusal.Details.Select(line => "    " + line).Prepend($"{refusal.Code} {refusal.Message} → {refusal.Remedy}"))]);
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] : hash;

    /// <summary>The requirements have changed since the plan was made.</summary>
    public static DeployError IsOld(string hash) => new("DC4089",
        $"The requirements have changed since the plan {(hash.Length > 12 ? hash[..12] : hash)} was made, so that it cannot be explained any more.", "Make a new plan, and have that explained.");
}
