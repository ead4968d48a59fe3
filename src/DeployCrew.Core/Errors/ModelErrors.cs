namespace DeployCrew.Core.Errors;

/// <summary>DC202x-DC203x: models.</summary>
public static class ModelErrors
{
    /// <summary>The settings cannot be read.</summary>
    public static Diagnostic NotReadable(string reason) => Setting("DC2020", "", $"cannot be read: {reason}", "Check the path; README has an example of models.json.");

    /// <summary>The endpoint is no address.</summary>
    public static Diagnostic NotAnEndpoint(string endpoint) => Setting("DC2021", "endpoint",
        $"must be an http or https address without a user (was '{endpoint}').", "Write the base address of the API, such as https://api.openai.com/v1.");

    /// <summary>The key would go over the network in the clear.</summary>
    public static Diagnostic KeyInTheClear(string host) => Setting("DC2022", "endpoint",
        $"the key would go to {host} unencrypted.", "Use https, or leave 'key' out where none is needed.");

    /// <summary>There is no such task.</summary>
    public static Diagnostic UnknownTask(string name, IEnumerable<string> known) => Setting("DC2023", $"tasks/{name}",
        "is not a task.", $"Tasks are: {string.Join(", ", known)}.");

    /// <summary>A budget in dollars needs prices.</summary>
    public static Diagnostic NotPriced(string path, string model) => Setting("DC2033", path,
        $"the budget is in dollars, and what '{model}' costs is not said.", "Give inputPerMillion and outputPerMillion (0 for a model of your own), or a budget in tokens alone.");

    /// <summary>Where the name of a variable belongs stands something else: perhaps the key.</summary>
    public static Diagnostic NotAVariable() => Setting("DC2034", "key",
        "must be the name of an environment variable; what stands there is not shown.", "Write the name, such as OPENAI_API_KEY, and put the key into that variable.");

    /// <summary>The key is not there.</summary>
    public static DeployError NoKey(string variable) => new("DC2024",
        $"The settings of the models name the environment variable {variable} for the key, and it is empty.", $"Set {variable}, or remove 'key' from the settings when the endpoint needs none.");

    /// <summary>The endpoint does not take the request, and would not another time.</summary>
    public static DeployError Refused(string model, Uri endpoint, string reason, Exception cause) => new("DC2025",
        $"{endpoint} did not take the request to '{model}': {reason}", "Check endpoint, model name and key in the settings of the models.", cause: cause);

    /// <summary>The endpoint failed each time.</summary>
    public static DeployError Unavailable(string model, Uri endpoint, int attempts, string reason, Exception cause) => new("DC2026",
        $"'{model}' at {endpoint} gave no answer in {attempts} attempt(s); the last time: {reason}", "Try again later ('deploycrew resume' for a run), or go on without a model.", isTransient: true, cause: cause);

    /// <summary>The answer took too long.</summary>
    public static DeployError TimedOut(string model, Uri endpoint, int seconds, string? before) => new("DC2027",
        $"'{model}' at {endpoint} gave no whole answer in {seconds} s{(before is null ? "" : $"; before that: {before}")}.",
        "Raise timeoutSeconds in the settings of the models, or try again later.", isTransient: true);

    /// <summary>The budget is spent.</summary>
    public static DeployError BudgetSpent(long tokens, decimal? dollars, string spent) => new("DC2028",
        FormattableString.Invariant($"The budget for models ({tokens:N0} tokens{(dollars is { } money ? FormattableString.Invariant($", {money} dollars") : "")}) does not allow for another answer: {spent}."),
        "Raise 'budget' in the settings of the models and resume, or go on without a model.", isTransient: true);

    /// <summary>What the model answers fails the checks, also after it was told why.</summary>
    public static DeployError Unusable(string task, string model, IReadOnlyList<string> problems) => new("DC2029",
        $"The answer of '{model}' for '{task}' cannot be used, also after it was told why: {string.Join("; ", problems.Take(3))}", "Use a larger model for this task in the settings of the models.", problems);

    /// <summary>The model declined.</summary>
    public static DeployError Declined(string task, string model, string said) => new("DC2030",
        $"'{model}' declined to answer for '{task}': {said}", "Put the task in other words, or use another model.");

    /// <summary>Something needs a model, and there is none.</summary>
    public static DeployError NoModel(string what) => new("DC2031",
        $"{what} needs a model, and none is configured.", "Give the settings of one with --models FILE or DEPLOYCREW_MODELS; README says what they hold.");

    /// <summary>An answer without end.</summary>
    public static DeployError AnswerTooLong(string model, int limit) => new("DC2032",
        $"The answer of '{model}' was cut off: it is longer than {limit} allows for.", "Use another model for this task, or ask for less.");

    /// <summary>No sentence to draft from.</summary>
    public static DeployError NothingToDraft(int longest) => new("DC2035",
        $"There is nothing to draft from: the sentence is empty, or longer than {longest} characters.", "Say in a sentence or two what is to be deployed, where, and for how much.");

    /// <summary>A diagnosis without a change that could be written.</summary>
    public static DeployError NothingProposed(string run) => new("DC2036",
        $"The diagnosis of {run} proposes no change of the requirements.", "Do what it advises by hand; 'deploycrew diagnose' says it.");

    /// <summary>The requirements are others by now.</summary>
    public static DeployError RequirementsChanged(string file, string run) => new("DC2037",
        $"{file} is not there any more, or not what {run} was made from.", "Run again with what it is now, or make the proposed change by hand.");

    private static Diagnostic Setting(string code, string path, string message, string remedy) => new(code, Severity.Error, path, null, message, remedy);
}
