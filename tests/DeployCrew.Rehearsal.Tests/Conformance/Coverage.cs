using System.Text.RegularExpressions;
using DeployCrew.Rehearsal.Api;
using DeployCrew.Rehearsal.Tests.Clients;

namespace DeployCrew.Rehearsal.Tests.Conformance;

/// <summary>What a client has to have done before it proves anything.</summary>
internal static partial class Coverage
{
    // What every operation may answer with, and the models of the operations do not list.
    private static readonly HashSet<string> Common =
    [
        "ValidationException", "ValidationError", "SerializationException", "MalformedInput", "UnknownOperationException", "InvalidAction",
        "UnrecognizedClientException", "InvalidClientTokenId", "InvalidSignatureException", "SignatureDoesNotMatch", "InvalidParameterException",
    ];

    // Errors that have a code of their own and are not in the model of the operation that AWS answers them for.
    private static readonly HashSet<string> Unlisted =
    [
        "elbv2:CreateTargetGroup:InvalidConfigurationRequest", "elbv2:DeleteLoadBalancer:OperationNotPermitted",
        "elbv2:AddListenerCertificates:UnsupportedProtocol", "ecs:UpdateService:ServiceNotActiveException",
    ];

    /// <summary>Every operation has succeeded at least once.</summary>
    public static void OfOperations(IReadOnlyList<AwsService> services, IReadOnlyCollection<Exchange> exchanges)
    {
        var done = exchanges.Where(one => one.Error is null).Select(one => $"{one.Service}:{one.Operation}").ToHashSet();
        Assert.Empty(services.SelectMany(service => service.Operations.Keys.Select(operation => $"{service.Name}:{operation}")).Except(done));
    }

    /// <summary>Every error that the code of a service has was met, and none that the operation's model does not have.</summary>
    public static void OfErrors(IReadOnlyList<AwsService> services, IReadOnlyCollection<Exchange> exchanges)
    {
        var met = exchanges.Where(one => one.Error is not null).Select(one => $"{one.Service}:{one.Error}").ToHashSet();
        Assert.Empty(services.SelectMany(service => CodesOf(service.Name).Select(code => $"{service.Name}:{code}")).Except(met));
        Assert.Empty(exchanges.Where(one => one.Error is { } code && one.Service.Length > 0 && !Common.Contains(code)
                && services.First(service => service.Name == one.Service).Model.Operations.GetValueOrDefault(one.Operation)?.Errors.Contains(code) != true)
            .Select(one => $"{one.Service}:{one.Operation}:{one.Error}").Except(Unlisted));
    }

    // From the source: whoever writes a new one has to bring a case for it.
    private static IEnumerable<string> CodesOf(string service)
    {
        string[] files = service switch
        {
            "ecs" => ["Ecs*.cs"],
            "elbv2" => ["Elb*.cs", "LoadBalancingApi.cs"],
            "ecr" => ["Ecr*.cs"],
            "logs" => ["Log*.cs"],
            "ssm" => ["Ssm*.cs", "Parameter*.cs"],
            "secretsmanager" => ["Secret*.cs"],
            "resourcegroupstaggingapi" => ["TaggingApi.cs"],
            "codebuild" => ["CodeBuild*.cs"],
            "sts" => ["StsApi.cs"],
            "cloudwatch" => ["CloudWatch*.cs"],
            _ => throw new ArgumentException($"which files are {service}'s?", nameof(service)),
        };
        return files.SelectMany(pattern => Directory.GetFiles(Path.Combine(SourceTree.Root, "src", "DeployCrew.Rehearsal", "Api"), pattern))
            .SelectMany(file => Fault().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value);
    }

    [GeneratedRegex("""AwsFault\(\s*"(\w+)"\s*,""")]
    private static partial Regex Fault();
}
