// The resource types that blueprints use: path of the declaration in @pulumi/aws, without extension.
export const inUse = [
  "acm/certificate", "acm/certificateValidation",
  "appautoscaling/policy", "appautoscaling/target",
  "cloudwatch/logGroup", "cloudwatch/metricAlarm",
  "ec2/defaultSecurityGroup", "ec2/eip", "ec2/flowLog", "ec2/internetGateway", "ec2/natGateway", "ec2/route", "ec2/routeTable",
  "ec2/routeTableAssociation", "ec2/securityGroup", "ec2/subnet", "ec2/vpc",
  "ecr/lifecyclePolicy", "ecr/repository",
  "ecs/cluster", "ecs/service", "ecs/taskDefinition",
  "elasticache/replicationGroup", "elasticache/subnetGroup",
  "iam/role", "iam/rolePolicy",
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
];

// Namespaces under Pulumi.Aws, from the provider's own table of modules.
export const namespaces = {
  acm: "Acm", appautoscaling: "AppAutoScaling", cloudwatch: "CloudWatch", ec2: "Ec2", ecr: "Ecr", ecs: "Ecs", elasticache: "ElastiCache",
  iam: "Iam", kms: "Kms", lb: "LB", rds: "Rds", route53: "Route53", s3: "S3", sns: "Sns", sqs: "Sqs", ssm: "Ssm", vpc: "Vpc",
};

// Where a property would have its class's name, C# forbids it and the provider renames it.
export const renamed = { "aws:s3/bucket:Bucket": { bucket: "BucketName" } };
