using System.Text.Json.Nodes;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;

namespace DeployCrew.Infra.Terraform;

/// <summary>Where the state is kept: in the bucket of <see cref="StateBackendBlueprint"/>, with its lock beside it.</summary>
/// <param name="Bucket">Name of the bucket.</param>
/// <param name="Region">Its region.</param>
/// <param name="KmsKey">ARN, id or alias of the key that the state is encrypted with.</param>
public sealed record TerraformBackend(string Bucket, string Region, string KmsKey)
{
    /// <summary>The backend that the bootstrap stack of these requirements makes.</summary>
    public static TerraformBackend Of(RequirementsDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new((string)StateBackendBlueprint.Configuration(document).Values["bucketName"], document.Region,
            StateBackendBlueprint.KeyAlias(document));
    }

    /// <summary>Path of the file that one environment's settings stand in, for <c>terraform init -backend-config=</c>.</summary>
    public static string Path(string environment) => $"environments/{environment}.tfbackend.json";

    /// <summary>Key of one environment's state in the bucket: <c>shop/prod.tfstate</c>.</summary>
    public static string Key(string project, string environment) => $"{project}/{environment}.tfstate";

    internal JsonObject Settings(string project, string environment) => new()
    {
        ["bucket"] = Bucket,
        ["key"] = Key(project, environment),
        ["region"] = Region,
        ["encrypt"] = true,
        ["kms_key_id"] = KmsKey,
        ["use_lockfile"] = true,
    };
}
