using System.Text.Json;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Json;
using DeployCrew.Core.Runs;

namespace DeployCrew.Core.Plans;

/// <summary>The plans on disk, and the rules by which one may be applied.</summary>
/// <param name="home">Where they are.</param>
/// <param name="time">The clock that expiry is judged by.</param>
public sealed class PlanStore(Home home, TimeProvider time)
{
    /// <summary>Keeps a plan; one that is known and still valid stays as it is, with its approval.</summary>
    public PlanRecord Save(PlanRecord plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var file = Path.Combine(home.Plans, plan.Hash + ".json");
        if (File.Exists(file) && Read(file) is { Approval: { } approval } && approval.ExpiresAt > time.GetUtcNow())
            plan = plan with { Approval = approval };
        Write(file, plan);
        return plan;
    }

    /// <summary>A plan by the beginning of its hash, or by its file.</summary>
    /// <exception cref="DeployError">DC4066 it is not known, DC4067 it was changed by hand.</exception>
    public PlanRecord Find(string hashOrFile)
    {
        ArgumentNullException.ThrowIfNull(hashOrFile);
        // A whole hash is never a file: who can write into the current folder could lay a plan there that says it is approved.
        if (!IsWhole(hashOrFile) && File.Exists(hashOrFile))
            return Read(hashOrFile);
        var matching = hashOrFile.Length >= 6 && hashOrFile.All(char.IsAsciiHexDigit) && Directory.Exists(home.Plans)
            ? Directory.GetFiles(home.Plans, hashOrFile + "*.json") : [];
        return matching is [var only] ? Read(only) : throw PlanErrors.Unknown(hashOrFile);
    }

    /// <summary>A plan by its whole hash: what else <see cref="Find"/> takes for a name is not for strangers.</summary>
    /// <exception cref="DeployError">DC4066 it is not known, DC4067 it was changed by hand.</exception>
    public PlanRecord FindByHash(string hash)
    {
        ArgumentNullException.ThrowIfNull(hash);
        return IsWhole(hash) ? Find(hash) : throw PlanErrors.Unknown(hash);
    }

    /// <summary>Writes a plan to a file of the user's choice.</summary>
    public static void Write(string file, PlanRecord plan)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var partial = file + ".partial";
        File.WriteAllText(partial, JsonSerializer.Serialize(plan, JsonFormat.Indented) + "\n");
        File.Move(partial, file, overwrite: true);
    }

    /// <summary>Records that somebody approves a plan.</summary>
    /// <param name="hashOrFile">As for <see cref="Find"/>.</param>
    /// <param name="validFor">How long the approval holds; it ends with the plan at the latest.</param>
    /// <param name="by">Who; null: the present user of the operating system.</param>
    /// <exception cref="DeployError">DC4065 the plan has expired, DC4066, DC4067.</exception>
    public PlanRecord Approve(string hashOrFile, TimeSpan validFor, string? by = null)
    {
        var plan = Find(hashOrFile);
        var now = time.GetUtcNow();
        if (plan.ExpiresAt <= now)
            throw PlanErrors.Expired("plan", plan.Hash, plan.ExpiresAt);
        var end = now + validFor < plan.ExpiresAt ? now + validFor : plan.ExpiresAt;
        plan = plan with { Approval = new PlanApproval(by ?? Environment.UserName, now, end) };
        Write(Path.Combine(home.Plans, plan.Hash + ".json"), plan);
        if (File.Exists(hashOrFile))
            Write(hashOrFile, plan);
        return plan;
    }

    /// <summary>Whether a plan may be applied now.</summary>
    /// <exception cref="DeployError">DC4065: it, or its approval, has expired. DC4068: it needs an approval and has none.</exception>
    public void Require(PlanRecord plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var now = time.GetUtcNow();
        if (plan.ExpiresAt <= now)
            throw PlanErrors.Expired("plan", plan.Hash, plan.ExpiresAt);
        if (plan.Approval is { } approval && approval.ExpiresAt <= now)
            throw PlanErrors.Expired("approval of plan", plan.Hash, approval.ExpiresAt);
        if (plan.NeedsApproval && plan.Approval is null)
            throw PlanErrors.NotApproved(plan.Binding.Environment, plan.Hash);
    }

    private static bool IsWhole(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);

    private static PlanRecord Read(string file)
    {
        try
        {
            var plan = JsonSerializer.Deserialize<PlanRecord>(File.ReadAllText(file), JsonFormat.Compact);
            return plan is not null && plan.Binding.Hash() == plan.Hash ? plan : throw PlanErrors.Damaged(file);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or NullReferenceException)
        {
            throw PlanErrors.Damaged(file);
        }
    }
}
