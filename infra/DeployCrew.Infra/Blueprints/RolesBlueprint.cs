using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>Least-privilege roles of one service: nothing is allowed that this service does not need.</summary>
internal static class RolesBlueprint
{
    private const string EcsTasks = "ecs-tasks.amazonaws.com";

    // None of these actions knows a resource.
    private static readonly string[] Shell = ["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"];

    public static Roles Add(
        StackBuilder stack, ServiceScope scope, string name, ResourceHandle repository, ResourceHandle logs,
            IReadOnlyList<SecretVariable> secrets)
    {
        var execution = Role(stack, scope, $"{name}-execution",
            $"Starts the tasks of {name}: pulls the image, opens the log, fetches secrets");
        var permissions = stack.Add("aws:iam/rolePolicy:RolePolicy", $"{name}-execution-permissions", new()
        {
            { "role", execution.Id }, { "policy", Policy.Document(ExecutionStatements(scope, repository, logs, secrets)) },
        });
        var task = Role(stack, scope, $"{name}-task", $"What the app {name} itself may do");
        var statements = scope.Backing.Where(backing => backing.UsedBy.Contains(name)).SelectMany(backing => backing.Permissions).ToList();
        if (statements.Count > 0)
        {
            stack.Add("aws:iam/rolePolicy:RolePolicy", $"{name}-task-permissions", new()
            {
                { "role", task.Id }, { "policy", Policy.Document(statements) },
            });
        }
        if (scope.Exec.Any)
        {
            stack.Add("aws:iam/rolePolicy:RolePolicy", $"{name}-exec-permissions", "Lets a shell be opened in the task, by those who may.", new()
            {
                { "role", task.Id }, { "policy", Policy.Document(Policy.Allow(Shell, "*")) },
            }, scope.Exec.Options);
        }
        return new(execution, permissions, task);
    }

    private static ResourceHandle Role(StackBuilder stack, ServiceScope scope, string name, string description) =>
        stack.Add("aws:iam/role:Role", $"{name}-role", new()
        {
            { "name", scope.Common.Named(name) }, { "description", description },
            { "assumeRolePolicy", Policy.AssumedBy(EcsTasks, scope.Network.Account) },
            { "permissionsBoundary", scope.Common.Boundary(scope.Network.Account) },
        });

    private static IEnumerable<Inputs> ExecutionStatements(
        ServiceScope scope, ResourceHandle repository, ResourceHandle logs, IReadOnlyList<SecretVariable> secrets)
    {
        // A token is for the whole registry: this action knows no resource.
        yield return Policy.Allow(["ecr:GetAuthorizationToken"], "*");
        yield return Policy.Allow(["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], repository.Arn);
        yield return Policy.Allow(["logs:CreateLogStream", "logs:PutLogEvents"], Text($"{logs.Arn}:*"));
        foreach (var group in secrets.GroupBy(secret => secret.Action, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal))
            yield return Policy.Allow([group.Key], [.. group.Select(secret => secret.Arn)]);
        if (secrets.Count > 0)
            yield return Policy.Allow(["kms:Decrypt"], scope.Key.Arn);
    }
}
