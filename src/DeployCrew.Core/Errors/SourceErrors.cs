namespace DeployCrew.Core.Errors;

/// <summary>DC31xx: taking in the app's source; DC32xx: finding out what kind of app it is.</summary>
public static class SourceErrors
{
    /// <summary>Neither a folder nor a file.</summary>
    public static DeployError NotFound(string path) => new("DC3101",
        $"There is no folder or zip at '{path}'.", "Give the app's folder or zip with --app, or as 'app' in requirements.json.");

    /// <summary>A file that no zip reader understands.</summary>
    public static DeployError NotAZip(string path, Exception? cause) => new("DC3102",
        $"'{path}' is not a zip archive, or its directory is damaged{(cause is null ? "" : ": " + cause.Message)}",
        "Make the archive again, as a plain .zip, or give the folder instead.", cause: cause);

    /// <summary>An entry that does not decompress to what the archive says it is.</summary>
    public static DeployError Damaged(string entry, string why, Exception? cause = null) => new("DC3103",
        $"The archive is damaged at '{entry}': {why}", "Make or download the archive again.", cause: cause);

    /// <summary>A password is needed.</summary>
    public static DeployError Encrypted(string entry) => new("DC3104",
        $"'{entry}' is encrypted.", "Make the archive without a password.");

    /// <summary>An entry that would land outside the app's folder, or nowhere sensible.</summary>
    public static DeployError UnsafePath(string entry, string why) => new("DC3105",
        $"Refused the entry '{Printable(entry)}': {why}",
        "Make the archive from inside the app's folder, with relative paths and forward slashes only.");

    /// <summary>A symbolic link in an archive, or one that leads out of the folder.</summary>
    public static DeployError LinkRefused(string path, string why) => new("DC3106",
        $"Refused the link '{Printable(path)}': {why}", "Replace the link by the file that it points to.");

    /// <summary>Two entries that are one file on some file systems.</summary>
    public static DeployError Collision(string first, string second) => new("DC3107",
        first == second
            ? $"The archive holds '{Printable(first)}' twice."
            : $"'{Printable(first)}' and '{Printable(second)}' are the same path on file systems that ignore case, or a file and a folder at once.",
        "Rename or remove one of them.");

    /// <summary>More than we are ready to unpack.</summary>
    public static DeployError TooLarge(string what, long limit) => new("DC3108",
        $"The source exceeds the limit on {what} ({limit}).",
        "Leave build output, dependencies and data out of the app (a .dockerignore does), or pass larger limits.");

    /// <summary>Nothing to build.</summary>
    public static DeployError Empty(string path) => new("DC3109",
        $"'{path}' holds no source files (dependencies, build output and version control do not count).", "Give the folder or zip that holds the app.");

    /// <summary>The disk refused.</summary>
    public static DeployError CannotStore(string folder, Exception cause) => new("DC3110",
        $"Cannot write the source to '{folder}': {cause.Message}", "Free some space, or check the folder's permissions.", cause: cause);

    /// <summary>Nothing in the folder itself, but apps in folders below it.</summary>
    public static DeployError AppsBelow(string folder, IReadOnlyList<string> found) => new("DC3121",
        $"'{folder}' itself is no app; {(found.Count == 1 ? "one lies" : $"{found.Count} lie")} in folders below it.",
        "Set 'source' of each service in requirements.json (services.NAME.source) to the folder of the one that is meant; or 'build.entry', where it is built from here, as a module of Maven or Gradle is.", details: found);

    /// <summary>An entry that requirements.json names, and that no app here has.</summary>
    public static DeployError EntryMissing(string folder, string entry, IReadOnlyList<string> found) => new("DC3130",
        $"There is no app in '{folder}' with the entry '{entry}' that requirements.json names.",
        "Correct 'build.entry' of the service: a project file, a folder with a main package, a binary's name, or a script, as its language has it.",
        details: [.. found.Select(one => $"without it: {one}")]);

    /// <summary>A Dockerfile that requirements.json names, and that is not there.</summary>
    public static DeployError DockerfileMissing(string folder, string file) => new("DC3131",
        $"There is no '{file}' in '{folder}', which requirements.json names as the Dockerfile.",
        "Correct 'build.dockerfile' of the service: it is relative to the service's 'source'.");

    /// <summary>A static site that is built into a folder that nobody named.</summary>
    public static DeployError BuiltSiteNeedsEntry() => new("DC3132",
        "The static site has a build command, and nothing says into which folder it is built.",
        "Set 'build.entry' of the service in requirements.json to that folder: dist, build, out, public.");

    /// <summary>A start command whose program a generated image would not hold.</summary>
    /// <param name="program">What the command calls.</param>
    /// <param name="why">What the image holds instead; part of a sentence.</param>
    /// <param name="instead">A command that it could start.</param>
    public static DeployError StartNotInImage(string program, string why, string instead) => new("DC3133",
        $"The start command calls '{program}', which is not in the image: {why}.",
        $"Set 'command' of the service in requirements.json to what runs in the image, such as '{instead}', or add a Dockerfile.");

    /// <summary>A PHP extension that the official image neither has nor compiles.</summary>
    public static DeployError ExtensionNotInImage(string extension, string place) => new("DC3134",
        $"{place} asks for the PHP extension '{extension}', which PHP's official image neither has nor compiles.",
        "Set 'build.baseImage' of the service in requirements.json to an image of PHP with Apache that has it, or add a Dockerfile.");

    /// <summary>No evidence of any kind of app that we know.</summary>
    public static DeployError UnknownApp(string folder, IReadOnlyList<string> lookedFor) => new("DC3201",
        $"Cannot tell what kind of app is in '{folder}'.",
        "Add a Dockerfile, or set the service's 'source' in requirements.json to the folder that holds the app, or 'build.language' and 'build.entry' to what it is.",
        details: [.. lookedFor.Select(one => $"looked for {one}: not there")]);

    /// <summary>Evidence of several kinds of app.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="answer">The setting of the service that answers the question: <c>build.language</c>.</param>
    /// <param name="found">The possible answers, each with its places.</param>
    public static DeployError AmbiguousApp(string folder, string answer, IReadOnlyList<string> found) => new("DC3202",
        $"'{folder}' could be {found.Count} apps, or be built in {found.Count} ways.",
        $"Say which is meant: set '{answer}' of the service in requirements.json (services.NAME.{answer}), or its 'source' to the folder of that one, or its 'command' to what starts it; or add a Dockerfile.",
        details: found);

    /// <summary>The kind of app is clear, how it starts is not.</summary>
    public static DeployError NoStartCommand(string file, string app, IReadOnlyList<string> lookedFor) => new("DC3203",
        $"Cannot tell how the app of '{file}' is started: {app}.",
        "Add what was looked for, or set the service's 'command' (services.NAME.command) in requirements.json, or 'build.entry' to the script, project or folder that is started.",
        details: [.. lookedFor.Select(one => $"looked for {one}: not there")]);

    /// <summary>A project file that does not parse.</summary>
    public static DeployError UnreadableProject(string file, Exception cause) => new("DC3204",
        $"Cannot read '{file}': {cause.Message}", "Correct the file.", cause: cause);

    /// <summary>A site that has to be built before it can be served.</summary>
    public static DeployError SiteNeedsBuild(string file, string app) => new("DC3205",
        $"'{file}' has a build script but no start command: this is a site that has to be built first: {app}.",
        "Set 'build' of the service in requirements.json to { \"language\": \"static\", \"command\": [\"npm\", \"run\", \"build\"], \"entry\": FOLDER }, with the folder that the build writes (dist, build, out); or add a Dockerfile.");

    /// <summary>Control characters would let an archive write on the user's terminal.</summary>
    private static string Printable(string name) =>
        string.Concat(name.Select(c => char.IsControl(c) ? $"\\x{(int)c:x2}" : c.ToString()));
}
