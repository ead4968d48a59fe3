namespace DeployCrew.Infra.Engines;

/// <summary>
/// Inputs that a resource cannot change and stay itself. Pulumi and Terraform find out from their provider; this table is for the engine that
/// has none. Source: <c>createOnlyProperties</c> of the CloudFormation resource schemas (2026-11), in the model's names.
/// </summary>
public static class ReplacingInputs
{
    private static readonly Dictionary<string, string[]> ByType = new(StringComparer.Ordinal)
    {
        ["aws:acm/certificate:Certificate"] = ["domainName", "keyAlgorithm", "subjectAlternativeNames", "validationMethod"],
        ["aws:acm/certificateValidation:CertificateValidation"] = ["certificateArn"],
        ["aws:appautoscaling/policy:Policy"] = ["name", "resourceId", "scalableDimension", "serviceNamespace"],
        ["aws:appautoscaling/target:Target"] = ["resourceId", "scalableDimension", "serviceNamespace"],
        ["aws:cloudwatch/dashboard:Dashboard"] = ["dashboardName"],
        ["aws:cloudwatch/logGroup:LogGroup"] = ["name"],
        ["aws:cloudwatch/metricAlarm:MetricAlarm"] = ["name"],
        ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"] = ["vpcId"],
        ["aws:ec2/eip:Eip"] = ["domain"],
        ["aws:ec2/flowLog:FlowLog"] =
            ["iamRoleArn", "logDestination", "logDestinationType", "logFormat", "maxAggregationInterval", "trafficType", "vpcId"],
        ["aws:ec2/natGateway:NatGateway"] = ["allocationId", "connectivityType", "subnetId"],
        ["aws:ec2/route:Route"] = ["destinationCidrBlock", "routeTableId"],
        ["aws:ec2/routeTable:RouteTable"] = ["vpcId"],
        ["aws:ec2/routeTableAssociation:RouteTableAssociation"] = ["subnetId"],
        ["aws:ec2/securityGroup:SecurityGroup"] = ["description", "name", "vpcId"],
        ["aws:ec2/subnet:Subnet"] = ["availabilityZone", "cidrBlock", "vpcId"],
        ["aws:ec2/vpc:Vpc"] = ["cidrBlock"],
        ["aws:ec2/vpcEndpoint:VpcEndpoint"] = ["serviceName", "vpcEndpointType", "vpcId"],
        ["aws:ecr/repository:Repository"] = ["encryptionConfigurations", "name"],
        ["aws:ecs/cluster:Cluster"] = ["name"],
        ["aws:ecs/service:Service"] = ["cluster", "name", "schedulingStrategy"],
        ["aws:ecs/taskDefinition:TaskDefinition"] =
        [
            "containerDefinitions", "cpu", "executionRoleArn", "family", "memory", "networkMode", "requiresCompatibilities", "runtimePlatform",
            "taskRoleArn",
        ],
        ["aws:elasticache/replicationGroup:ReplicationGroup"] =
            ["atRestEncryptionEnabled", "kmsKeyId", "port", "replicationGroupId", "subnetGroupName"],
        ["aws:elasticache/subnetGroup:SubnetGroup"] = ["name"],
        ["aws:iam/openIdConnectProvider:OpenIdConnectProvider"] = ["url"],
        ["aws:iam/policy:Policy"] = ["description", "name", "path"],
        ["aws:iam/role:Role"] = ["name", "path"],
        ["aws:iam/rolePolicy:RolePolicy"] = ["name", "role"],
        ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"] = ["policyArn", "role"],
        ["aws:kms/alias:Alias"] = ["name"],
        ["aws:lb/listener:Listener"] = ["loadBalancerArn"],
        ["aws:lb/listenerRule:ListenerRule"] = ["listenerArn"],
        ["aws:lb/loadBalancer:LoadBalancer"] = ["internal", "loadBalancerType", "name"],
        ["aws:lb/targetGroup:TargetGroup"] = ["name", "port", "protocol", "protocolVersion", "targetType", "vpcId"],
        ["aws:rds/instance:Instance"] = ["dbName", "dbSubnetGroupName", "engine", "identifier", "kmsKeyId", "storageEncrypted", "username"],
        ["aws:rds/subnetGroup:SubnetGroup"] = ["name"],
        ["aws:route53/record:Record"] = ["name", "type", "zoneId"],
        ["aws:s3/bucket:Bucket"] = ["bucket"],
        ["aws:sns/topic:Topic"] = ["fifoTopic", "name"],
        ["aws:sns/topicSubscription:TopicSubscription"] = ["endpoint", "protocol", "topic"],
        ["aws:sqs/queue:Queue"] = ["fifoQueue", "name"],
        ["aws:ssm/parameter:Parameter"] = ["name"],
        ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"] = ["securityGroupId"],
        ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"] = ["securityGroupId"],
        ["aws:wafv2/webAcl:WebAcl"] = ["name", "scope"],
        ["aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"] = ["resourceArn"],
        ["aws:wafv2/webAclAssociation:WebAclAssociation"] = ["resourceArn", "webAclArn"],
    };

    /// <summary>Whether a change of that input replaces a resource of that type.</summary>
    public static bool Has(string type, string input) =>
        ByType.TryGetValue(type, out var inputs) && inputs.Contains(input, StringComparer.Ordinal);
}
