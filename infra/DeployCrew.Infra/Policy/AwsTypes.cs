namespace DeployCrew.Infra.Policy;

/// <summary>Type tokens that rules and prices know; some are not in our blueprints, but may be in a model of somebody else's.</summary>
internal static class AwsTypes
{
    public const string Alarm = "aws:cloudwatch/metricAlarm:MetricAlarm";
    public const string Bucket = "aws:s3/bucket:Bucket";
    public const string BucketEncryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    public const string BucketLifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
    public const string BucketLogging = "aws:s3/bucketLogging:BucketLogging";
    public const string BucketOwnership = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
    public const string BucketPolicy = "aws:s3/bucketPolicy:BucketPolicy";
    public const string BucketPublicAccess = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
    public const string BucketVersioning = "aws:s3/bucketVersioning:BucketVersioning";
    public const string Cache = "aws:elasticache/replicationGroup:ReplicationGroup";
    public const string Certificate = "aws:acm/certificate:Certificate";
    public const string Cluster = "aws:ecs/cluster:Cluster";
    public const string Dashboard = "aws:cloudwatch/dashboard:Dashboard";
    public const string Database = "aws:rds/instance:Instance";
    public const string DefaultSecurityGroup = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
    public const string EgressRule = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    public const string ElasticIp = "aws:ec2/eip:Eip";
    public const string FlowLog = "aws:ec2/flowLog:FlowLog";
    public const string IngressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
    public const string Instance = "aws:ec2/instance:Instance";
    public const string Key = "aws:kms/key:Key";
    public const string LaunchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";
    public const string Listener = "aws:lb/listener:Listener";
    public const string LoadBalancer = "aws:lb/loadBalancer:LoadBalancer";
    public const string LogGroup = "aws:cloudwatch/logGroup:LogGroup";
    public const string ManagedPolicy = "aws:iam/policy:Policy";
    public const string NatGateway = "aws:ec2/natGateway:NatGateway";
    public const string Parameter = "aws:ssm/parameter:Parameter";
    public const string PolicyAttachment = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
    public const string Queue = "aws:sqs/queue:Queue";
    public const string Repository = "aws:ecr/repository:Repository";
    public const string RepositoryLifecycle = "aws:ecr/lifecyclePolicy:LifecyclePolicy";
    public const string Role = "aws:iam/role:Role";
    public const string RolePolicy = "aws:iam/rolePolicy:RolePolicy";
    public const string ScalingTarget = "aws:appautoscaling/target:Target";
    public const string SecurityGroup = "aws:ec2/securityGroup:SecurityGroup";
    public const string Service = "aws:ecs/service:Service";
    public const string Subnet = "aws:ec2/subnet:Subnet";
    public const string TargetGroup = "aws:lb/targetGroup:TargetGroup";
    public const string TaskDefinition = "aws:ecs/taskDefinition:TaskDefinition";
    public const string Topic = "aws:sns/topic:Topic";
    public const string Vpc = "aws:ec2/vpc:Vpc";
    public const string VpcEndpoint = "aws:ec2/vpcEndpoint:VpcEndpoint";
    public const string WebAcl = "aws:wafv2/webAcl:WebAcl";
    public const string WebAclAssociation = "aws:wafv2/webAclAssociation:WebAclAssociation";
}
