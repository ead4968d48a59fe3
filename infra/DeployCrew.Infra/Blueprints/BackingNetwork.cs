using DeployCrew.Core.Requirements;

namespace DeployCrew.Infra.Blueprints;

/// <summary>The security group of a backing resource: only the services that use it get in.</summary>
internal static class BackingNetwork
{
    public static ResourceHandle SecurityGroup(StackBuilder stack, BackingScope scope, string name, ResourceRequirements resource, int port)
    {
        var group = SecurityBlueprint.Group(stack, scope.Common, scope.Network, name, $"{name}: only the services that use it");
        foreach (var service in BackingAccess.Users(scope.Document, resource))
        {
            SecurityBlueprint.Ingress(
                stack, $"{service}-to-{name}", group, port, $"From the tasks of {service}",
                ("referencedSecurityGroupId", scope.Security.Services[service].Id));
        }
        return group;
    }
}
