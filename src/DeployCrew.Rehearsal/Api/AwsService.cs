using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.Api.Models;

namespace DeployCrew.Rehearsal.Api;

/// <summary>Answers one request, which its model allows. Members have the model's names, times are seconds since 1970, whatever the protocol.</summary>
internal delegate JsonObject AwsOperation(JsonObject request, AwsCall call);

/// <summary>A service of the local cloud.</summary>
/// <param name="Name">As AWS's clients call it: <c>ecs</c>, <c>elbv2</c>.</param>
/// <param name="Faults">How it names what is wrong with a request.</param>
/// <param name="Operations">What it has; everything else is answered with AWS's own error for an unknown operation.</param>
internal sealed record AwsService(string Name, ServiceFaults Faults, IReadOnlyDictionary<string, AwsOperation> Operations)
{
    /// <summary>Operations that keep what they are told and give it back, and that nothing else comes of.</summary>
    public IReadOnlyList<string> RecordedOnly { get; init; } = [];

    /// <summary>Makes true what an operation has changed, before it is answered; null when nothing has to be done.</summary>
    public Func<CancellationToken, Task>? Settle { get; init; }

    public ServiceModel Model => ServiceModels.All[Name];
}

/// <summary>How a service names what every operation of it may meet.</summary>
/// <param name="Validation">A request breaks a constraint.</param>
/// <param name="Token">A paging token is not one of its own.</param>
/// <param name="Internal">A bug of the local cloud.</param>
internal sealed record ServiceFaults(string Validation, string Token, string Internal)
{
    /// <summary>What <see cref="Validation"/> is for an operation, where it is not the same for all.</summary>
    public Func<string, string>? ValidationOf { get; init; }
}
