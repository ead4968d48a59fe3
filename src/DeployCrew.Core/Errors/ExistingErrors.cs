using DeployCrew.Core.Requirements.Parsing;
using static System.FormattableString;
using static DeployCrew.Core.Errors.RequirementsErrors;

namespace DeployCrew.Core.Errors;

/// <summary>DC1080-DC1089: networks and certificates that are there already.</summary>
public static class ExistingErrors
{
    /// <summary>A network without its subnets, or the other way round.</summary>
    public static Diagnostic Incomplete(string path, SourcePosition at, string missing) =>
        Error("DC1080", path, at,
            $"vpcId, publicSubnetIds and privateSubnetIds belong together; {missing} is missing.",
            "Give all three, or none: then the network is created.");

    /// <summary>Too few subnets, or not as many of one kind as of the other.</summary>
    public static Diagnostic Subnets(string path, SourcePosition at, int publicSubnets, int privateSubnets) =>
        Error("DC1081", path, at,
            Invariant($"there are {publicSubnets} public and {privateSubnets} private subnets; a load balancer needs two zones, and tasks the same."),
            "List as many public as private subnets, one per availability zone, at least two.");

    /// <summary>A setting of networks that are created, for one that is there.</summary>
    public static Diagnostic NotUsed(string path, SourcePosition at) =>
        Warning("DC1082", path, at,
            "the network is there already and stays as it is; this is not used.",
            "Remove it.");

    /// <summary>Two environments with different numbers of zones.</summary>
    public static Diagnostic ZonesDiffer(string path, SourcePosition at, int found, string environment, int expected) =>
        Error("DC1083", path, at,
            Invariant($"there are {found} subnets of each kind, and {expected} in '{environment}'; one program serves both."),
            "List the same number of subnets in every environment that lists them.");

    /// <summary>A certificate of another region.</summary>
    public static Diagnostic CertificateElsewhere(string path, SourcePosition at, string region) =>
        Error("DC1084", path, at,
            $"a load balancer in {region} takes certificates of {region} only.",
            $"Request the certificate in {region}, or leave it out: then it is created.");
}
