using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>SSM (API 2014-11-06): Parameter Store here, what PutParameter does in <see cref="ParameterWrites"/>, Run Command in <see cref="SsmCommands"/>.</summary>
internal sealed class SsmApi(StateStore store, ParameterVault vault, SecretValues secrets, TimeProvider time)
{
    // Where Parameter Store shows the secrets of Secrets Manager.
    private const string SecretPath = "/aws/reference/secretsmanager/";
    private const int MostLabels = 10;
    private static readonly ResourceTags Tags = ParameterWrites.Tags;

    public ParameterWrites Writes { get; } = new(store, vault, time);

    public AwsService Service(SsmCommands commands) => new("ssm", new ServiceFaults("ValidationException", "InvalidNextToken", "InternalServerError"), new Dictionary<string, AwsOperation>(commands.Operations)
    {
        ["PutParameter"] = Writes.Put,
        ["GetParameter"] = Get,
        ["GetParameters"] = GetMany,
        ["GetParametersByPath"] = ByPath,
        ["DescribeParameters"] = Describe,
        ["GetParameterHistory"] = History,
        ["LabelParameterVersion"] = Label,
        ["UnlabelParameterVersion"] = Unlabel,
        ["DeleteParameter"] = Delete,
        ["DeleteParameters"] = DeleteMany,
        ["AddTagsToResource"] = (request, _) => OnTags(request, (state, arn) => Tags.Add(state, arn, request, "Tags")),
        ["RemoveTagsFromResource"] = (request, _) => OnTags(request, (state, arn) => ResourceTags.Remove(state, arn, request.Texts("TagKeys"))),
        ["ListTagsForResource"] = (request, _) => store.Read(state => new JsonObject { ["TagList"] = Tags.Json(state, TaggedArn(state, request)) }),
    });

    public static string Arn(ParameterState parameter) => CloudIdentity.Arn("ssm", parameter.Region, "parameter" + (parameter.Name[0] == '/' ? "" : "/") + parameter.Name);

    private JsonObject Get(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var name = request.Text("Name")!;
        if (name.StartsWith(SecretPath, StringComparison.Ordinal) && !request.Flag("WithDecryption"))
            throw AwsFault.Validation("WithDecryption flag must be True for retrieving a Secret Manager secret.");
        return new JsonObject { ["Parameter"] = Json(Find(state, name), name, request.Flag("WithDecryption")) };
    });

    private ParameterState? Secret(CloudState state, string name) =>
        secrets.Find(state, name[SecretPath.Length..]) is { DeletionAt: null } secret && SecretValues.Version(secret, null, null) is { } version
            ? new ParameterState { Name = name, Region = secret.Arn.Split(':')[3], Type = "SecureString", Value = version.Value, Version = 0, ModifiedAt = version.CreatedAt }
            : null;

    private JsonObject GetMany(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var found = request.Texts("Names").Distinct().Select(name => (Name: name, Parameter: FindOrNull(state, name))).ToLookup(pair => pair.Parameter is not null);
        return new JsonObject
        {
            ["Parameters"] = found[true].Select(pair => (JsonNode?)Json(pair.Parameter!, pair.Name, request.Flag("WithDecryption"))).ToJsonArray(),
            ["InvalidParameters"] = found[false].Select(pair => pair.Name).ToJsonArray(),
        };
    });

    private JsonObject ByPath(JsonObject request, AwsCall call)
    {
        var path = request.Text("Path")!.TrimEnd('/') + "/";
        if (path[0] != '/')
            throw AwsFault.Validation("The parameter doesn't meet the parameter name requirements. The parameter name must begin with a forward slash \"/\".");
        var recursive = request.Flag("Recursive");
        return store.Read(state =>
        {
            var filter = ParameterFilter.Of(request, ParameterFilter.OfPaths);
            var found = state.Parameters.Values.Where(parameter => parameter.Name.StartsWith(path, StringComparison.Ordinal)
                && (recursive || !parameter.Name[path.Length..].Contains('/', StringComparison.Ordinal)) && filter(state, parameter)).ToArray();
            return call.List("Parameters", found, item => item.Name, request, PageMembers.Upper, 10, item => Json(item, item.Name, request.Flag("WithDecryption")));
        });
    }

    private JsonObject Describe(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var filter = ParameterFilter.Of(request, ParameterFilter.OfDescriptions);
        return call.List("Parameters", [.. state.Parameters.Values.Where(parameter => filter(state, parameter))], parameter => parameter.Name, request, PageMembers.Upper, 50, Metadata);
    });

    private JsonObject History(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var parameter = Known(state, request.Text("Name")!);
        return call.List("Parameters", [.. parameter.Earlier, parameter], version => version.Version.ToString("D10", CultureInfo.InvariantCulture), request, PageMembers.Upper, 50, version =>
        {
            var json = Metadata(version);
            json.Remove("ARN");
            json["Value"] = Text(version, request.Flag("WithDecryption"));
            json["Labels"] = version.Labels.ToJsonArray();
            return json;
        });
    });

    private JsonObject Label(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var version = VersionOf(state, request);
        var labels = request.Texts("Labels").ToLookup(label =>
            Regex.IsMatch(label, @"\A[a-zA-Z_.\-][a-zA-Z0-9_.\-]*\z") && !label.StartsWith("aws", StringComparison.OrdinalIgnoreCase) && !label.StartsWith("ssm", StringComparison.OrdinalIgnoreCase));
        if (version.Labels.Union(labels[true]).Count() > MostLabels)
            throw new AwsFault("ParameterVersionLabelLimitExceeded", $"A parameter version can have a maximum of {MostLabels} labels. Move one or more labels to another version and try again.");
        foreach (var one in Versions(Known(state, request.Text("Name")!)))
            one.Labels.ExceptWith(labels[true]);
        version.Labels.UnionWith(labels[true]);
        return new JsonObject { ["InvalidLabels"] = labels[false].ToJsonArray(), ["ParameterVersion"] = version.Version };
    });

    private JsonObject Unlabel(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var removed = request.Texts("Labels").ToLookup(VersionOf(state, request).Labels.Remove);
        return new JsonObject { ["RemovedLabels"] = removed[true].ToJsonArray(), ["InvalidLabels"] = removed[false].ToJsonArray() };
    });

    private JsonObject Delete(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var name = request.Text("Name")!;
        return Remove(state, name) ? new JsonObject() : throw NotFound(name);
    });

    private JsonObject DeleteMany(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var names = request.Texts("Names").ToLookup(name => Remove(state, name));
        return new JsonObject { ["DeletedParameters"] = names[true].ToJsonArray(), ["InvalidParameters"] = names[false].ToJsonArray() };
    });

    private JsonObject OnTags(JsonObject request, Action<CloudState, string> change) => store.Change(state =>
    {
        change(state, TaggedArn(state, request));
        return new JsonObject();
    });

    private static string TaggedArn(CloudState state, JsonObject request) => request.Text("ResourceType") == "Parameter"
        && state.Parameters.TryGetValue(request.Text("ResourceId")!, out var parameter)
            ? Arn(parameter)
            : throw new AwsFault("InvalidResourceId", $"The local cloud has no {request.Text("ResourceType")} '{request.Text("ResourceId")}'.");

    private static bool Remove(CloudState state, string name)
    {
        if (!state.Parameters.Remove(name, out var parameter))
            return false;
        state.Tags.Remove(Arn(parameter));
        return true;
    }

    private static ParameterState VersionOf(CloudState state, JsonObject request)
    {
        var parameter = Known(state, request.Text("Name")!);
        var wanted = request.Number("ParameterVersion") ?? parameter.Version;
        return Versions(parameter).FirstOrDefault(one => one.Version == wanted)
            ?? throw new AwsFault("ParameterVersionNotFound", $"Systems Manager could not find version {wanted} of {parameter.Name}. Verify the version and try again.");
    }

    private static IEnumerable<ParameterState> Versions(ParameterState parameter) => parameter.Earlier.Append(parameter);

    // arn:aws:ssm:region:account:parameter/path stands for the name as well.
    private static string NameOf(string nameOrArn)
    {
        const string Parameter = ":parameter";
        return nameOrArn.StartsWith("arn:", StringComparison.Ordinal) && nameOrArn.IndexOf(Parameter, StringComparison.Ordinal) is > 0 and var at
            ? nameOrArn[(at + Parameter.Length)..]
            : nameOrArn;
    }

    private static ParameterState Known(CloudState state, string name) => state.Parameters.GetValueOrDefault(NameOf(name)) ?? throw NotFound(name);

    private static AwsFault NotFound(string name) => new("ParameterNotFound", $"Parameter {name} not found.");

    // name, name:3 (a version), name:label
    private ParameterState Find(CloudState state, string text) => FindOrNull(state, text)
        ?? throw (Selector(text) is (var name, { } selector) && state.Parameters.ContainsKey(name)
            ? new AwsFault("ParameterVersionNotFound", $"Systems Manager could not find version {selector} of {name}. Verify the version and try again.")
            : NotFound(text));

    private ParameterState? FindOrNull(CloudState state, string text)
    {
        if (text.StartsWith(SecretPath, StringComparison.Ordinal))
            return Secret(state, text);
        var (name, selector) = Selector(text);
        return state.Parameters.GetValueOrDefault(name) is not { } found ? null
            : selector is null ? found
            : Versions(found).FirstOrDefault(one => one.Version.ToString(CultureInfo.InvariantCulture) == selector || one.Labels.Contains(selector));
    }

    private static (string Name, string? Selector) Selector(string text)
    {
        var name = NameOf(text);
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (name, null) : (name[..colon], name[(colon + 1)..]);
    }

    private string Text(ParameterState parameter, bool decrypt) => parameter.Type == "SecureString" && decrypt ? vault.Reveal(parameter.Value) : parameter.Value;

    private JsonObject Json(ParameterState parameter, string asked, bool decrypt) => new()
    {
        ["Name"] = parameter.Name,
        ["Type"] = parameter.Type,
        ["Value"] = Text(parameter, decrypt),
        ["Version"] = parameter.Version,
        ["Selector"] = Selector(asked).Selector is { } selector ? ":" + selector : null,
        ["LastModifiedDate"] = parameter.ModifiedAt.Epoch(),
        ["ARN"] = Arn(parameter),
        ["DataType"] = parameter.DataType,
    };

    private static JsonObject Metadata(ParameterState parameter) => new()
    {
        ["Name"] = parameter.Name,
        ["ARN"] = Arn(parameter),
        ["Type"] = parameter.Type,
        ["KeyId"] = parameter.KeyId,
        ["LastModifiedDate"] = parameter.ModifiedAt.Epoch(),
        ["LastModifiedUser"] = AwsCaller.Owner("ssm", parameter.Region).Arn,
        ["Description"] = parameter.Description,
        ["AllowedPattern"] = parameter.AllowedPattern,
        ["Version"] = parameter.Version,
        ["Tier"] = parameter.Tier,
        ["Policies"] = new JsonArray(),
        ["DataType"] = parameter.DataType,
    };
}
