using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>The bootstrap stack, applied once per account: where the state of the other stacks is kept, the key of their secrets, and who of
/// GitHub may use both.</summary>
public static class StateBackendBlueprint
{
    /// <summary>Name of the one environment of a bootstrap stack.</summary>
    public const string Environment = "bootstrap";

    /// <summary>Pulumi project of the bootstrap stack: <c>hello-bootstrap</c>.</summary>
    public static string Project(RequirementsDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return $"{document.Project}-bootstrap";
    }

    /// <summary>Alias of the key that Pulumi encrypts secrets with: <c>alias/hello-pulumi-state</c>.</summary>
    public static string KeyAlias(RequirementsDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return $"alias/{document.Project}-pulumi-state";
    }

    /// <summary>The stack: a versioned, encrypted bucket that only TLS reaches, and its key.</summary>
    public static StackModel Create(RequirementsDocument document) => Compose(document).Build(Project(document));

    /// <summary>Its configuration; the bucket's name ends in the region and, where the requirements give one, the account.</summary>
    public static StackConfiguration Configuration(RequirementsDocument document) =>
        Compose(document).Configuration(new(document, Environment));

    private static StackBuilder Compose(RequirementsDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var stack = new StackBuilder();
        stack.Configure("aws:region", ConfigurationKind.Text, "AWS region.", scope => scope.Document.Region);
        var name = stack.Configure("bucketName", ConfigurationKind.Text,
            "Name of the state bucket: unique over all accounts of the world.", _ => BucketName(document));
        stack.Tag("project", document.Project);
        stack.Tag("environment", Environment);
        stack.Tag("managed-by", "deploycrew");
        stack.In("state-backend");
        var key = stack.Add("aws:kms/key:Key", "state-key", "Encrypts the state, and the secrets in it.", new()
        {
            { "description", $"Pulumi state of {document.Project}" }, { "enableKeyRotation", true }, { "deletionWindowInDays", 30 },
        }, new() { Protect = true });
        stack.Add("aws:kms/alias:Alias", "state-key-alias", new() { { "name", KeyAlias(document) }, { "targetKeyId", key["keyId"] } });
        var (bucket, _) = BucketBlueprint.AddBucket(stack, "state", new(name, key, NoncurrentDays: 90)
        {
            Options = new() { Protect = true, Why = "Whoever loses the state loses control of the stacks: it cannot be deleted by accident." },
        });
        stack.Output("bucket", bucket["bucket"]);
        stack.Output("backendUrl", Text($"s3://{bucket["bucket"]}?region={document.Region}"));
        stack.Output("secretsProvider", $"awskms://{KeyAlias(document)}?region={document.Region}");
        if (document.GitHub is { } github)
            GitHubBlueprint.Add(stack, document, github, bucket, key);
        return stack;
    }

    private static string BucketName(RequirementsDocument document)
    {
        var account = document.Environments.OrderBy(environment => environment.Key, StringComparer.Ordinal)
            .Select(environment => environment.Value.Account).FirstOrDefault(account => account is not null);
        return account is null ? $"{document.Project}-pulumi-state-{document.Region}" : $"{document.Project}-pulumi-state-{document.Region}-{account}";
    }
}
