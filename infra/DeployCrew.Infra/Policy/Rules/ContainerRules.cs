using static DeployCrew.Infra.Policy.PolicySeverity;

namespace DeployCrew.Infra.Policy.Rules;

/// <summary>What containers may do on their host.</summary>
internal static class ContainerRules
{
    public static readonly PolicyRule[] All =
    [
        new("DCP051", High, "Containers are not privileged",
            "A privileged container is root on its host.",
            "Remove privileged.", "FSBP ECS.4",
            stack => stack.Containers.Where(container => container.Node["privileged"]?.ToString() is "true")
                .Select(container => container.Violates("privileged", "is privileged."))),

        new("DCP052", High, "Tasks do not share the host's processes",
            "A container could read and stop everything on the host.",
            "Remove pidMode.", "FSBP ECS.3",
            stack => stack.Of(AwsTypes.TaskDefinition).Where(resource => resource.Text("pidMode") is "host")
                .Select(resource => resource.Violates("pidMode", "the host's processes are shared."))),

        new("DCP053", High, "Tasks do not share the host's network",
            "Security groups no longer tell tasks apart.",
            "Use awsvpc.", "FSBP ECS.17",
            stack => stack.Of(AwsTypes.TaskDefinition).Where(resource => resource.Text("networkMode") is "host")
                .Select(resource => resource.Violates("networkMode", "the host's network is shared."))),

        new("DCP054", Low, "The root file system is read-only",
            "Who takes over the app can change it until the task ends.",
            "Set readonlyRootFilesystem, with a volume where the app writes.", "FSBP ECS.5",
            stack => stack.Containers.Where(container => container.Node["readonlyRootFilesystem"]?.ToString() is not "true")
                .Select(container => container.Violates("readonlyRootFilesystem", "can write to its root file system."))),

        new("DCP055", High, "Containers write a log",
            "Nobody can tell what happened in them.",
            "Set logConfiguration.", "FSBP ECS.9",
            stack => stack.Containers.Where(container => container.Node["logConfiguration"] is null)
                .Select(container => container.Violates("logConfiguration", "writes no log."))),

        new("DCP056", Medium, "Containers do not run as root",
            "Whatever breaks out of the app is root in the container.",
            "Name another user, in the image or here.", "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
            stack => stack.Containers.Where(container => container.Node["user"]?.ToString() is "root" or "0" or "0:0" or "root:root")
                .Select(container => container.Violates("user", "runs as root."))),

        new("DCP057", High, "Containers get no further kernel rights",
            "With SYS_ADMIN and its like a container gets out.",
            "Remove linuxParameters.capabilities.add.", "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
            stack => stack.Containers.Where(container => container.Node["linuxParameters"]?["capabilities"]?["add"] is System.Text.Json.Nodes.JsonArray { Count: > 0 })
                .Select(container => container.Violates("linuxParameters.capabilities.add", "gets further kernel rights."))),
    ];
}
