using static DeployCrew.Infra.Policy.PolicySeverity;

namespace DeployCrew.Infra.Policy.Rules;

/// <summary>Secrets in the clear.</summary>
internal static class SecretRules
{
    public static readonly PolicyRule[] All =
    [
        new("DCP093", High, "Environment variables hold no secret",
            "Everybody who may describe a task can read it, and so can logs and the state.",
            "Keep it in SSM or Secrets Manager and refer to it under secrets.", "FSBP ECS.8",
            stack => stack.Containers.SelectMany(container => SecretText.Variables(container)
                .Select(variable => container.Violates($"environment.{variable}", $"has a secret in the clear in {variable}.")))),

        new("DCP094", High, "Parameters with secrets are SecureString",
            "Everybody who may read parameters can read it, and so can the state.",
            "Use SecureString, or Secrets Manager.", "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-securestring.html",
            stack => stack.Of(AwsTypes.Parameter).Where(resource => resource.Text("type") is not "SecureString" && SecretText.IsSecretName(resource.Text("name") ?? ""))
                .Select(resource => resource.Violates("type", "the name says secret, the type says text."))),

        new("DCP095", Critical, "No input holds a key",
            "It is in the code, in the state and in whatever copies them.",
            "Revoke it, and refer to a secret instead.", "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_access-keys.html",
            stack => stack.Resources.Where(resource => SecretText.HasCredential(resource.Inputs))
                .Select(resource => resource.Violates("", "an access key or private key is in its inputs."))),
    ];
}
