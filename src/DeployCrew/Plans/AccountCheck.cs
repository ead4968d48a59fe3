using DeployCrew.Core.Errors;
using DeployCrew.Core.Requirements;
using DeployCrew.Targets;

namespace DeployCrew.Plans;

/// <summary>Holds environments to the accounts that they belong to.</summary>
internal static class AccountCheck
{
    /// <summary>The account that the credentials are for. The local cloud is an account of its own, which no environment names.</summary>
    /// <exception cref="DeployError">DC4069: it is another than the environment's.</exception>
    public static async Task<string> RequireAsync(
        DeployTarget target, RequirementsDocument document, string environment, CancellationToken cancellationToken)
    {
        var account = (await target.Caller.GetAsync(cancellationToken)).Account;
        if (!target.IsRehearsal && document.Environments[environment].Account is { } expected && expected != account)
            throw PlanErrors.WrongAccount(environment, expected, account);
        return account;
    }
}
