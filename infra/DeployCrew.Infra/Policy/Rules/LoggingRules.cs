using static DeployCrew.Infra.Policy.PolicySeverity;

namespace DeployCrew.Infra.Policy.Rules;

/// <summary>Logs, alarms and tags.</summary>
internal static class LoggingRules
{
    private static readonly string[] Expected = ["project", "environment", "managed-by"];

    public static readonly PolicyRule[] All =
    [
        new("DCP089", Medium, "Logs have a retention",
            "They are kept and paid for, for ever, whatever is in them.",
            "Set retentionInDays.", "FSBP CloudWatch.16",
            stack => stack.Of(AwsTypes.LogGroup).Where(resource => resource.Number("retentionInDays") is null or 0)
                .Select(resource => resource.Violates("retentionInDays", "logs are kept for ever."))),

        new("DCP090", Info, "Logs are kept for a year",
            "What is found late cannot be traced back.",
            "Set logRetentionDays to 365 or more.", "FSBP CloudWatch.16",
            stack => stack.Of(AwsTypes.LogGroup).Where(resource => resource.Number("retentionInDays") is > 0 and < 365)
                .Select(resource => resource.Violates("retentionInDays", $"logs are kept for {resource.Text("retentionInDays")} days."))),

        new("DCP091", Medium, "Alarms tell somebody",
            "They go off and nobody knows.",
            "Set alarmActions.", "FSBP CloudWatch.15",
            stack => stack.Of(AwsTypes.Alarm).Where(resource => !resource.Has("alarmActions") || resource.Text("actionsEnabled") is "false")
                .Select(resource => resource.Violates("alarmActions", "it tells nobody."))),

        new("DCP092", Low, "Resources say whose they are",
            "Nobody can tell what a resource is for, or what a project costs.",
            "Add default tags project, environment and managed-by.", "https://docs.aws.amazon.com/whitepapers/latest/tagging-best-practices/tagging-best-practices.html",
            stack => Expected.Except(stack.Tags, StringComparer.Ordinal)
                .Select(tag => new Violation(null, $"defaultTags.{tag}", $"there is no default tag '{tag}'."))),
    ];
}
