namespace DeployCrew.Aws.Quotas;

/// <summary>A request to raise a quota.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">PENDING, CASE_OPENED, APPROVED, DENIED, CASE_CLOSED, NOT_APPROVED, INVALID_REQUEST.</param>
/// <param name="Value">The value that was asked for.</param>
internal sealed record QuotaRequest(string Id, string Status, decimal Value)
{
    /// <summary>Whether AWS has yet to decide.</summary>
    public bool IsOpen => Status is "PENDING" or "CASE_OPENED";
}
