using System.Globalization;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>The one hand-over to delivery: SSM parameters, as <see cref="ContractKeys"/> names them.</summary>
internal static class ContractBlueprint
{
    public static void Add(
        StackBuilder stack, RequirementsDocument document, CommonConfiguration common, LoadBalancing balancing, ResourceHandle cluster,
        IReadOnlyList<ServiceParts> services)
    {
        stack.In("contract");
        var url = Text($"https://{common.Domain}");
        Parameter(stack, common, ContractKeys.Url, url);
        Parameter(stack, common, ContractKeys.Cluster, cluster.Arn);
        Parameter(stack, common, ContractKeys.LoadBalancer, balancing.LoadBalancer.Arn);
        Parameter(stack, common, ContractKeys.Strategy, document.Deploy.Strategy);
        if (balancing.Shift is not null)
            Parameter(stack, common, ContractKeys.TestUrl, Text($"{url}:{Port(document)}"));
        foreach (var service in services)
        {
            Parameter(stack, common, ContractKeys.Service(service.Name), service.Service["name"]);
            Parameter(stack, common, ContractKeys.TaskDefinition(service.Name), service.TaskDefinition.Arn);
            Parameter(stack, common, ContractKeys.Repository(service.Name), service.Repository["repositoryUrl"]);
            Parameter(stack, common, ContractKeys.LogGroup(service.Name), service.LogGroup["name"]);
            if (service.Target is { } target)
            {
                Parameter(stack, common, ContractKeys.TargetGroup(service.Name), target.Group.Arn);
                var route = document.Services[service.Name].Routes[0].TrimEnd('/');
                Parameter(stack, common, ContractKeys.ServiceUrl(service.Name), Text($"{url}{route}"));
                if (target.Shifted is { } shifted)
                    Shifted(stack, common, service.Name, shifted);
            }
        }
        stack.Output("url", url);
        stack.Output("contract", Text($"/{document.Project}/{common.Environment}"));
        stack.Output("loadBalancerDnsName", balancing.LoadBalancer["dnsName"]);
        stack.Output("cluster", cluster["name"]);
    }

    private static void Shifted(StackBuilder stack, CommonConfiguration common, string service, ShiftedTarget shifted)
    {
        Parameter(stack, common, ContractKeys.AlternateTargetGroup(service), shifted.Green.Arn);
        Parameter(stack, common, ContractKeys.ProductionRule(service), shifted.ProductionRule.Arn);
        Parameter(stack, common, ContractKeys.TestRule(service), shifted.TestRule.Arn);
    }

    private static string Port(RequirementsDocument document) => document.Deploy.TestPort.ToString(CultureInfo.InvariantCulture);

    private static void Parameter(StackBuilder stack, CommonConfiguration common, string key, Value value) =>
        stack.Add("aws:ssm/parameter:Parameter", $"contract-{key.Replace('/', '-')}", new()
        {
            { "name", common.Path(key) }, { "type", "String" }, { "value", value },
        });
}
