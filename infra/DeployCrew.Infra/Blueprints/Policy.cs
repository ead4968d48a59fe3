using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>IAM policy documents.</summary>
internal static class Policy
{
    public static JsonDocumentValue Document(params IEnumerable<Inputs> statements) => Json(new Inputs
    {
        { "Version", "2012-10-17" }, { "Statement", List(statements.Select(statement => (Value)statement)) },
    });

    /// <summary>Allows actions on resources.</summary>
    public static Inputs Allow(IReadOnlyList<string> actions, params IReadOnlyList<Value> resources) => new()
    {
        { "Effect", "Allow" }, { "Action", List(actions.Select(action => (Value)action)) }, { "Resource", List(resources) },
    };

    /// <summary>Lets an AWS service take on a role, on behalf of this account only.</summary>
    public static JsonDocumentValue AssumedBy(string service, Value account) => Document(new Inputs
    {
        { "Effect", "Allow" }, { "Principal", new Inputs { { "Service", service } } }, { "Action", "sts:AssumeRole" },
        { "Condition", new Inputs { { "StringEquals", new Inputs { { "aws:SourceAccount", account } } } } },
    });

    /// <summary>Denies everything that does not come over TLS.</summary>
    public static Inputs DenyPlainText(Value bucketArn) => new()
    {
        { "Sid", "DenyPlainText" }, { "Effect", "Deny" }, { "Principal", "*" }, { "Action", "s3:*" },
        { "Resource", List(bucketArn, Text($"{bucketArn}/*")) },
        { "Condition", new Inputs { { "Bool", new Inputs { { "aws:SecureTransport", "false" } } } } },
    };
}
