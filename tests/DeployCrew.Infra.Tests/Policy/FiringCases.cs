using System.Text.Json;
using DeployCrew.Infra.Model;
using DeployCrew.Infra.Policy;

namespace DeployCrew.Infra.Tests.Policy;

/// <summary>For each rule the least stack in which it finds something: resources as <c>(type, inputs as JSON)</c>.</summary>
internal static class FiringCases
{
    public static readonly Dictionary<string, (string Type, string Inputs)[]> ByRule = new(StringComparer.Ordinal)
    {
        ["DCP001"] = [(AwsTypes.IngressRule, """{"cidrIpv4":"0.0.0.0/0","ipProtocol":"tcp","fromPort":8080,"toPort":8080}""")],
        ["DCP002"] = [(AwsTypes.IngressRule, """{"cidrIpv6":"::/0","ipProtocol":"tcp","fromPort":20,"toPort":30}""")],
        ["DCP003"] = [(AwsTypes.IngressRule, """{"cidrIpv4":"0.0.0.0/0","ipProtocol":"tcp","fromPort":5432,"toPort":5432}""")],
        ["DCP004"] = [(AwsTypes.IngressRule, """{"cidrIpv4":"0.0.0.0/0","ipProtocol":"-1"}""")],
        ["DCP005"] = [(AwsTypes.SecurityGroup, """{"ingress":[{"cidrBlocks":["0.0.0.0/0"]}]}""")],
        ["DCP006"] = [(AwsTypes.DefaultSecurityGroup, """{"ingress":[{"self":true}]}""")],
        ["DCP007"] = [(AwsTypes.Vpc, "{}")],
        ["DCP008"] = [(AwsTypes.EgressRule, """{"cidrIpv4":"0.0.0.0/0","ipProtocol":"-1"}""")],
        ["DCP009"] = [(AwsTypes.Subnet, """{"mapPublicIpOnLaunch":true}""")],
        ["DCP010"] = [(AwsTypes.Vpc, "{}")],
        ["DCP011"] = [(AwsTypes.Listener, """{"protocol":"HTTP","defaultActions":[{"type":"forward"}]}""")],
        ["DCP012"] = [(AwsTypes.Listener, """{"protocol":"HTTPS","sslPolicy":"ELBSecurityPolicy-TLS13-1-0-2021-06"}""")],
        ["DCP013"] = [(AwsTypes.Listener, """{"protocol":"HTTPS"}""")],
        ["DCP014"] = [(AwsTypes.Listener, """{"protocol":"TLS"}""")],
        ["DCP015"] = [(AwsTypes.LoadBalancer, "{}")],
        ["DCP016"] = [(AwsTypes.LoadBalancer, """{"desyncMitigationMode":"monitor"}""")],
        ["DCP017"] = [(AwsTypes.LoadBalancer, """{"subnets":["a"]}""")],
        ["DCP018"] = [(AwsTypes.LoadBalancer, "{}")],
        ["DCP019"] = [(AwsTypes.LoadBalancer, "{}")],
        ["DCP020"] = [(AwsTypes.LoadBalancer, "{}")],
        ["DCP021"] = [(AwsTypes.Certificate, """{"validationMethod":"EMAIL"}""")],
        ["DCP022"] = [(AwsTypes.Certificate, """{"keyAlgorithm":"RSA_1024"}""")],
        ["DCP023"] = [(AwsTypes.LogGroup, "{}")],
        ["DCP024"] = [(AwsTypes.Topic, "{}")],
        ["DCP025"] = [(AwsTypes.Queue, """{"sqsManagedSseEnabled":false}""")],
        ["DCP026"] = [(AwsTypes.Key, "{}")],
        ["DCP027"] = [(AwsTypes.Key, """{"deletionWindowInDays":7}""")],
        ["DCP028"] = [(AwsTypes.Key, Document("policy", """{"Effect":"Allow","Principal":"*","Action":"kms:*","Resource":"*"}"""))],
        ["DCP029"] = [(AwsTypes.Repository, """{"encryptionConfigurations":[{"encryptionType":"AES256"}]}""")],
        ["DCP030"] = [(AwsTypes.Bucket, "{}")],
        ["DCP031"] = [(AwsTypes.Bucket, "{}")],
        ["DCP032"] = [(AwsTypes.Bucket, "{}")],
        ["DCP033"] = [(AwsTypes.Bucket, "{}")],
        ["DCP034"] = [(AwsTypes.Bucket, "{}")],
        ["DCP035"] = [(AwsTypes.Bucket, "{}")],
        ["DCP036"] = [(AwsTypes.Bucket, "{}")],
        ["DCP037"] = [(AwsTypes.BucketPolicy, Document("policy", """{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"s3:GetObject"}"""))],
        ["DCP038"] = [(AwsTypes.Bucket, """{"forceDestroy":true}""")],
        ["DCP039"] = [(AwsTypes.RolePolicy, Allow("\"*\"", "*"))],
        ["DCP040"] = [(AwsTypes.RolePolicy, Allow("[\"s3:*\"]", "arn:aws:s3:::x"))],
        ["DCP041"] = [(AwsTypes.RolePolicy, Allow("[\"s3:DeleteObject\",\"ecr:GetAuthorizationToken\"]", "*"))],
        ["DCP042"] = [(AwsTypes.ManagedPolicy, Allow("\"iam:Pass*\"", "arn:aws:iam::1:role/*"))],
        ["DCP043"] = [(AwsTypes.RolePolicy, Allow("\"iam:PutRolePolicy\"", "arn:aws:iam::1:role/x"))],
        ["DCP044"] = [(AwsTypes.RolePolicy, Document("policy", """{"Effect":"Allow","NotAction":"iam:*","Resource":"x"}"""))],
        ["DCP045"] = [(AwsTypes.RolePolicy, Allow("\"kms:Decrypt\"", "arn:aws:kms:eu-west-1:1:key/*"))],
        ["DCP046"] = [(AwsTypes.PolicyAttachment, """{"policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}""")],
        ["DCP047"] = [(AwsTypes.Role, Trusted("\"*\""))],
        ["DCP048"] = [(AwsTypes.Role, Trusted("""{"Service":"ecs-tasks.amazonaws.com"}"""))],
        ["DCP049"] = [(AwsTypes.Role, Trusted("""{"Federated":"arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com"}"""))],
        ["DCP050"] = [(AwsTypes.TaskDefinition, """{"taskRoleArn":"a","executionRoleArn":"a"}""")],
        ["DCP051"] = [(AwsTypes.TaskDefinition, Container(""" "privileged":true """))],
        ["DCP052"] = [(AwsTypes.TaskDefinition, """{"pidMode":"host"}""")],
        ["DCP053"] = [(AwsTypes.TaskDefinition, """{"networkMode":"host"}""")],
        ["DCP054"] = [(AwsTypes.TaskDefinition, Container(""" "name":"x" """))],
        ["DCP055"] = [(AwsTypes.TaskDefinition, Container(""" "name":"x" """))],
        ["DCP056"] = [(AwsTypes.TaskDefinition, Container(""" "user":"0" """))],
        ["DCP057"] = [(AwsTypes.TaskDefinition, Container(""" "linuxParameters":{"capabilities":{"add":["SYS_ADMIN"]}} """))],
        ["DCP058"] =
        [
            (AwsTypes.Service, """{"networkConfiguration":{"assignPublicIp":true,"securityGroups":["g"]}}"""),
            (AwsTypes.IngressRule, """{"securityGroupId":"g","cidrIpv4":"0.0.0.0/0","fromPort":80,"toPort":80}"""),
        ],
        ["DCP059"] = [(AwsTypes.Service, """{"networkConfiguration":{"assignPublicIp":true}}""")],
        ["DCP060"] = [(AwsTypes.Service, """{"enableExecuteCommand":true}""")],
        ["DCP061"] = [(AwsTypes.Service, """{"deploymentCircuitBreaker":{"enable":true,"rollback":false}}""")],
        ["DCP062"] = [(AwsTypes.Service, """{"deploymentMinimumHealthyPercent":0}""")],
        ["DCP063"] = [(AwsTypes.Service, """{"platformVersion":"1.3.0"}""")],
        ["DCP064"] = [(AwsTypes.Cluster, """{"settings":[{"name":"containerInsights","value":"disabled"}]}""")],
        ["DCP065"] = [(AwsTypes.Queue, "{}")],
        ["DCP066"] = [(AwsTypes.TargetGroup, """{"protocol":"HTTP"}""")],
        ["DCP067"] = [(AwsTypes.TaskDefinition, Container(""" "image":"localhost:5000/nginx" """))],
        ["DCP068"] = [(AwsTypes.TaskDefinition, Container(""" "image":"public.ecr.aws/nginx:1.27" """))],
        ["DCP069"] = [(AwsTypes.TaskDefinition, Container(""" "image":"nginx:1.27" """))],
        ["DCP070"] = [(AwsTypes.Repository, """{"imageTagMutability":"MUTABLE"}""")],
        ["DCP071"] = [(AwsTypes.Repository, """{"imageScanningConfiguration":{"scanOnPush":false}}""")],
        ["DCP072"] = [(AwsTypes.Repository, "{}")],
        ["DCP073"] = [(AwsTypes.Repository, """{"forceDelete":true}""")],
        ["DCP074"] = [(AwsTypes.Database, """{"publiclyAccessible":true}""")],
        ["DCP075"] = [(AwsTypes.Database, "{}")],
        ["DCP076"] = [(AwsTypes.Database, "{}")],
        ["DCP077"] = [(AwsTypes.Database, "{}")],
        ["DCP078"] = [(AwsTypes.Database, """{"backupRetentionPeriod":1}""")],
        ["DCP079"] = [(AwsTypes.Database, """{"autoMinorVersionUpgrade":false}""")],
        ["DCP080"] = [(AwsTypes.Database, "{}")],
        ["DCP081"] = [(AwsTypes.Database, "{}")],
        ["DCP082"] = [(AwsTypes.Database, """{"skipFinalSnapshot":true}""")],
        ["DCP083"] = [(AwsTypes.Database, "{}")],
        ["DCP084"] = [(AwsTypes.Database, """{"password":"x"}""")],
        ["DCP085"] = [(AwsTypes.Cache, "{}")],
        ["DCP086"] = [(AwsTypes.Cache, "{}")],
        ["DCP087"] = [(AwsTypes.Cache, "{}")],
        ["DCP088"] = [(AwsTypes.Cache, """{"snapshotRetentionLimit":0}""")],
        ["DCP089"] = [(AwsTypes.LogGroup, "{}")],
        ["DCP090"] = [(AwsTypes.LogGroup, """{"retentionInDays":30}""")],
        ["DCP091"] = [(AwsTypes.Alarm, """{"alarmActions":[]}""")],
        ["DCP092"] = [],
        ["DCP093"] = [(AwsTypes.TaskDefinition, Container(""" "environment":[{"name":"DB_PASSWORD","value":"hunter22"}] """))],
        ["DCP094"] = [(AwsTypes.Parameter, """{"type":"String","name":"/shop/api-key"}""")],
        ["DCP095"] = [(AwsTypes.Topic, """{"name":"AKIAIOSFODNN7EXAMPLE"}""")],
        ["DCP096"] = [(AwsTypes.LaunchTemplate, "{}")],
        ["DCP097"] = [(AwsTypes.Instance, """{"associatePublicIpAddress":true}""")],
    };

    /// <summary>A stack of the resources <c>r0</c>, <c>r1</c>, …, without default tags, in an environment that is kept.</summary>
    public static StackModel Model(params (string Type, string Inputs)[] resources) => new("minimal", [.. resources.Select((resource, index) =>
        new Resource(resource.Type, $"r{index}", [.. JsonDocument.Parse(resource.Inputs).RootElement.EnumerateObject()
            .Select(property => KeyValuePair.Create(property.Name, Value(property.Value)))], ResourceOptions.None))], [], []);

    public static readonly StackConfiguration Kept = new("prod", new Dictionary<string, object> { ["deletionProtection"] = true });

    private static Value Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => new MapValue([.. element.EnumerateObject()
            .Select(property => KeyValuePair.Create(property.Name, Value(property.Value)))]),
        JsonValueKind.Array => new ListValue([.. element.EnumerateArray().Select(Value)]),
        JsonValueKind.Number => element.GetInt32(),
        JsonValueKind.True or JsonValueKind.False => element.GetBoolean(),
        _ => element.GetString()!,
    };

    private static string Document(string property, string statement) =>
        $$"""{"{{property}}":{{JsonSerializer.Serialize($$"""{"Statement":[{{statement}}]}""")}}}""";

    private static string Allow(string actions, string resource) =>
        Document("policy", $$"""{"Effect":"Allow","Action":{{actions}},"Resource":"{{resource}}"}""");

    private static string Trusted(string principal) =>
        Document("assumeRolePolicy", $$"""{"Effect":"Allow","Principal":{{principal}},"Action":"sts:AssumeRole"}""");

    private static string Container(string content) =>
        $$"""{"containerDefinitions":{{JsonSerializer.Serialize($"[{{{content}}}]")}}}""";
}
