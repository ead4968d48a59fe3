using static DeployCrew.Infra.Policy.PolicySeverity;

namespace DeployCrew.Infra.Policy.Rules;

/// <summary>RDS databases.</summary>
internal static class DatabaseRules
{
    public static readonly PolicyRule[] All =
    [
        new("DCP074", Critical, "Databases have no public address",
            "One password stands between the data and everybody.",
            "Set publiclyAccessible to false.", "FSBP RDS.2",
            stack => stack.Of(AwsTypes.Database).Where(resource => resource.IsTrue("publiclyAccessible"))
                .Select(resource => resource.Violates("publiclyAccessible", "it has a public address."))),

        new("DCP075", High, "Databases are encrypted",
            "Disks and snapshots lie in the clear; it cannot be changed later.",
            "Set storageEncrypted.", "FSBP RDS.3",
            stack => stack.Of(AwsTypes.Database).Where(resource => !resource.IsTrue("storageEncrypted"))
                .Select(resource => resource.Violates("storageEncrypted", "it is not encrypted."))),

        new("DCP076", High, "Databases cannot be deleted by accident",
            "The data goes with one wrong command.",
            "Set deletionProtection for the environment.", "FSBP RDS.8",
            stack => stack.Of(AwsTypes.Database).Where(resource => !resource.IsTrue("deletionProtection"))
                .Select(resource => stack.Durable(resource.Violates("deletionProtection", "it can be deleted.")))),

        new("DCP077", Medium, "Databases stand by in a second zone",
            "They are lost with their zone, until restored.",
            "Set deletionProtection for the environment, which adds the second zone.", "FSBP RDS.5",
            stack => stack.Of(AwsTypes.Database).Where(resource => !resource.IsTrue("multiAz"))
                .Select(resource => stack.Durable(resource.Violates("multiAz", "it is in one zone.")))),

        new("DCP078", High, "Databases are backed up for a week or more",
            "What goes wrong on Friday is found on Monday.",
            "Set backupRetentionPeriod to 7 or more.", "FSBP RDS.11",
            stack => stack.Of(AwsTypes.Database).Where(resource => resource.Number("backupRetentionPeriod") is null or < 7)
                .Select(resource => resource.Violates("backupRetentionPeriod", "backups are kept for less than 7 days."))),

        new("DCP079", Medium, "Databases get minor versions",
            "Known holes stay open.",
            "Set autoMinorVersionUpgrade.", "FSBP RDS.13",
            stack => stack.Of(AwsTypes.Database).Where(resource => resource.Text("autoMinorVersionUpgrade") is "false")
                .Select(resource => resource.Violates("autoMinorVersionUpgrade", "minor versions are not installed."))),

        new("DCP080", Low, "Snapshots carry tags",
            "Nobody knows whose they are.",
            "Set copyTagsToSnapshot.", "FSBP RDS.17",
            stack => stack.Of(AwsTypes.Database).Where(resource => !resource.IsTrue("copyTagsToSnapshot"))
                .Select(resource => resource.Violates("copyTagsToSnapshot", "snapshots have no tags."))),

        new("DCP081", Medium, "Databases' logs are exported",
            "They are gone with the instance.",
            "Set enabledCloudwatchLogsExports.", "FSBP RDS.9",
            stack => stack.Of(AwsTypes.Database).Where(resource => !resource.Has("enabledCloudwatchLogsExports"))
                .Select(resource => resource.Violates("enabledCloudwatchLogsExports", "its logs are not exported."))),

        new("DCP082", High, "A database leaves a last snapshot",
            "Deleting it deletes the data for good.",
            "Set skipFinalSnapshot to false.", "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_DeleteInstance.html",
            stack => stack.Of(AwsTypes.Database).Where(resource => resource.IsTrue("skipFinalSnapshot"))
                .Select(resource => stack.Durable(resource.Violates("skipFinalSnapshot", "it is deleted without a last snapshot.")))),

        new("DCP083", Low, "Databases are watched closely",
            "What the operating system does is not seen.",
            "Set monitoringInterval and a role for it.", "FSBP RDS.6",
            stack => stack.Of(AwsTypes.Database).Where(resource => resource.Number("monitoringInterval") is null or 0)
                .Select(resource => resource.Violates("monitoringInterval", "there is no enhanced monitoring."))),

        new("DCP084", High, "Passwords of databases are kept by RDS",
            "They are in the state of the stack, and never change.",
            "Set manageMasterUserPassword.", "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-secrets-manager.html",
            stack => stack.Of(AwsTypes.Database).Where(resource => resource.Has("password") || !resource.IsTrue("manageMasterUserPassword") && !resource.Has("replicateSourceDb"))
                .Select(resource => resource.Violates("manageMasterUserPassword", "the password is part of the stack."))),
    ];
}
