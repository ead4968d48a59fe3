using System.Text;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Pulumi;

namespace DeployCrew.Infra.Terraform;

/// <summary>How the program is run by hand.</summary>
internal static class TerraformReadme
{
    public static GeneratedFile Write(RequirementsDocument document)
    {
        var text = new StringBuilder($"""
            # {document.Project}, as a Terraform program

            The same resources as in `infrastructure/`, for Terraform 1.10 or OpenTofu 1.10 and later: use one of the two, not both on one
            account. The state is kept in the bucket of the bootstrap stack (RUN_ORDER.md, step 1), with its lock beside it. The cost, the
            review and the steps after this one are the same.

            """.ReplaceLineEndings("\n"));
        foreach (var environment in document.Environments.Keys.Order(StringComparer.Ordinal))
        {
            text.Append($"""

                ## {environment}

                ```sh
                terraform init -reconfigure -backend-config={TerraformBackend.Path(environment)}
                terraform plan -var-file={TerraformProject.VariablesPath(environment)} -out=stack.tfplan
                terraform apply stack.tfplan
                ```

                """.ReplaceLineEndings("\n"));
        }
        return new("README.md", text.ToString());
    }
}
