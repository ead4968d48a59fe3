using DeployCrew.Core.Requirements;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>The ECR repository of a service.</summary>
internal static class RepositoryBlueprint
{
    private const int KeptDeployed = 30;
    private const int KeptDays = 30;

    // Three documents go with an image; one more for each that was built again.
    private const int KeptDocuments = 4 * KeptDeployed;

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
            "What was deployed can be rolled back to: an image that an earlier rule is for is never expired by a later one.", new()
            {
                { "repository", repository["name"] },
                { "policy", Json(new Inputs { { "rules", List(
                    Rule(1, $"The last {KeptDeployed} deployed images", new()
                    {
                        { "tagStatus", "tagged" }, { "tagPatternList", List($"{ContractKeys.DeployedTag}*") },
                        { "countType", "imageCountMoreThan" }, { "countNumber", KeptDeployed },
                    }),
                    Rule(2, "The documents of deployed images, which count as images of their own", new()
                    {
                        { "tagStatus", "tagged" }, { "tagPatternList", List($"{ContractKeys.DocumentTag}*") },
                        { "countType", "imageCountMoreThan" }, { "countNumber", KeptDocuments },
                    }),
                    Rule(3, $"What was not deployed within {KeptDays} days", new()
                    {
                        { "tagStatus", "any" }, { "countType", "sinceImagePushed" }, { "countUnit", "days" }, { "countNumber", KeptDays },
                    })) } }) },
            });
        return repository;
    }

    private static Inputs Rule(int priority, string description, Inputs selection) => new()
    {
        { "rulePriority", priority }, { "description", description }, { "selection", selection },
        { "action", new Inputs { { "type", "expire" } } },
    };
}
