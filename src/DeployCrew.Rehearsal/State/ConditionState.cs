namespace DeployCrew.Rehearsal.State;

/// <summary>A condition of a listener rule on a header, the query, the method or the client's address.</summary>
/// <param name="Field">http-header | query-string | http-request-method | source-ip.</param>
/// <param name="Values">Values of which one has to match; of a query-string those of <paramref name="Keys"/>.</param>
/// <param name="Name">Name of the header.</param>
/// <param name="Keys">Keys of a query-string's values, each in its place; an empty one is any.</param>
internal sealed record ConditionState(string Field, List<string> Values, string? Name = null, List<string>? Keys = null);
