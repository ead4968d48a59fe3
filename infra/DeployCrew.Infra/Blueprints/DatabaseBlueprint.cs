using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Model;
using static DeployCrew.Infra.Blueprints.Write;

namespace DeployCrew.Infra.Blueprints;

/// <summary>PostgreSQL or MySQL on RDS; its password is made, kept and rotated by RDS in Secrets Manager, and never part of the
/// stack.</summary>
internal static class DatabaseBlueprint
{
    public static BackingAccess Add(StackBuilder stack, BackingScope scope, string name, ResourceRequirements resource)
    {
        var engine = resource.Type == "postgres" ? ("postgres", "17", 5432) : ("mysql", "8.4", 3306);
        var (type, version, port) = engine;
        stack.In($"{name}-database");
        var group = BackingNetwork.SecurityGroup(stack, scope, name, resource, port);
        var subnets = stack.Add("aws:rds/subnetGroup:SubnetGroup", $"{name}-subnets", new()
        {
            { "name", scope.Common.Named(name) }, { "subnetIds", List(scope.Network.PrivateSubnetIds) },
        });
        var skipSnapshot = stack.Configure("skipFinalSnapshot", ConfigurationKind.Flag,
            "Whether a database may be deleted without a last snapshot.", environment => !environment.Requirements.DeletionProtection);
        var backupDays = stack.Configure("backupRetentionDays", ConfigurationKind.Number, "Days that databases' backups are kept.",
            environment => environment.Requirements.DeletionProtection ? 30 : 7);
        var database = stack.Add("aws:rds/instance:Instance", $"{name}-database",
            "RDS keeps the password in Secrets Manager: it is in no file of this project.", new()
        {
            { "identifier", scope.Common.Named(name) }, { "engine", type }, { "engineVersion", version },
            { "instanceClass", resource.Size ?? "db.t4g.micro" }, { "allocatedStorage", resource.StorageGb ?? 20 },
            { "maxAllocatedStorage", (resource.StorageGb ?? 20) * 5 }, { "storageType", "gp3" }, { "storageEncrypted", true },
            { "kmsKeyId", scope.Key.Arn }, { "dbName", "app" }, { "username", "app" }, { "port", port },
            { "manageMasterUserPassword", true }, { "masterUserSecretKmsKeyId", scope.Key.Arn },
            { "dbSubnetGroupName", subnets["name"] }, { "vpcSecurityGroupIds", List(group.Id) }, { "publiclyAccessible", false },
            { "multiAz", scope.Common.Protected }, { "deletionProtection", scope.Common.Protected },
            { "skipFinalSnapshot", skipSnapshot }, { "finalSnapshotIdentifier", Text($"{scope.Common.Named(name)}-final") },
            { "backupRetentionPeriod", backupDays }, { "copyTagsToSnapshot", true }, { "autoMinorVersionUpgrade", true },
            { "enabledCloudwatchLogsExports", type == "postgres" ? List("postgresql", "upgrade") : List("error") },
        });
        var secret = database["masterUserSecrets[0].secretArn"];
        var variable = Naming.Upper(name);
        return new(
            BackingAccess.Users(scope.Document, resource),
            [
                new($"{variable}_HOST", database["address"]), new($"{variable}_PORT", $"{port}"),
                new($"{variable}_NAME", "app"), new($"{variable}_USER", "app"),
            ],
            [new($"{variable}_PASSWORD", Text($"{secret}:password::"), "secretsmanager:GetSecretValue", secret)],
            []);
    }
}
