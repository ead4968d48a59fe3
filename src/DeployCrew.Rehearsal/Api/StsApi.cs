using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace DeployCrew.Rehearsal.Api;

/// <summary>STS (API 2011-06-15). Every role can be assumed: the local cloud has no IAM, and whoever calls has its key.</summary>
internal sealed class StsApi(TemporaryCredentials credentials)
{
    private const int HourSeconds = 3600;

    public AwsService Service => new("sts", new ServiceFaults("ValidationError", "ValidationError", "InternalFailure"), new Dictionary<string, AwsOperation>
    {
        ["GetCallerIdentity"] = (_, call) => new JsonObject { ["Arn"] = call.Caller.Arn, ["UserId"] = call.Caller.UserId, ["Account"] = CloudIdentity.Account },
        ["AssumeRole"] = AssumeRole,
        ["GetSessionToken"] = (request, call) =>
            new JsonObject { ["Credentials"] = Issue(call.Caller.Arn, call.Caller.UserId, request.Number("DurationSeconds") ?? 12 * HourSeconds) },
    });

    // arn:aws:iam::000000000000:role/path/name -> arn:aws:sts::000000000000:assumed-role/name/session
    private JsonObject AssumeRole(JsonObject request, AwsCall call)
    {
        var role = request.Text("RoleArn")!.Split(':');
        if (role is not ["arn", _, "iam", "", var account, var path] || !path.StartsWith("role/", StringComparison.Ordinal))
            throw new AwsFault("ValidationError", $"{request.Text("RoleArn")} is invalid");
        var session = request.Text("RoleSessionName");
        var id = $"AROA{RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 16)}:{session}";
        var arn = $"arn:aws:sts::{account}:assumed-role/{path[(path.LastIndexOf('/') + 1)..]}/{session}";
        return new JsonObject
        {
            ["Credentials"] = Issue(arn, id, request.Number("DurationSeconds") ?? HourSeconds),
            ["AssumedRoleUser"] = new JsonObject { ["AssumedRoleId"] = id, ["Arn"] = arn },
        };
    }

    private JsonObject Issue(string arn, string userId, int seconds)
    {
        var (key, secret, token, expires) = credentials.Issue(arn, userId, TimeSpan.FromSeconds(seconds));
        return new JsonObject { ["AccessKeyId"] = key, ["SecretAccessKey"] = secret, ["SessionToken"] = token, ["Expiration"] = expires.Epoch() };
    }
}
