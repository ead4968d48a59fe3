using static DeployCrew.Infra.Policy.PolicySeverity;

namespace DeployCrew.Infra.Policy.Rules;

/// <summary>Where images come from.</summary>
internal static class ImageRules
{
    public static readonly PolicyRule[] All =
    [
        new("DCP067", Medium, "Images do not run as latest",
            "What runs changes without a change of ours.",
            "Name the image by digest.", "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
            stack => stack.Containers.Where(container => !container.Image.Contains('@', StringComparison.Ordinal) && Tag(container.Image) is "" or "latest")
                .Select(container => container.Violates("image", $"runs '{container.Image}'."))),

        new("DCP068", Low, "Images run by digest",
            "A tag can come to name another image.",
            "Name the image by digest, as delivery does.", "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
            stack => stack.Containers.Where(container => !container.Image.Contains("@sha256:", StringComparison.Ordinal))
                .Select(container => container.Violates("image", $"runs '{container.Image}', which is not a digest."))),

        new("DCP069", Medium, "Images come from a registry of AWS",
            "Docker Hub limits pulls: a task may fail to start in the night.",
            "Push to ECR, or pull through its cache.", "https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html",
            stack => stack.Containers.Where(container => !container.Image.StartsWith('<') && !container.Image.StartsWith("public.ecr.aws/", StringComparison.Ordinal) && !container.Image.Contains(".dkr.ecr.", StringComparison.Ordinal))
                .Select(container => container.Violates("image", $"pulls '{container.Image}' from elsewhere."))),

        new("DCP070", Medium, "Tags of images cannot be moved",
            "What was tested is not what runs.",
            "Set imageTagMutability to IMMUTABLE.", "FSBP ECR.2",
            stack => stack.Of(AwsTypes.Repository).Where(resource => resource.Text("imageTagMutability") is not "IMMUTABLE")
                .Select(resource => resource.Violates("imageTagMutability", "tags can be moved."))),

        new("DCP071", Medium, "Images are scanned",
            "Known holes go live unseen.",
            "Set scanOnPush.", "FSBP ECR.1",
            stack => stack.Of(AwsTypes.Repository).Where(resource => !resource.IsTrue("imageScanningConfiguration.scanOnPush"))
                .Select(resource => resource.Violates("imageScanningConfiguration", "images are not scanned."))),

        new("DCP072", Low, "Old images are deleted",
            "They are paid for, for ever.",
            "Add a lifecycle policy.", "FSBP ECR.3",
            stack => stack.Without(AwsTypes.Repository, AwsTypes.RepositoryLifecycle, "repository", _ => true)
                .Select(repository => repository.Violates("", "images are kept for ever."))),

        new("DCP073", Medium, "Deleting a stack does not delete images",
            "What could be rolled back to is gone.",
            "Remove forceDelete.", "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-delete.html",
            stack => stack.Of(AwsTypes.Repository).Where(resource => resource.IsTrue("forceDelete"))
                .Select(resource => stack.Durable(resource.Violates("forceDelete", "the repository is deleted with its images.")))),
    ];

    private static string Tag(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        return name.Contains(':', StringComparison.Ordinal) ? name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..] : "";
    }
}
