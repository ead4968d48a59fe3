using DeployCrew.Core.Errors;
using DeployCrew.Core.Plans;

namespace DeployCrew.Web.Runs;

/// <summary>Plans by their whole hash: what else <see cref="PlanStore"/> takes for a name, such as a file, is not for strangers.</summary>
internal static class KnownPlans
{
    /// <exception cref="DeployError">DC4066: there is none of that hash.</exception>
    public static PlanRecord ByHash(this PlanStore plans, string hash) => plans.Find(Checked(hash));

    /// <summary>The hash itself, when it is one.</summary>
    public static string Checked(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower) ? hash : throw PlanErrors.Unknown(hash);
}
