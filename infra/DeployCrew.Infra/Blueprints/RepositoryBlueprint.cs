using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>The ECR repository of a service.</summary>
internal static class RepositoryBlueprint
{
    private const int KeptImages = 50;

    public static ResourceHandle Add(StackBuilder stack, CommonConfiguration common, ResourceHandle key, string service)
    {
        var repository = stack.Add("aws:ecr/repository:Repository", $"{service}-repository",
            "A tag names one image for ever: tasks run by digest.", new()
        {
            { "name", common.Repository(service) }, { "imageTagMutability", "IMMUTABLE" },
            { "imageScanningConfiguration", new Inputs { { "scanOnPush", true } } },
            { "encryptionConfigurations", List(new Inputs { { "encryptionType", "KMS" }, { "kmsKey", key.Arn } }) },
        });
        stack.Add("aws:ecr/lifecyclePolicy:LifecyclePolicy", $"{service}-image-lifecycle",
            "Keeps what could be rolled back to.", new()
            {
                { "repository", repository["name"] },
                { "policy", Json(new Inputs { { "rules", List(
                    new Inputs
                    {
                        { "rulePriority", 1 }, { "description", $"The newest {KeptImages} images" },
                        { "selection", new Inputs { { "tagStatus", "any" }, { "countType", "imageCountMoreThan" },
                            { "countNumber", KeptImages } } },
                        { "action", new Inputs { { "type", "expire" } } },
                    }) } }) },
            });
        return repository;
    }
}
