namespace DeployCrew.Core.Errors;

/// <summary>DC1095-DC1099: <c>policy</c> in the requirements.</summary>
public static class PolicyErrors
{
    /// <summary>A date that the calendar does not have.</summary>
    public static Diagnostic NoSuchDay(string path, SourcePosition at, string day) => new(
        "DC1095", Severity.Error, path, at, $"'{day}' is not a day of the calendar.", "Give the last day on which the suppression holds, as year-month-day.");
}
