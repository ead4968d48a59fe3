using DeployCrew.Core.Requirements.Parsing;
using static System.FormattableString;

namespace DeployCrew.Core.Errors;

/// <summary>DC1xxx: requirements. Paths are as the file has them; positions are of what is to be changed.</summary>
public static class RequirementsErrors
{
    private const int ShownNames = 12;

    /// <summary>The file is not there, or may not be read.</summary>
    public static Diagnostic NotReadable(string reason) =>
        File("DC1001", $"cannot be read: {reason}.", "Check the path, or write a file with 'deploycrew init'.");

    /// <summary>The file's bytes are not UTF-8.</summary>
    public static Diagnostic NotUtf8() =>
        File("DC1002", "is not UTF-8 text.", "Save it as UTF-8.");

    /// <summary>The text is not JSON from here on.</summary>
    public static Diagnostic Syntax(SourcePosition at, string problem) =>
        Error("DC1003", "", at,
            $"not valid JSON: {problem}.",
            "Correct the text here; what comes after it has not been read.");

    /// <summary>A number is out of range.</summary>
    public static Diagnostic OutOfRange(string path, SourcePosition at, decimal least, decimal most, string found) =>
        Error("DC1004", path, at,
            Invariant($"must be {least}-{most} (was {found})."),
            Invariant($"Give a number from {least} to {most}."));

    /// <summary>A comment.</summary>
    public static Diagnostic Comment(SourcePosition at) =>
        Error("DC1005", "", at, "JSON has no comments.", "Remove the comment.");

    /// <summary>A comma before a closing bracket.</summary>
    public static Diagnostic TrailingComma(string path, SourcePosition at) =>
        Error("DC1006", path, at, "a comma stands before the closing bracket.", "Remove the comma.");

    /// <summary>A property is there twice.</summary>
    public static Diagnostic DuplicateKey(string path, SourcePosition at, SourcePosition first) =>
        Error("DC1007", path, at, $"is there twice, first at {first}.", "Remove one of the two.");

    /// <summary>The file is too large to be requirements.</summary>
    public static Diagnostic TooLarge(int limit) =>
        File("DC1008",
            Invariant($"is larger than {limit / 1024} KiB."),
            "Give the requirements file, not the app or a bundle.");

    /// <summary>Brackets inside brackets without end.</summary>
    public static Diagnostic TooDeep(SourcePosition at, int limit) =>
        Error("DC1009", "", at,
            Invariant($"brackets are nested deeper than {limit} levels."),
            "Requirements have fewer than ten levels: remove the brackets.");

    /// <summary>A value has the wrong type.</summary>
    public static Diagnostic WrongType(string path, SourcePosition at, string expected, string found) =>
        Error("DC1010", path, at, $"must be {expected} (was {found}).", $"Write {expected}.");

    /// <summary>A property that does not exist.</summary>
    public static Diagnostic UnknownProperty(string path, SourcePosition at, string? nearest, IEnumerable<string> known) =>
        Error("DC1011", path, at,
            $"is not known here{Suggested(nearest)}",
            nearest is null ? $"Remove it, or use one of: {Listed(known)}." : $"Write '{nearest}', or remove it.");

    /// <summary>A property that must be given is not.</summary>
    public static Diagnostic MissingProperty(string path, SourcePosition at, string description) =>
        Error("DC1012", path, at, "is missing.", $"Add it: {description}");

    /// <summary>A value is none of the possible ones.</summary>
    public static Diagnostic NotAChoice(string path, SourcePosition at, IReadOnlyList<string> choices, string found, string? nearest) =>
        Error("DC1013", path, at,
            (choices.Count > ShownNames ? $"{found} is not known" : $"must be {Choice(choices)} (was {found})") + Suggested(nearest),
            nearest is null
                ? $"Use one of: {string.Join(", ", choices)}."
                : $"Write '{nearest}', or one of: {string.Join(", ", choices)}.");

    /// <summary>A text has not the form that it must have.</summary>
    public static Diagnostic Form(string path, SourcePosition at, string expected, string found) =>
        Error("DC1014", path, at, $"must be {expected} (was {found}).", $"Write {expected}.");

    /// <summary>A name has not the form that it must have.</summary>
    public static Diagnostic Name(string path, SourcePosition at, string expected) =>
        Error("DC1015", path, at, $"is not a possible name: it must be {expected}.", $"Rename it to {expected}.");

    /// <summary>Nothing where something must be.</summary>
    public static Diagnostic Empty(string path, SourcePosition at) =>
        Error("DC1016", path, at,
            "must not be empty.",
            "Add at least one entry or character, or remove it where it is optional.");

    /// <summary>A text is too long.</summary>
    public static Diagnostic TooLong(string path, SourcePosition at, int limit, int found) =>
        Error("DC1017", path, at, Invariant($"must have at most {limit} characters (has {found})."), "Shorten it.");

    /// <summary>An entry of a list is there twice.</summary>
    public static Diagnostic Repeated(string path, SourcePosition at, string value) =>
        Error("DC1018", path, at, $"{value} is in the list twice.", "Remove one of the two.");

    /// <summary>A choice that a later version will have.</summary>
    public static Diagnostic NotInThisVersion(string path, SourcePosition at, string found, IReadOnlyList<string> choices) =>
        Error("DC1019", path, at,
            $"'{SourcePath.Shown(found)}' is not in this version, which has {Choice(choices)} only.",
            $"Use {Choice(choices)}.");

    /// <summary>Half of a character, written as an escape.</summary>
    public static Diagnostic BrokenCharacter(string path, SourcePosition at) =>
        Error("DC1020", path, at,
            "has half of a character in it (a lone \\uD800 to \\uDFFF).",
            "Write the character itself, or both halves.");

    /// <summary>CPU and memory that Fargate does not have together.</summary>
    public static Diagnostic TaskSize(string path, SourcePosition at, int cpu, int memory, string possible) =>
        Error("DC1021", path, at,
            Invariant($"Fargate has no task with {cpu} CPU units and {memory} MiB."),
            Invariant($"With {cpu} CPU units, memory is {possible}."));

    /// <summary>Fewer tasks at the most than at the least.</summary>
    public static Diagnostic ScalingBounds(string path, SourcePosition at, int least, int most) =>
        Error("DC1022", path, at,
            Invariant($"min ({least}) is greater than max ({most})."),
            "Lower min, or raise max; a max that is not given is 2.");

    /// <summary>A health check lasts longer than the time to the next one.</summary>
    public static Diagnostic HealthTimeout(string path, SourcePosition at, int timeout, int interval) =>
        Error("DC1023", path, at,
            Invariant($"must be less than intervalSeconds, which is {interval} (was {timeout})."),
            "Shorten the timeout, or lengthen the interval.");

    /// <summary>Not an address block.</summary>
    public static Diagnostic AddressBlock(string path, SourcePosition at, string found) =>
        Error("DC1024", path, at,
            $"'{SourcePath.Shown(found)}' is not an IPv4 address block.",
            "Write an address and a length, such as 10.10.0.0/16.");

    /// <summary>An address block whose address is not its first.</summary>
    public static Diagnostic HostBits(string path, SourcePosition at, string found, string block) =>
        Error("DC1025", path, at,
            $"'{SourcePath.Shown(found)}' is an address inside the block {block}.",
            $"Write {block}.");

    /// <summary>A network that is too large or too small.</summary>
    public static Diagnostic NetworkSize(string path, SourcePosition at, string found) =>
        Error("DC1026", path, at,
            $"the network '{SourcePath.Shown(found)}' must be a /16 to /24.",
            "Use a block such as 10.10.0.0/16.");

    /// <summary>A subnet that AWS does not make.</summary>
    public static Diagnostic SubnetSize(string path, SourcePosition at, string found) =>
        Error("DC1027", path, at,
            $"the subnet '{SourcePath.Shown(found)}' is smaller than a /28, the smallest that AWS has.",
            "Use a larger block, such as a /24.");

    /// <summary>A subnet that is not in its network.</summary>
    public static Diagnostic SubnetOutside(string path, SourcePosition at, string found, string network) =>
        Error("DC1028", path, at,
            $"the subnet '{SourcePath.Shown(found)}' is not inside the network {network}.",
            "Move the subnet into the network, or change the network's cidr.");

    /// <summary>Two subnets share addresses.</summary>
    public static Diagnostic SubnetsOverlap(string path, SourcePosition at, string found, string other, string otherPath) =>
        Error("DC1029", path, at,
            $"the subnet '{SourcePath.Shown(found)}' overlaps '{SourcePath.Shown(other)}' ({otherPath}).",
            "Give every subnet a block of its own.");

    /// <summary>More subnets of one kind than of the other.</summary>
    public static Diagnostic SubnetPairs(string path, SourcePosition at, int publicCount, int privateCount) =>
        Error("DC1030", path, at,
            Invariant($"there are {publicCount} public and {privateCount} private subnets."),
            "List one public and one private subnet per availability zone, or none at all: then they are carved out of the network.");

    /// <summary>A single zone.</summary>
    public static Diagnostic TooFewZones(string path, SourcePosition at, int found) =>
        Error("DC1031", path, at,
            Invariant($"a load balancer needs subnets in 2 zones (was {found})."),
            "List at least two public and two private subnets, or none at all.");

    /// <summary>More zones than the region has.</summary>
    public static Diagnostic TooManyZones(string path, SourcePosition at, int found, string region, int most) =>
        Error("DC1032", path, at,
            Invariant($"subnets for {found} zones, but {region} has {most}."),
            Invariant($"List at most {most} public and {most} private subnets."));

    /// <summary>Environments with different numbers of zones.</summary>
    public static Diagnostic ZonesDiffer(string path, SourcePosition at, int found, string other, int expected) =>
        Error("DC1033", path, at,
            Invariant($"subnets for {found} zones, but '{SourcePath.Shown(other)}' has {expected}: one program serves both."),
            "List the same number of subnets in every environment, or none: then they are carved out of the network.");

    /// <summary>Networks of two environments share addresses.</summary>
    public static Diagnostic NetworksOverlap(string path, SourcePosition at, string found, string other, string otherNetwork) =>
        Warning("DC1034", path, at,
            $"{found} overlaps the network of '{SourcePath.Shown(other)}' ({otherNetwork}): the two can never be connected.",
            "Give every environment a cidr of its own.");

    /// <summary>A name is too long after it was composed.</summary>
    public static Diagnostic NameTooLong(string path, SourcePosition at, string kind, string name, int limit) =>
        Error("DC1035", path, at,
            Invariant($"the {kind} would be called '{SourcePath.Shown(name)}', {name.Length} characters; AWS allows {limit}."),
            Invariant($"Shorten the names that it is made of by {name.Length - limit} characters."));

    /// <summary>A name that is taken or forbidden.</summary>
    public static Diagnostic ReservedName(string path, SourcePosition at, string name, string reason) =>
        Error("DC1036", path, at, $"'{SourcePath.Shown(name)}' cannot be used: {reason}.", "Choose another name.");

    /// <summary>Two names that are one in code.</summary>
    public static Diagnostic NamesCollide(string path, SourcePosition at, string other) =>
        Error("DC1037", path, at,
            $"is written like {other} in generated code and file names.",
            "Rename one of the two.");

    /// <summary>Two services in different environments that would have one name in AWS.</summary>
    public static Diagnostic ComposedNamesCollide(string path, SourcePosition at, string name, string service,
        string otherService, string otherEnvironment) =>
        Error("DC1038", path, at,
            $"its service '{SourcePath.Shown(service)}' would be called '{SourcePath.Shown(name)}', as "
                + $"'{SourcePath.Shown(otherService)}' in '{SourcePath.Shown(otherEnvironment)}' is.",
            "Rename the environment or the service.");

    /// <summary>A service that is not there.</summary>
    public static Diagnostic UnknownService(string path, SourcePosition at, string name, IReadOnlyList<string> known, string? nearest) =>
        Error("DC1039", path, at,
            $"there is no service '{SourcePath.Shown(name)}'{Suggested(nearest)}",
            known.Count == 0 ? "Add the service, or remove the reference." : $"Name one of the services: {Listed(known)}.");

    /// <summary>A path that leads to two services.</summary>
    public static Diagnostic DuplicateRoute(string path, SourcePosition at, string route, string other) =>
        Error("DC1040", path, at,
            $"the route '{SourcePath.Shown(route)}' already leads to '{SourcePath.Shown(other)}'.",
            "Give every route to one service, once.");

    /// <summary>More routes than a load balancer has rules.</summary>
    public static Diagnostic TooManyRoutes(string path, SourcePosition at, int found, int limit) =>
        Warning("DC1041", path, at,
            Invariant($"there are {found} routes; a load balancer has {limit} rules unless AWS raises the quota."),
            "Use fewer routes, or ask AWS for more rules per load balancer.");

    /// <summary>No route at all.</summary>
    public static Diagnostic NothingReachable(string path, SourcePosition at) =>
        Warning("DC1042", path, at,
            "no service has a route: nothing will answer over HTTPS, and no run can be verified.",
            "Give one service a route, such as \"/\".");

    /// <summary>PORT is set by hand.</summary>
    public static Diagnostic PortVariable(string path, SourcePosition at, string variable) =>
        Warning("DC1043", path, at,
            $"{variable} is set from the service's port; this value is not used.",
            "Remove it, and set port.");

    /// <summary>A variable is given in the clear and by reference.</summary>
    public static Diagnostic VariableTwice(string path, SourcePosition at, string variable) =>
        Error("DC1044", path, at,
            $"{SourcePath.Shown(variable)} is given both in environment and in secrets.",
            "Keep it in one of the two.");

    /// <summary>A variable that a backing resource gives.</summary>
    public static Diagnostic VariableOfResource(string path, SourcePosition at, string variable, string resource) =>
        Error("DC1045", path, at,
            $"{SourcePath.Shown(variable)} is given by the resource '{SourcePath.Shown(resource)}'.",
            "Remove the variable, or rename it or the resource.");

    /// <summary>A secret that is not a reference. The value is never shown.</summary>
    public static Diagnostic SecretReference(string path, SourcePosition at) =>
        Error("DC1046", path, at,
            "must be a reference, never the value itself: 'ssm:/path' or 'secretsmanager:name'.",
            "Store the value in Systems Manager or Secrets Manager, and write where it is.");

    /// <summary>A secret in the clear. The value is never shown.</summary>
    public static Diagnostic ClearSecret(string path, SourcePosition at, string reason, string variable) =>
        Error("DC1047", path, at,
            $"a secret in the clear: {reason}.",
            $"Store it in Systems Manager and refer to it: \"secrets\": {{ \"{SourcePath.Shown(variable)}\": \"ssm:/path\" }}. "
                + "If it was ever committed, replace it.");

    /// <summary>A secret that some environments lack.</summary>
    public static Diagnostic SecretNotEverywhere(string path, SourcePosition at, IReadOnlyList<string> without) =>
        Error("DC1048", path, at,
            $"is given here, but not for {Listed(without)}.",
            "Give the reference in the service itself, or in every environment.");

    /// <summary>A secret in different kinds of stores.</summary>
    public static Diagnostic SecretKindsDiffer(string path, SourcePosition at, string found, string other) =>
        Error("DC1049", path, at,
            $"refers to '{found}', where another environment refers to '{other}': one program serves both.",
            "Keep the secret in the same kind of store in every environment.");

    /// <summary>A domain of two environments.</summary>
    public static Diagnostic DomainTaken(string path, SourcePosition at, string domain, string other) =>
        Error("DC1050", path, at,
            $"'{SourcePath.Shown(domain)}' is the domain of '{SourcePath.Shown(other)}' too.",
            "Give every environment a domain of its own.");

    /// <summary>A size of another kind of resource.</summary>
    public static Diagnostic ResourceSize(string path, SourcePosition at, string size, string type, string prefix) =>
        Error("DC1051", path, at,
            $"'{SourcePath.Shown(size)}' is not a size of {type}: those begin with '{prefix}'.",
            $"Use a size such as {prefix}t4g.micro, or leave it out.");

    /// <summary>A property that this type of resource does not have.</summary>
    public static Diagnostic NotForType(string path, SourcePosition at, string type) =>
        Warning("DC1052", path, at, $"{type} has no such setting; it is not used.", "Remove it.");

    /// <summary>Two secrets that are one in the stack's configuration.</summary>
    public static Diagnostic SecretNamesCollide(string path, SourcePosition at, string other, string service) =>
        Error("DC1053", path, at,
            $"is written like the secret {SourcePath.Shown(other)} of '{SourcePath.Shown(service)}' in the stack's configuration.",
            "Rename one of the two.");

    /// <summary>Flat file: a field without a counterpart.</summary>
    public static Diagnostic NoCounterpart(string path, SourcePosition at, string reason) =>
        Warning("DC1060", path, at,
            $"has no counterpart and is left out: {reason}.",
            "Remove it; 'deploycrew init --from' writes the file in the present format.");

    /// <summary>Flat file: an instance type that is not in the table.</summary>
    public static Diagnostic UnknownInstanceType(string path, SourcePosition at, string type, int cpu, int memory) =>
        Warning("DC1061", path, at,
            Invariant($"'{SourcePath.Shown(type)}' is not in the table of instance types; {cpu} CPU units and {memory} MiB are used."),
            "Set cpu and memory in the present format ('deploycrew init --from' writes it).");

    /// <summary>Flat file: a desired capacity that is not the minimum.</summary>
    public static Diagnostic DesiredCapacity(string path, SourcePosition at, int desired, int least) =>
        Warning("DC1062", path, at,
            Invariant($"services start with min_size tasks ({least}) and are scaled from there; {desired} is left out."),
            "Raise min_size where that many tasks must always run.");

    /// <summary>Roles for workflows of no branch and no environment.</summary>
    public static Diagnostic NoWorkflow(string path, SourcePosition at) =>
        Error("DC1090", path, at,
            "no branch and no environment is named: no workflow could take on the roles.",
            "Name a branch such as main, or a GitHub environment; or remove github.");

    /// <summary>A package manager of another language.</summary>
    public static Diagnostic NotItsPackageManager(string path, SourcePosition at, string manager, string language, IReadOnlyList<string> its) =>
        Error("DC1091", path, at,
            $"'{manager}' is no package manager of {language}.",
            its.Count == 0 ? $"Remove it: {language} leaves no choice." : $"Use one of: {string.Join(", ", its)}; or correct 'language'.");

    /// <summary>A version that the language's images do not have.</summary>
    public static Diagnostic NotItsVersion(string path, SourcePosition at, string version, string language, string form) =>
        Error("DC1092", path, at,
            $"'{version}' is no version of {language}'s base images: those are {form}.",
            $"Write it as {form}.");

    /// <summary>A setting for generated Dockerfiles beside a Dockerfile of the app's own.</summary>
    public static Diagnostic DockerfileDecides(string path, SourcePosition at, string dockerfile) =>
        Warning("DC1093", path, at,
            $"is not used: the image is built from '{SourcePath.Shown(dockerfile)}'.",
            "Remove it, or remove 'dockerfile'.");

    /// <summary>Something that the in-process builder cannot do.</summary>
    public static Diagnostic NotInProcess(string path, SourcePosition at, string reason) =>
        Error("DC1094", path, at,
            $"is not possible with the builder 'in-process': {reason}.",
            "Use the builder 'auto', 'docker', 'codebuild' or 'ec2', or remove this.");

    private static string Suggested(string? nearest) => nearest is null ? "." : $"; did you mean '{SourcePath.Shown(nearest)}'?";

    private static string Choice(IReadOnlyList<string> choices) =>
        choices.Count == 1 ? choices[0] : $"{string.Join(", ", choices.SkipLast(1))} or {choices[^1]}";

    private static string Listed(IEnumerable<string> names)
    {
        var first = names.Take(ShownNames + 1).Select(SourcePath.Shown).ToList();
        return first.Count <= ShownNames ? string.Join(", ", first) : $"{string.Join(", ", first.Take(ShownNames))}, …";
    }

    internal static Diagnostic Error(string code, string path, SourcePosition at, string message, string remedy) =>
        new(code, Severity.Error, path, at, message, remedy);

    internal static Diagnostic Warning(string code, string path, SourcePosition at, string message, string remedy) =>
        new(code, Severity.Warning, path, at, message, remedy);

    private static Diagnostic File(string code, string message, string remedy) => new(code, Severity.Error, "", null, message, remedy);
}
