namespace DeployCrew.Rehearsal.Api;

/// <summary>Who calls, and what for.</summary>
/// <param name="Service">Signing name, such as <c>ecs</c>.</param>
/// <param name="Operation">Operation, such as <c>DescribeServices</c>.</param>
/// <param name="Region">Region that the request was signed for.</param>
/// <param name="RequestId">Id that goes into the answer.</param>
internal sealed record AwsCall(string Service, string Operation, string Region, string RequestId)
{
    private static readonly string[] Reads = ["Describe", "List", "Get", "Filter", "BatchGet", "BatchCheck"];

    /// <summary>Whether it only looks, and need not wait for the state to be saved.</summary>
    public bool IsRead => Reads.Any(verb => Operation.StartsWith(verb, StringComparison.Ordinal));
}
