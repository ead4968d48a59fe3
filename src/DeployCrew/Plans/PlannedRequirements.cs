using System.Security.Cryptography;
using System.Text;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Plans;

namespace DeployCrew.Plans;

/// <summary>The requirements that a plan was made from.</summary>
public static class PlannedRequirements
{
    /// <summary>Their text.</summary>
    /// <exception cref="DeployError">DC4089: the file is not there any more, or another one by now.</exception>
    public static async Task<string> ReadAsync(PlanRecord plan, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (!File.Exists(plan.Request.RequirementsFile))
            throw PlanErrors.IsOld(plan.Hash);
        var bytes = await File.ReadAllBytesAsync(plan.Request.RequirementsFile, cancellationToken);
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == plan.Binding.Requirements ? Encoding.UTF8.GetString(bytes) : throw PlanErrors.IsOld(plan.Hash);
    }
}
