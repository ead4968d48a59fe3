namespace DeployCrew.Core.Errors;

/// <summary>DC91xx: the web page and its API.</summary>
public static class WebErrors
{
    /// <summary>Others could reach it, and it is not made safe for that.</summary>
    public static DeployError NotForOthers(string address, IReadOnlyList<Diagnostic> reasons) => new("DC9101",
        $"{address} is not for this machine alone, and {reasons.Count} thing(s) that others need are missing.",
        "Put the listed things right, or leave --listen, --trusted-proxy and --public-url out and reach the page from elsewhere by 'ssh -L'.",
        [.. reasons.Select(reason => $"{reason.Code} {reason.Path}: {reason.Message} → {reason.Remedy}")]);

    /// <summary>Somebody else has the port.</summary>
    public static DeployError CannotListen(string address, Exception cause) => new("DC9102",
        $"{address} cannot be listened on: {cause.Message}", "Name another port with --port, or 0 for any.", cause: cause);

    /// <summary>An upload is not there.</summary>
    public static DeployError UploadNotFound(string id) => new("DC9103", $"There is no upload '{id}'.", "Upload the requirements and the app again.");

    /// <summary>A request is not what the API describes.</summary>
    public static DeployError BadRequest(string problem) => new("DC9104", $"The request cannot be taken: {problem}", "The API's description is at /api/v1/openapi.json.");

    /// <summary>An upload is larger than it may be.</summary>
    public static DeployError TooLarge(long limit) => new("DC9105",
        $"The upload is larger than {limit >> 20} MiB.", "Leave out of the zip what is installed or built: node_modules, build output, .git.");

    /// <summary>The request was made by a page of somebody else.</summary>
    public static DeployError ForeignOrigin(string what) => new("DC9106",
        $"The request comes from another site ({what}).", "Open the page at the address that 'deploycrew serve' has printed.");

    /// <summary>Nothing to cancel.</summary>
    public static DeployError NotUnderWay(string id) => new("DC9120",
        $"The run '{id}' is not under way in this process.", "See its page for where it stands; what another process works on is cancelled there.");

    /// <summary>A value that nothing asks for.</summary>
    public static DeployError SecretNotReferred(string service, string name) => new("DC9121",
        $"No secret was written: the requirements have no secret '{name}' of '{service}' in this environment.",
        "Add it to 'secrets' of the service: where it is kept, such as 'ssm:/shop-secrets/dev/web/API_KEY'.");

    /// <summary>A value that is not ours to write.</summary>
    public static DeployError SecretKeptElsewhere(string service, string name, string reference) => new("DC9122",
        $"No secret was written: '{name}' of '{service}' is kept at '{reference}', where DeployCrew does not write.",
        "Write its value there yourself, or refer to a parameter ('ssm:/…').");

    /// <summary>A value that does not fit, or none.</summary>
    public static DeployError SecretTooLong(string service, string name, int limit) => new("DC9123",
        $"No secret was written: the value of '{name}' of '{service}' is empty, or longer than the {limit} bytes that a parameter holds.",
        "Give a value that fits, or keep it in Secrets Manager and refer to it there.");

    /// <summary>A run without a bundle.</summary>
    public static DeployError NoBundle(string id) => new("DC9124",
        $"The run '{id}' has no bundle.", "Runs that deploy write one in their stage 'generate'; look at one that has come so far.");

    /// <summary>A bundle without a file.</summary>
    public static DeployError NoSuchFile(string path) => new("DC9125", $"The bundle has no file '{path}'.", "Choose one of its tree.");

    /// <summary>An address that leads nowhere.</summary>
    public static DeployError NoSuchPage(string path) => new("DC9126", $"There is nothing at {path}.", "The list of runs is at /.");
}
