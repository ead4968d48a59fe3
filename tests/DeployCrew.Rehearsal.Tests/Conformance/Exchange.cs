using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DeployCrew.Rehearsal.Api;

namespace DeployCrew.Rehearsal.Tests.Conformance;

/// <summary>A recorded request and its answer.</summary>
/// <param name="Service">Service of the local cloud, by the name that clients have for it; empty for one that it does not have.</param>
/// <param name="Operation">Operation.</param>
/// <param name="Error">Error code; null when it succeeded.</param>
internal sealed partial record Exchange(string Service, string Operation, string? Error)
{
    // {"service":"ecs","target":"AmazonEC2ContainerServiceV20141113.ListTasks","status":200,"request":"…","response":"…"}
    public static Exchange Parse(string line, IReadOnlyList<AwsService> services)
    {
        var json = JsonNode.Parse(line)!;
        var (target, request, response) = ((string)json["target"]!, (string)json["request"]!, (string)json["response"]!);
        var operation = target.Length > 0 ? target[(target.LastIndexOf('.') + 1)..] : QueryForm.Parse(request, null).Action ?? "";
        var error = (int)json["status"]! < 300 ? null
            : target.Length > 0 ? (string?)JsonNode.Parse(response)!["__type"]
            : Code().Match(response).Groups[1].Value;
        return new Exchange(services.FirstOrDefault(one => one.Model.SigningName == (string)json["service"]!)?.Name ?? "", operation, error);
    }

    [GeneratedRegex("<Code>(.*?)</Code>")]
    private static partial Regex Code();
}
