// The resource types that blueprints use: path of the declaration in @pulumi/aws, without extension.
export const inUse = [
  "acm/certificate", "acm/certificateValidation",
  "appautoscaling/policy", "appautoscaling/target",
  "cloudwatch/dashboard", "cloudwatch/logGroup", "cloudwatch/metricAlarm",
  "ec2/defaultSecurityGroup", "ec2/eip", "ec2/flowLog", "ec2/internetGateway", "ec2/natGateway", "ec2/route", "ec2/routeTable",
  "ec2/routeTableAssociation", "ec2/securityGroup", "ec2/subnet", "ec2/vpc", "ec2/vpcEndpoint",
  "ecr/lifecyclePolicy", "ecr/repository",
  "ecs/cluster", "ecs/service", "ecs/taskDefinition",
  "elasticache/replicationGroup", "elasticache/subnetGroup",
  "iam/openIdConnectProvider", "iam/policy", "iam/role", "iam/rolePolicy", "iam/rolePolicyAttachment",
  "kms/alias", "kms/key",
  "lb/listener", "lb/listenerRule", "lb/loadBalancer", "lb/targetGroup",
  "rds/instance", "rds/subnetGroup",
  "route53/record",
  "s3/bucket", "s3/bucketLifecycleConfiguration", "s3/bucketOwnershipControls", "s3/bucketPolicy", "s3/bucketPublicAccessBlock",
  "s3/bucketServerSideEncryptionConfiguration", "s3/bucketVersioning",
  "sns/topic", "sns/topicSubscription",
  "sqs/queue",
  "ssm/parameter",
  "vpc/securityGroupEgressRule", "vpc/securityGroupIngressRule",
  "wafv2/webAcl", "wafv2/webAclAssociation", "wafv2/webAclLoggingConfiguration",
];

// Namespaces under Pulumi.Aws, from the provider's own table of modules.
export const namespaces = {
  acm: "Acm", appautoscaling: "AppAutoScaling", cloudwatch: "CloudWatch", ec2: "Ec2", ecr: "Ecr", ecs: "Ecs", elasticache: "ElastiCache",
  iam: "Iam", kms: "Kms", lb: "LB", rds: "Rds", route53: "Route53", s3: "S3", sns: "Sns", sqs: "Sqs", ssm: "Ssm", vpc: "Vpc",
  wafv2: "WafV2",
};

// Where a property would have its class's name, C# forbids it and the provider renames it.
export const renamed = { "aws:s3/bucket:Bucket": { bucket: "BucketName" }, "aws:iam/policy:Policy": { policy: "PolicyDocument" } };

// Nested types of which only some properties are taken: statements of a web ACL hold statements, written out to a depth of thousands of types.
export const pruned = {
  "wafv2.WebAclRule": ["name", "priority", "action", "overrideAction", "statement", "visibilityConfig"],
  "wafv2.WebAclRuleAction": ["block"],
  "wafv2.WebAclRuleActionBlock": [],
  "wafv2.WebAclRuleStatement": ["managedRuleGroupStatement", "rateBasedStatement"],
  "wafv2.WebAclRuleStatementManagedRuleGroupStatement": ["name", "vendorName"],
  "wafv2.WebAclRuleStatementRateBasedStatement": ["aggregateKeyType", "evaluationWindowSec", "limit"],
};
