using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Writes parameters, each as a version after the one before, within the limits of their tier.</summary>
internal sealed class ParameterWrites(StateStore store, ParameterVault vault, TimeProvider time)
{
    public static readonly ResourceTags Tags = new("Key", "Value", "ValidationException");

    private const int MostVersions = 100;
    private const int StandardSize = 4096;
    private const int AdvancedSize = 8192;
    private static readonly TimeSpan PatternLimit = TimeSpan.FromSeconds(1);

    /// <summary>PutParameter.</summary>
    public JsonObject Put(JsonObject request, AwsCall call)
    {
        var name = request.Text("Name")!;
        if (name.Contains('/', StringComparison.Ordinal) && name[0] != '/')
            throw AwsFault.Validation("Parameter name must be a fully qualified name.");
        if (name.TrimStart('/').StartsWith("aws", StringComparison.OrdinalIgnoreCase) || name.TrimStart('/').StartsWith("ssm", StringComparison.OrdinalIgnoreCase))
            throw AwsFault.Validation("Parameter name: can't be prefixed with \"aws\" or \"ssm\" (case-insensitive).");
        if (!Regex.IsMatch(name, @"\A[a-zA-Z0-9_.\-/]+\z"))
            throw AwsFault.Validation("Parameter name: can't contain anything but letters, digits and . - _ /");
        if (request.Text("Value")!.Length == 0)
            throw AwsFault.Validation("Value at 'value' failed to satisfy constraint: Member must have length greater than or equal to 1.");
        var (version, tier) = Write(request, call.Region);
        return new JsonObject { ["Version"] = version, ["Tier"] = tier };
    }

    /// <summary>Writes a parameter, for the stack engine.</summary>
    public int Write(string name, string value, string type, string? description, bool overwrite, string region) => Write(
        new JsonObject { ["Name"] = name, ["Value"] = value, ["Type"] = type, ["Description"] = description, ["Overwrite"] = overwrite }, region).Version;

    private (int Version, string Tier) Write(JsonObject request, string region)
    {
        var (name, value) = (request.Text("Name")!, request.Text("Value")!);
        return store.Change(state =>
        {
            var known = state.Parameters.GetValueOrDefault(name);
            if (known is not null && !request.Flag("Overwrite"))
                throw new AwsFault("ParameterAlreadyExists", "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
            if (known is not null && request["Tags"] is JsonArray { Count: > 0 })
                throw AwsFault.Validation("Invalid request: tags and overwrite can't be used together. To create a parameter with tags, please remove overwrite flag. To update tags for an existing parameter, please use AddTagsToResource or RemoveTagsFromResource.");
            var type = request.Text("Type") ?? known?.Type ?? throw AwsFault.Validation("A parameter type is required when you create a parameter.");
            var next = new ParameterState
            {
                Name = name,
                Region = known?.Region ?? region,
                Type = type,
                Value = type == "SecureString" ? vault.Protect(value) : value,
                Description = request.Text("Description") ?? known?.Description,
                Version = (known?.Version ?? 0) + 1,
                ModifiedAt = time.GetUtcNow(),
                Tier = TierOf(request.Text("Tier"), known?.Tier, value),
                AllowedPattern = request.Text("AllowedPattern") ?? known?.AllowedPattern,
                DataType = request.Text("DataType") ?? known?.DataType ?? "text",
                KeyId = type == "SecureString" ? request.Text("KeyId") ?? known?.KeyId ?? "alias/aws/ssm" : null,
            };
            CheckPattern(next.AllowedPattern, value);
            if (known is not null)
                next.Earlier.AddRange(EarlierOf(known));
            Tags.Add(state, SsmApi.Arn(next), request, "Tags");
            state.Parameters[name] = next;
            return (next.Version, next.Tier);
        });
    }

    private static IEnumerable<ParameterState> EarlierOf(ParameterState known)
    {
        ParameterState[] all = [.. known.Earlier, known];
        known.Earlier.Clear();
        return all.TakeLast(MostVersions - 1);
    }

    private static string TierOf(string? wanted, string? before, string value)
    {
        var tier = wanted switch
        {
            "Intelligent-Tiering" => value.Length > StandardSize || before == "Advanced" ? "Advanced" : "Standard",
            null => before ?? "Standard",
            "Standard" when before == "Advanced" =>
                throw AwsFault.Validation("This parameter uses the advanced-parameter tier. You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier. If necessary, you can delete the advanced parameter and recreate it as a standard parameter."),
            _ => wanted,
        };
        var most = tier == "Advanced" ? AdvancedSize : StandardSize;
        return value.Length <= most ? tier : throw AwsFault.Validation(tier == "Advanced"
            ? $"Advanced tier parameters support a maximum parameter value of {AdvancedSize} characters."
            : $"Standard tier parameters support a maximum parameter value of {StandardSize} characters. To create a larger parameter value, upgrade the parameter to use the advanced-parameter tier.");
    }

    private static void CheckPattern(string? pattern, string value)
    {
        if (pattern is null)
            return;
        try
        {
            if (!Regex.IsMatch(value, pattern, RegexOptions.CultureInvariant, PatternLimit))
                throw new AwsFault("ParameterPatternMismatchException", $"Parameter value, cannot be validated against allowedPattern: {pattern}");
        }
        catch (Exception error) when (error is ArgumentException or RegexMatchTimeoutException)
        {
            throw new AwsFault("InvalidAllowedPatternException", $"The request does not meet the regular expression requirement: {pattern}");
        }
    }
}
