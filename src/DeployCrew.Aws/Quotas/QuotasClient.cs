using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Quotas;

/// <summary>Service Quotas (API 2019-06-24).</summary>
internal sealed class QuotasClient(AwsConnection connection) : IDisposable
{
    private readonly AwsClient client = new(AwsService.Quotas, connection);

    /// <summary>The value that holds for the account, in the quota's own unit.</summary>
    public async Task<decimal> GetAsync(string service, string quota, CancellationToken cancellationToken)
    {
        var answer = await client.JsonAsync("GetServiceQuota", new() { ["ServiceCode"] = service, ["QuotaCode"] = quota }, Effect.Repeatable, cancellationToken);
        return answer["Quota"]?["Value"] is JsonValue value && value.TryGetValue<decimal>(out var number) ? number
            : throw AwsErrors.UnexpectedAnswer("servicequotas:GetServiceQuota", "'Quota.Value' is missing");
    }

    /// <summary>Asks AWS to raise a quota.</summary>
    /// <exception cref="AnswerLostError">Whether AWS was asked is not known.</exception>
    public async Task<QuotaRequest> RequestIncreaseAsync(string service, string quota, decimal value, CancellationToken cancellationToken)
    {
        var request = new JsonObject { ["ServiceCode"] = service, ["QuotaCode"] = quota, ["DesiredValue"] = value };
        return Read((await client.JsonAsync("RequestServiceQuotaIncrease", request, Effect.Once, cancellationToken))["RequestedQuota"] as JsonObject ?? []);
    }

    /// <summary>What AWS was asked for before, newest first as AWS gives it.</summary>
    public async Task<IReadOnlyList<QuotaRequest>> ListRequestsAsync(string service, string quota, CancellationToken cancellationToken) => await client
        .JsonPagesAsync(
            "ListRequestedServiceQuotaChangeHistoryByQuota", new() { ["ServiceCode"] = service, ["QuotaCode"] = quota },
            new("NextToken", "NextToken", "RequestedQuotas"), cancellationToken)
        .Select(json => Read((JsonObject)json)).ToListAsync(cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private static QuotaRequest Read(JsonObject json) =>
        new(json.Text("Id"), json.TextOrNull("Status") ?? "", (decimal)(json.DecimalOrNull("DesiredValue") ?? 0));
}
