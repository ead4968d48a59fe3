using System.Globalization;
using System.Text.Json.Nodes;
using DeployCrew.Rehearsal.State;

namespace DeployCrew.Rehearsal.Api;

/// <summary>ECS task definitions.</summary>
internal sealed class EcsTaskDefinitions(StateStore store, TimeProvider time)
{
    public IReadOnlyDictionary<string, AwsOperation> Operations => new Dictionary<string, AwsOperation>
    {
        ["RegisterTaskDefinition"] = Register,
        ["DescribeTaskDefinition"] = Describe,
        ["ListTaskDefinitions"] = List,
        ["ListTaskDefinitionFamilies"] = ListFamilies,
        ["DeregisterTaskDefinition"] = Deregister,
        ["DeleteTaskDefinitions"] = Delete,
    };

    public JsonObject Register(JsonObject request, AwsCall call)
    {
        var family = request.Text("family")!;
        if (family.Length is 0 or > 255 || family.Any(letter => !(char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')))
            throw new AwsFault("ClientException", "Family contains invalid characters: it has up to 255 letters, numbers, underscores and hyphens.");
        if (request.Objects("containerDefinitions").ToArray() is not { Length: > 0 } containers)
            throw new AwsFault("ClientException", "Container list cannot be empty.");
        if (containers.FirstOrDefault(container => container.Text("name") is null or "" || container.Text("image") is null or "") is not null)
            throw new AwsFault("ClientException", "Container.name and Container.image should not be null or empty.");
        return store.Change(state =>
        {
            var revision = 1 + Math.Max(state.Families.GetValueOrDefault(family), Revisions(state, family).Select(EcsJson.Revision).DefaultIfEmpty(0).Max());
            var arn = CloudIdentity.Arn("ecs", call.Region, $"task-definition/{family}:{revision}");
            ResourceTags.Lower.Add(state, arn, request);
            state.Families[family] = revision;
            var definition = state.TaskDefinitions[arn] = EcsJson.TaskDefinition(request, arn, revision, time.GetUtcNow(), call.Caller.Arn);
            return new JsonObject { ["taskDefinition"] = definition.DeepClone(), ["tags"] = ResourceTags.Lower.Json(state, arn) };
        });
    }

    /// <summary>A task definition by ARN, <c>family:revision</c>, or family for its newest active revision.</summary>
    public static JsonObject Find(CloudState state, string reference)
    {
        var name = EcsNames.NameOf(reference);
        var colon = name.LastIndexOf(':');
        var family = colon < 0 ? name : name[..colon];
        var found = colon < 0
            ? Revisions(state, family).Where(one => one.Text("status") == "ACTIVE").MaxBy(EcsJson.Revision)
            : Revisions(state, family).FirstOrDefault(one => EcsJson.Revision(one).ToString(CultureInfo.InvariantCulture) == name[(colon + 1)..]);
        return found ?? throw new AwsFault("ClientException", "Unable to describe task definition.");
    }

    private JsonObject Describe(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var definition = Find(state, request.Text("taskDefinition")!);
        return new JsonObject
        {
            ["taskDefinition"] = definition.DeepClone(),
            ["tags"] = request.Texts("include").Contains("TAGS") ? ResourceTags.Lower.Json(state, definition.Text("taskDefinitionArn")!) : null,
        };
    });

    private JsonObject List(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var (prefix, status) = (request.Text("familyPrefix"), request.Text("status") ?? "ACTIVE");
        var all = state.TaskDefinitions.Values.Where(one => one.Text("status") == status && (prefix is null || one.Text("family") == prefix))
            .OrderBy(one => one.Text("family"), StringComparer.Ordinal).ThenBy(EcsJson.Revision).Select(one => one.Text("taskDefinitionArn")!);
        return EcsNames.Listed(call, "taskDefinitionArns", request.Text("sort") == "DESC" ? [.. all.Reverse()] : [.. all], request, keyOf: OrderKey);
    });

    // A family is ACTIVE as long as one of its revisions is.
    private JsonObject ListFamilies(JsonObject request, AwsCall call) => store.Read(state =>
    {
        var (prefix, status) = (request.Text("familyPrefix") ?? "", request.Text("status") ?? "ALL");
        var families = state.TaskDefinitions.Values.GroupBy(one => one.Text("family")!)
            .Where(family => family.Key.StartsWith(prefix, StringComparison.Ordinal)
                && (status == "ALL" || family.Any(one => one.Text("status") == "ACTIVE") == (status == "ACTIVE")));
        return EcsNames.Listed(call, "families", [.. families.Select(family => family.Key).Order(StringComparer.Ordinal)], request);
    });

    private JsonObject Deregister(JsonObject request, AwsCall call) => store.Change(state =>
    {
        if (!EcsNames.NameOf(request.Text("taskDefinition")!).Contains(':', StringComparison.Ordinal))
            throw new AwsFault("ClientException", "A revision has to be given: family:revision, or an ARN.");
        var definition = Find(state, request.Text("taskDefinition")!);
        if (definition.Text("status") != "ACTIVE")
            throw new AwsFault("ClientException", "The specified task definition is inactive. You can only deregister active task definitions.");
        definition["status"] = "INACTIVE";
        definition["deregisteredAt"] = time.GetUtcNow().Epoch();
        return new JsonObject { ["taskDefinition"] = definition.DeepClone() };
    });

    // What a service still refers to stays until it does not, as DELETE_IN_PROGRESS.
    private JsonObject Delete(JsonObject request, AwsCall call) => store.Change(state =>
    {
        var (deleted, failures) = (new JsonArray(), new JsonArray());
        foreach (var reference in request.Texts("taskDefinitions"))
        {
            var definition = state.TaskDefinitions.Values.FirstOrDefault(one => EcsNames.NameOf(one.Text("taskDefinitionArn")!) == EcsNames.NameOf(reference));
            if (definition is null || definition.Text("status") == "ACTIVE")
            {
                failures.Add(new JsonObject
                {
                    ["arn"] = definition?.Text("taskDefinitionArn") ?? reference,
                    ["reason"] = definition is null ? "The specified task definition does not exist. Specify a valid account, family, revision and try again."
                        : "The specified task definition is still in ACTIVE status. Please deregister the target and try again.",
                });
                continue;
            }

            var arn = definition.Text("taskDefinitionArn")!;
            definition["status"] = "DELETE_IN_PROGRESS";
            definition["deleteRequestedAt"] = time.GetUtcNow().Epoch();
            deleted.Add(definition.DeepClone());
            if (IsInUse(state, arn))
                continue;
            state.TaskDefinitions.Remove(arn);
            state.Tags.Remove(arn);
        }

        return new JsonObject { ["taskDefinitions"] = deleted, ["failures"] = failures };
    });

    private static bool IsInUse(CloudState state, string arn) =>
        state.Services.Values.Any(service => service.TaskDefinition == arn || service.Revisions.Exists(revision => revision.TaskDefinition == arn))
        || state.Tasks.Values.Any(task => task.TaskDefinition == arn);

    // …:task-definition/web:12 comes after web:9, and before web-admin:1.
    private static string OrderKey(string arn)
    {
        var (name, colon) = (EcsNames.NameOf(arn), arn.Length - arn.LastIndexOf(':'));
        return $"{name[..^colon]}\0{name[^(colon - 1)..].PadLeft(10, '0')}";
    }

    private static IEnumerable<JsonObject> Revisions(CloudState state, string family) =>
        state.TaskDefinitions.Values.Where(definition => definition.Text("family") == family);
}
