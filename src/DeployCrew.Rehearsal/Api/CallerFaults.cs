namespace DeployCrew.Rehearsal.Api;

/// <summary>How a protocol names what is wrong with a caller: the JSON services and the query services differ.</summary>
internal sealed record CallerFaults(string MissingToken, string Incomplete, string UnknownKey, string Mismatch, string Expired);
