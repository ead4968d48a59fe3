using System.Xml.Linq;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Ports;

namespace DeployCrew.Aws;

/// <summary>Target health from Elastic Load Balancing (API 2015-12-01).</summary>
public sealed class ElbTargetHealth(AwsConnection connection) : ITargetHealth, IDisposable
{
    private readonly AwsClient client = new(AwsService.LoadBalancing, connection);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Target>> DescribeAsync(string targetGroupArn, CancellationToken cancellationToken)
    {
        var result = await client.QueryAsync(
            "DescribeTargetHealth", [KeyValuePair.Create("TargetGroupArn", targetGroupArn)], cancellationToken);
        return [.. Children(result, "TargetHealthDescriptions", "member").Select(Read)];
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static Target Read(XElement member)
    {
        string? Text(string parent, string name) => Children(member, parent, name).FirstOrDefault()?.Value;
        return new Target(
            $"{Text("Target", "Id")}:{Text("Target", "Port")}", Text("TargetHealth", "State") ?? "unavailable",
            Text("TargetHealth", "Reason"), Text("TargetHealth", "Description"));
    }

    private static IEnumerable<XElement> Children(XElement parent, string name, string child) => parent.Elements()
        .Where(element => element.Name.LocalName == name)
        .SelectMany(element => element.Elements().Where(inner => inner.Name.LocalName == child));
}
