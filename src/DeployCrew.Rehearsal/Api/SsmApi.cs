using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>SSM Parameter Store (API 2014-11-06).</summary>
internal sealed class SsmApi(StateStore store, ParameterVault vault, TimeProvider time)
{
    public JsonOperations Operations => new("AmazonSSM", "ssm", new Dictionary<string, Func<JsonObject, AwsCall, JsonObject>>
    {
        ["PutParameter"] = Put,
        ["GetParameter"] = Get,
        ["GetParameters"] = GetMany,
        ["GetParametersByPath"] = ByPath,
        ["DescribeParameters"] = Describe,
        ["DeleteParameter"] = Delete,
        ["DeleteParameters"] = DeleteMany,
    });

    /// <summary>Writes a parameter, for the stack engine too.</summary>
    public int Write(string name, string value, string type, string? description, bool overwrite, string region) => store.Change(state =>
    {
        var kept = type == "SecureString" ? vault.Protect(value) : value;
        if (!state.Parameters.TryGetValue(name, out var parameter))
        {
            state.Parameters[name] = new ParameterState
            {
                Name = name,
                Region = region,
                Type = type,
                Value = kept,
                Description = description,
                ModifiedAt = time.GetUtcNow(),
            };
            return 1;
        }

        if (!overwrite)
            throw new AwsFault("ParameterAlreadyExists", "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
        parameter.Type = type;
        parameter.Value = kept;
        parameter.Description = description ?? parameter.Description;
        parameter.ModifiedAt = time.GetUtcNow();
        return ++parameter.Version;
    });

    private JsonObject Put(JsonObject request, AwsCall call)
    {
        var name = request.Required("Name", "ValidationException");
        var type = request.Text("Type") ?? store.Read(state => state.Parameters.GetValueOrDefault(name)?.Type)
            ?? throw AwsFault.Validation("A parameter type is required when you create a parameter.");
        if (type is not ("String" or "StringList" or "SecureString"))
            throw AwsFault.Validation($"1 validation error detected: Value '{type}' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [SecureString, StringList, String]");
        var value = request.Required("Value", "ValidationException");
        if (value.Length > 4096)
            throw AwsFault.Validation("Standard tier parameters support a maximum parameter value of 4096 characters.");
        var version = Write(name, value, type, request.Text("Description"), request.Flag("Overwrite"), call.Region);
        return new JsonObject { ["Version"] = version, ["Tier"] = "Standard" };
    }

    private JsonObject Get(JsonObject request, AwsCall call)
    {
        var name = request.Required("Name", "ValidationException");
        return new JsonObject
        {
            ["Parameter"] = store.Read(state => state.Parameters.TryGetValue(name, out var found) ? Value(found, request.Flag("WithDecryption")) : null)
                ?? throw new AwsFault("ParameterNotFound", $"Parameter {name} not found."),
        };
    }

    private JsonObject GetMany(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var names = request.Texts("Names");
        return new JsonObject
        {
            ["Parameters"] = names.Where(state.Parameters.ContainsKey).Select(name => (JsonNode?)Value(state.Parameters[name], request.Flag("WithDecryption"))).ToJsonArray(),
            ["InvalidParameters"] = names.Where(name => !state.Parameters.ContainsKey(name)).ToJsonArray(),
        };
    });

    private JsonObject ByPath(JsonObject request, AwsCall call)
    {
        var path = request.Required("Path", "ValidationException").TrimEnd('/') + "/";
        if (path[0] != '/')
            throw AwsFault.Validation("The parameter doesn't meet the parameter name requirements. The parameter name must begin with a forward slash \"/\".");
        var recursive = request.Flag("Recursive");
        return store.Read(state =>
        {
            var found = state.Parameters.Values
                .Where(parameter => parameter.Name.StartsWith(path, StringComparison.Ordinal)
                    && (recursive || !parameter.Name[path.Length..].Contains('/', StringComparison.Ordinal)))
                .ToArray();
            var (items, next) = Page.Of(found, request.Text("NextToken"), request.Number("MaxResults"), 10);
            var answer = new JsonObject { ["Parameters"] = items.Select(item => (JsonNode?)Value(item, request.Flag("WithDecryption"))).ToJsonArray() };
            if (next is not null)
                answer["NextToken"] = next;
            return answer;
        });
    }

    private JsonObject Describe(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var (items, next) = Page.Of([.. state.Parameters.Values], request.Text("NextToken"), request.Number("MaxResults"), 10);
        var answer = new JsonObject
        {
            ["Parameters"] = items.Select(item => (JsonNode?)new JsonObject
            {
                ["Name"] = item.Name,
                ["ARN"] = Arn(item),
                ["Type"] = item.Type,
                ["Version"] = item.Version,
                ["LastModifiedDate"] = item.ModifiedAt.Epoch(),
                ["Tier"] = "Standard",
                ["DataType"] = "text",
            }).ToJsonArray(),
        };
        if (next is not null)
            answer["NextToken"] = next;
        return answer;
    });

    private JsonObject Delete(JsonObject request, AwsCall call)
    {
        var name = request.Required("Name", "ValidationException");
        if (!store.Change(state => state.Parameters.Remove(name)))
            throw new AwsFault("ParameterNotFound", $"Parameter {name} not found.");
        return [];
    }

    private JsonObject DeleteMany(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var names = request.Texts("Names").ToLookup(state.Parameters.Remove);
        return new JsonObject { ["DeletedParameters"] = names[true].ToJsonArray(), ["InvalidParameters"] = names[false].ToJsonArray() };
    });

    private JsonObject Value(ParameterState parameter, bool decrypt) => new()
    {
        ["Name"] = parameter.Name,
        ["Type"] = parameter.Type,
        ["Value"] = parameter.Type == "SecureString" && decrypt ? vault.Reveal(parameter.Value) : parameter.Value,
        ["Version"] = parameter.Version,
        ["LastModifiedDate"] = parameter.ModifiedAt.Epoch(),
        ["ARN"] = Arn(parameter),
        ["DataType"] = "text",
    };

    private static string Arn(ParameterState parameter) => CloudIdentity.Arn("ssm", parameter.Region, "parameter" + (parameter.Name[0] == '/' ? "" : "/") + parameter.Name);
}
