using System.Text.RegularExpressions;
using DeployCrew.Core.Errors;
using DeployCrew.Core.Ports;
using DeployCrew.Infra.Terraform;

namespace DeployCrew.Infra.Engines.Terraform;

/// <summary>Turns what Terraform says into our errors: the one place that reads its words.</summary>
internal sealed partial class TerraformFailure(string engine, string stack, TerraformNames names)
{
    private const int Tail = 20;

    /// <summary>The error of an operation that ended badly: its diagnostics decide, then its exit code; null when it ended well.</summary>
    /// <param name="operation">preview | apply | destroy | drift.</param>
    /// <param name="result">How the program ended.</param>
    /// <param name="events">Everything that it reported.</param>
    public DeployError? Of(string operation, ProcessResult result, IReadOnlyList<TerraformEvent> events)
    {
        var diagnostics = events.Select(one => one.Diagnostic).OfType<TerraformDiagnostic>().ToList();
        var errors = diagnostics.Where(diagnostic => diagnostic.IsError).ToList();
        if (errors.Count == 0)
        {
            return result.ExitCode == 0 ? null : EngineErrors.EngineFailed(engine, operation,
                $"it ended with code {result.ExitCode} and no diagnostic.", [.. result.Errors.Concat(result.Output).TakeLast(Tail)]);
        }
        if (errors.Select(error => LockText.Find(error.Detail)).OfType<StackLock>().FirstOrDefault() is { } held)
            return EngineErrors.Locked(stack, held.ToString());
        IReadOnlyList<string> details = [.. diagnostics.Select(diagnostic => diagnostic.ToString())];
        var failed = errors.Where(error => error.Address is not null).ToList();
        if (failed.Select(error => error.Address).Distinct().Count() == 1 && names.At(Whole(failed[0].Address!)) is { } resource)
        {
            var (code, message) = Cause(failed[0]);
            return EngineErrors.ResourceFailed(resource.Type, resource.Name, code, message, details);
        }
        return EngineErrors.EngineFailed(engine, operation, $"{errors[0].Summary}{(errors.Count > 1 ? $" (and {errors.Count - 1} more)" : "")}", details);
    }

    /// <summary>Throws what <see cref="Of"/> finds.</summary>
    public void ThrowIfFailed(string operation, ProcessResult result, IReadOnlyList<TerraformEvent> events)
    {
        if (Of(operation, result, events) is { } error)
            throw error;
    }

    /// <summary>Addresses of what could not be deleted because it is not there, when nothing else went wrong; empty otherwise. The answer to
    /// a delete that was done can be lost: the provider asks again, and is told that there is no such thing. The next refresh drops it.</summary>
    /// <remarks>The diagnostic of a delete names no resource: the event before it does, and there is one of each.</remarks>
    public static IReadOnlyList<string> GoneAlready(IReadOnlyList<TerraformEvent> events)
    {
        var failed = events.Where(one => one is { Type: "apply_errored", Address: not null }).ToList();
        var errors = events.Select(one => one.Diagnostic).OfType<TerraformDiagnostic>().Where(diagnostic => diagnostic.IsError).ToList();
        return failed.Count == errors.Count && failed.All(one => one.Action == "delete") && errors.All(error => SaysGone(Cause(error).Code))
            ? [.. failed.Select(one => one.Address!).Distinct()]
            : [];
    }

    /// <summary>The error of a command that has no events: its last words.</summary>
    public DeployError OfText(string operation, ProcessResult result)
    {
        var words = result.Errors.Concat(result.Output).Select(line => line.Trim('│', '╷', '╵', ' ')).Where(line => line.Length > 0).ToList();
        // Where there are several, the first says no more than that there are others.
        var cause = words.LastOrDefault(line => line.StartsWith("Error:", StringComparison.Ordinal)) ?? words.LastOrDefault() ?? "no output";
        return EngineErrors.EngineFailed(engine, operation, cause, words);
    }

    /// <summary>Address without an index: <c>aws_eip.nat_address[0]</c> → <c>aws_eip.nat_address</c>.</summary>
    public static string Whole(string address) => address.Split('[')[0];

    /// <summary><c>…, RequestID: 1, InvalidParameterException: Creation of service was not idempotent.</c> → its code and message.</summary>
    private static (string Code, string Message) Cause(TerraformDiagnostic diagnostic)
    {
        var text = diagnostic.Detail.Length == 0 ? diagnostic.Summary : $"{diagnostic.Summary}: {diagnostic.Detail.Trim()}";
        var match = AwsError().Match(text);
        return match.Success ? (match.Groups["code"].Value, match.Groups["message"].Value.Trim()) : ("Error", text);
    }

    /// <summary>ListenerNotFound, ResourceNotFoundException, InvalidGroup.NotFound, NoSuchEntity.</summary>
    private static bool SaysGone(string code) =>
        code.Contains("NotFound", StringComparison.Ordinal) || code.StartsWith("NoSuch", StringComparison.Ordinal);

    [GeneratedRegex(@"RequestID: [^,]*, (?:HostID: [^,]*, )?(?:api error )?(?<code>[\w.]+): (?<message>.+)", RegexOptions.Singleline)]
    private static partial Regex AwsError();
}
