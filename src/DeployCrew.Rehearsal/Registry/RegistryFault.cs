namespace DeployCrew.Rehearsal.Registry;

/// <summary>An error of the OCI distribution specification 1.1, by its code.</summary>
internal sealed class RegistryFault(string code, string message, int status) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    public static RegistryFault NameUnknown(string name) => new("NAME_UNKNOWN", $"The repository with name '{name}' does not exist in the registry", 404);

    public static RegistryFault BlobUnknown(string digest) => new("BLOB_UNKNOWN", $"blob unknown to registry: {digest}", 404);

    public static RegistryFault ManifestUnknown(string reference) => new("MANIFEST_UNKNOWN", $"Requested image not found: {reference}", 404);

    public static RegistryFault ManifestInvalid(string reason) => new("MANIFEST_INVALID", reason, 400);

    public static RegistryFault DigestInvalid(string digest) => new("DIGEST_INVALID", $"provided digest did not match uploaded content: {digest}", 400);

    public static RegistryFault MethodNotAllowed() => new("UNSUPPORTED", "method not allowed", 405);

    public static RegistryFault UploadInvalid(string reason, int status) => new("BLOB_UPLOAD_INVALID", reason, status);

    public static RegistryFault UploadUnknown() => new("BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry", 404);
}
