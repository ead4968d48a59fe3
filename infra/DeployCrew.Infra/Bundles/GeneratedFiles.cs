using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;
using DeployCrew.Infra.Diagrams;
using DeployCrew.Infra.Review;
using DeployCrew.Infra.Workflows;

namespace DeployCrew.Infra.Bundles;

/// <summary>Everything in a bundle that is written from the requirements: programs, review, order of the runs, workflow, pictures.</summary>
internal static class GeneratedFiles
{
    /// <param name="document">Valid requirements.</param>
    /// <param name="left">Files of the app that are not in the bundle: the review names them.</param>
    /// <param name="terraform">With the program for Terraform.</param>
    /// <param name="typeScript">With the program in TypeScript.</param>
    public static IEnumerable<BundleFile> Of(RequirementsDocument document, IReadOnlyList<OmittedFile> left, bool terraform, bool typeScript)
    {
        var model = StackBlueprint.Create(document);
        return BundlePrograms.Of(document, terraform, typeScript)
            .Append(BundleFile.Text("REVIEW.md", ReviewDocument.Write(document, [.. left.Select(file => KeyValuePair.Create(file.Path, file.Reason))])))
            .Append(BundleFile.Text("RUN_ORDER.md", RunOrder.Write(document)))
            .Append(BundleFile.Text(GitHubWorkflow.Path, GitHubWorkflow.Write(document)))
            .Concat(document.Environments.Keys.Select(environment => BundleFile.Text(
                $"architecture-{environment}.svg", SvgDiagram.Write(model, StackBlueprint.Configuration(document, environment)))));
    }
}
