namespace DeployCrew.Mcp.Schemas;

/// <summary>Arguments that several tools have.</summary>
internal static class Known
{
    public const string HashPattern = "^[0-9a-f]{64}$";
    private const string NoControls = "^[^\\u0000-\\u001f]+$";

    public static Argument Path { get; } = Text("path", "Requirements file, or the folder that holds requirements.json; inside of the server's root, relative to it.", 1024) with { Default = "." };

    public static Argument App { get; } = Text("app", "The app: a folder or a zip inside of the root. Default: what the requirements name, else app/ or app.zip beside them.", 1024);

    public static Argument Environment { get; } = Text("environment", "Name of an environment of the requirements. Default: the only one, else dev.", 64);

    public static Argument EveryEnvironment { get; } = Text("environment", "Only this environment of the requirements. Default: all.", 64);

    public static Argument Target { get; } = new("target", "string", "local: the rehearsal cloud on the server's machine, which is started when it does not run; aws: the account of the server's credentials.")
    {
        Choices = ["local", "aws"],
        Default = "local",
    };

    public static Argument Engine { get; } = new("engine", "string", "Stack engine of target aws. Default: pulumi.") { Choices = ["pulumi", "terraform", "tofu"] };

    public static Argument Run { get; } = new("run", "string", "Name of a run, or an end or beginning of it. Default: the newest.")
    {
        MinLength = 1,
        MaxLength = 200,
        Pattern = "^[A-Za-z0-9][A-Za-z0-9-]*$",
        Form = "letters, digits and hyphens",
    };

    public static Argument Service { get; } = Text("service", "Name of one service of the requirements. Default: all.", 64);

    public static Argument Hash(string name, string description) => new(name, "string", description)
    {
        Required = true,
        MaxLength = 64,
        Pattern = HashPattern,
        Form = "a whole hash of sixty-four lower-case hexadecimal digits",
    };

    public static Argument Text(string name, string description, int longest) => new(name, "string", description)
    {
        MinLength = 1,
        MaxLength = longest,
        Pattern = NoControls,
        Form = "text without control characters",
    };
}
