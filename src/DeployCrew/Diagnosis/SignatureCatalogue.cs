using DeployCrew.Diagnosis.Signatures;

namespace DeployCrew.Diagnosis;

/// <summary>Every failure that a rule knows. Within a rank the order is that in which they are named when all else is equal.</summary>
internal static class SignatureCatalogue
{
    public static IReadOnlyList<Signature> All { get; } =
    [
        .. FirstSignatures.All, .. ExitSignatures.All, .. EcsSignatures.All, .. AppSignatures.All, .. LanguageSignatures.All, .. PackageSignatures.All,
        .. DockerSignatures.All, .. RegistrySignatures.All, .. BuildSignatures.All, .. StackEngineSignatures.All, .. AwsSignatures.All, .. AwsResourceSignatures.All,
        .. StackSignatures.All, .. ProbeSignatures.All, .. StartSignatures.All,
    ];
}
