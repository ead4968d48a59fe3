namespace DeployCrew.Core.Errors;

/// <summary>DC4xxx: stacks and bundles.</summary>
public static class StackErrors
{
    private const string BlueprintRemedy = "Correct the blueprint that adds this resource.";

    /// <summary>Two resources have one name.</summary>
    public static Diagnostic DuplicateResource(string resource) =>
        Problem("DC4001", $"resources/{resource}", "the name is taken by another resource.",
        "Rename the service or backing resource whose part it is; where there is none, correct the blueprint.");

    /// <summary>The catalogue does not have the type.</summary>
    public static Diagnostic UnknownType(string resource, string type) => Problem("DC4002", $"resources/{resource}/type",
        $"'{type}' is not in the catalogue.", "Add it to infra/catalogue/types.mjs and run 'npm run generate' there, or correct the type.");

    /// <summary>A resource or nested type has no such input.</summary>
    public static Diagnostic UnknownInput(string resource, string path, string type) =>
        Problem("DC4003", $"resources/{resource}/{path}", $"{type} has no such input.");

    /// <summary>An input that must be given is not.</summary>
    public static Diagnostic MissingInput(string resource, string path, string type) =>
        Problem("DC4004", $"resources/{resource}/{path}", $"{type} needs this input.");

    /// <summary>An input has a value of another shape than the catalogue says.</summary>
    public static Diagnostic WrongShape(string resource, string path, string expected, string found) =>
        Problem("DC4005", $"resources/{resource}/{path}", $"must be {expected} (was {found}).");

    /// <summary>A reference goes to a resource that is not there, or that comes later.</summary>
    public static Diagnostic UnresolvedReference(string resource, string target, bool later) => Problem("DC4006", $"resources/{resource}",
        later ? $"refers to '{target}', which comes after it." : $"refers to '{target}', which is not in the stack.");

    /// <summary>A reference goes to an output that the resource does not have.</summary>
    public static Diagnostic UnknownOutput(string resource, string target, string property) =>
        Problem("DC4007", $"resources/{resource}", $"refers to '{target}.{property}', which is not an output of it.");

    /// <summary>A resource that exists always refers to one that exists only sometimes.</summary>
    public static Diagnostic ConditionalReference(string resource, string target, string condition) =>
        Problem("DC4008", $"resources/{resource}",
        $"refers to '{target}', which exists only where '{condition}' is true.",
            "Give both the same condition, or refer to a resource that always exists.");

    /// <summary>A configuration key is used, but not declared, or declared as something else.</summary>
    public static Diagnostic UndeclaredConfiguration(string path, string key, string needed) =>
        Problem("DC4009", path, $"uses configuration '{key}', which is not declared as {needed}.",
            "Declare the key with the blueprint that uses it.");

    /// <summary>An environment lacks a configuration value, or has one of another kind.</summary>
    public static Diagnostic MissingConfiguration(string environment, string key, string kind) =>
        Problem("DC4010", $"configuration/{environment}/{key}", $"must be a {kind} value.",
            "Give the value in the environment's requirements.");

    /// <summary>The environments have different numbers of subnets, so that one program cannot serve them.</summary>
    public static Diagnostic ZonesDiffer(string environment, int found, int expected) => Problem("DC4020", $"environments/{environment}",
        $"lists subnets for {found} availability zones where another list has {expected}.",
        "List the same number of public and private subnets in every environment (2 or more), or none: then they are carved out of cidr.");

    /// <summary>A secret is given in some environments only.</summary>
    public static Diagnostic SecretNotEverywhere(string environment, string service, string secret) =>
        Problem("DC4021", $"environments/{environment}/services/{service}/secrets/{secret}",
            "is given in other environments, but not in this one.", "Give the reference in the service itself, or in every environment.");

    /// <summary>A secret reference is of neither known form.</summary>
    public static Diagnostic SecretReference(string service, string secret) => Problem("DC4022", $"services/{service}/secrets/{secret}",
        "must be 'ssm:/path' or 'secretsmanager:name', of the same kind in every environment.", "Store the secret there and refer to it.");

    /// <summary>A backing resource has a type that no blueprint makes.</summary>
    public static Diagnostic UnknownBacking(string resource, string type) => Problem("DC4023", $"resources/{resource}/type",
        $"'{type}' is not a type of backing resource.", "Use postgres, mysql, redis, bucket or queue.");

    /// <summary>The network is too small to be carved into subnets.</summary>
    public static Diagnostic NetworkTooSmall(string environment, string cidr) => Problem("DC4024", $"environments/{environment}/cidr",
        $"'{cidr}' cannot be divided into the subnets of 2 or more zones.", "Use a block from /16 to /24, such as 10.0.0.0/16.");

    /// <summary>Two names become the same identifier in the generated code.</summary>
    public static Diagnostic NamesCollide(string path, string other) => Problem("DC4025", path,
        $"is written like '{other}' in the generated code.", "Rename one of the two.");

    /// <summary>A model that blueprints made has problems.</summary>
    public static DeployError InvalidModel(string project, IReadOnlyList<Diagnostic> problems) => new("DC4030",
        $"The stack of '{project}' is not valid: {problems.Count} problem(s), the first: {problems[0].Path}: {problems[0].Message}",
        "Correct the requirements at the places listed below; where none is named, this is a bug in a blueprint.",
        details: [.. problems.Select(problem => problem.ToString())]);

    /// <summary>Two files of a bundle have one path.</summary>
    public static DeployError DuplicateBundleFile(string path) => new("DC4041",
        $"Two files of the bundle would be '{path}'.", "Rename one of them in the app.");

    /// <summary>A path leads out of the bundle.</summary>
    public static DeployError UnsafeBundlePath(string path) => new("DC4042",
        $"'{path}' is not a path inside a bundle.", "Use relative paths with forward slashes and without '..'.");

    private static Diagnostic Problem(string code, string path, string message, string remedy = BlueprintRemedy) =>
        new(code, Severity.Error, path, null, message, remedy);

    /// <summary>A file that should be a bundle is none.</summary>
    public static DeployError NotABundle(string file, string why) => new("DC4043",
        $"{file} is not a bundle: {why}", "Give a zip that 'deploycrew bundle' wrote, or a requirements file.");

    /// <summary>A bundle of which nothing can be said, because what says it is dangerous itself.</summary>
    public static DeployError HostileBundle(string file, IReadOnlyList<string> problems) => new("DC4046",
        $"{file} is made to do harm: its manifest or its requirements cannot be looked at.", "Do not unpack it; ask whom it came from.", details: problems);
}
