using System.Globalization;

namespace DeployCrew.Core.Requirements;

/// <summary>The names that are composed from project, environment and service. One place, because validation checks the lengths that infrastructure uses.</summary>
public static class ResourceNames
{
    /// <summary>Prefix of everything in one environment: <c>hello-dev</c>.</summary>
    public static string Prefix(string project, string environment) => $"{project}-{environment}";

    /// <summary>Name of one service's own things: <c>hello-dev-web</c> (ECS service, task family, log stream prefix).</summary>
    public static string Service(string project, string environment, string service) => $"{project}-{environment}-{service}";

    /// <summary>Target group of a service: <c>hello-dev-web-8080</c>, and <c>hello-dev-web-8080-g</c> where there is a second one. A
    /// target group cannot change its port; with the port in its name, the next one can be there before this one goes.</summary>
    public static string TargetGroup(string project, string environment, string service, int port, string? side = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{Service(project, environment, service)}-{port}{(side is null ? "" : $"-{side[0]}")}");

    /// <summary>ECR repository of a service in an environment: <c>hello-dev/web</c>.</summary>
    public static string Repository(string project, string environment, string service) => $"{project}-{environment}/{service}";

    /// <summary>Root of the SSM contract: <c>/hello/dev</c>.</summary>
    public static string Contract(string project, string environment) => $"/{project}/{environment}";
}
