using System.Text.Json.Nodes;
using DeployCrew.Aws.AutoScaling;
using DeployCrew.Aws.Certificates;
using DeployCrew.Aws.CloudWatch;
using DeployCrew.Aws.CodeBuild;
using DeployCrew.Aws.Ec2;
using DeployCrew.Aws.Ecr;
using DeployCrew.Aws.Ecs;
using DeployCrew.Aws.LoadBalancing;
using DeployCrew.Aws.Logs;
using DeployCrew.Aws.Quotas;
using DeployCrew.Aws.Route53;
using DeployCrew.Aws.Ssm;
using DeployCrew.Core.Errors;
using Microsoft.AspNetCore.Http;

namespace DeployCrew.Aws.Tests.Clients;

/// <summary>Every call that reads in pages, against three pages of two items: six come back, and each page was asked for once.</summary>
public sealed class PagingTests
{
    public sealed record JsonCase(string Operation, string Input, string Output, string Items, string Item, Func<AwsConnection, Task<int>> CountAsync)
    {
        public override string ToString() => Operation;
    }

    public sealed record XmlCase(string Operation, string Input, string Output, string Items, string Item, Func<AwsConnection, Task<int>> CountAsync)
    {
        public override string ToString() => Operation;
    }

    private static readonly JsonCase[] Json =
    [
        new("ListServices", "nextToken", "nextToken", "serviceArns", "\"#\"", On(c => new EcsClient(c), e => e.ListServicesAsync("c", default))),
        new("ListTasks", "nextToken", "nextToken", "taskArns", "\"#\"", On(c => new EcsClient(c), e => e.ListTasksAsync("c", "s", "RUNNING", default))),
        new("ListTaskDefinitions", "nextToken", "nextToken", "taskDefinitionArns", "\"#\"", On(c => new EcsClient(c), e => e.ListTaskDefinitionsAsync("f", default))),
        new("ListServiceDeployments", "nextToken", "nextToken", "serviceDeployments", """{"serviceDeploymentArn":"#"}""", On(c => new EcsClient(c), e => e.ListServiceDeploymentsAsync("c", "s", 50, default))),
        new("DescribeRepositories", "nextToken", "nextToken", "repositories", """{"repositoryArn":"#","repositoryName":"#","repositoryUri":"#"}""", On(c => new EcrClient(c), e => e.DescribeRepositoriesAsync(null, default))),
        new("DescribeImages", "nextToken", "nextToken", "imageDetails", """{"imageDigest":"#"}""", On(c => new EcrClient(c), e => e.DescribeImagesAsync("web", default))),
        new("GetParametersByPath", "NextToken", "NextToken", "Parameters", """{"Name":"/p/#","Value":"v","Type":"SecureString"}""", On(c => new ParameterClient(c), e => e.GetByPathAsync("/p", default))),
        new("ListCommandInvocations", "NextToken", "NextToken", "CommandInvocations", """{"InstanceId":"#","Status":"Brandnew"}""", On(c => new CommandClient(c), e => e.ListInvocationsAsync("0831e1a8-a1ac-4257-a1fd-c831bEXAMPLE", default))),
        new("DescribeInstanceInformation", "NextToken", "NextToken", "InstanceInformationList", """{"InstanceId":"#"}""", On(c => new CommandClient(c), e => e.DescribeInstancesAsync(default))),
        new("DescribeLogGroups", "nextToken", "nextToken", "logGroups", """{"logGroupName":"#"}""", On(c => new LogsClient(c), e => e.ListGroupsAsync("g", default))),
        new("FilterLogEvents", "nextToken", "nextToken", "events", """{"eventId":"#","message":"m","timestamp":1700000000000}""", On(c => new LogsClient(c), async e => await e.FilterAsync(new("g"), default).ToListAsync())),
        new("DescribeAlarms", "NextToken", "NextToken", "MetricAlarms", """{"AlarmName":"#","StateValue":"Brandnew"}""", On(c => new CloudWatchClient(c), e => e.DescribeAlarmsAsync("a", default))),
        new("ListRequestedServiceQuotaChangeHistoryByQuota", "NextToken", "NextToken", "RequestedQuotas", """{"Id":"#","Status":"Brandnew"}""", On(c => new QuotasClient(c), e => e.ListRequestsAsync("vpc", "L-F678F1CE", default))),
        new("ListBuildsForProject", "nextToken", "nextToken", "ids", "\"#\"", On(c => new CodeBuildClient(c), e => e.ListAsync("p", default))),
        new("ListCertificates", "NextToken", "NextToken", "CertificateSummaryList", """{"CertificateArn":"#"}""", On(c => new CertificatesClient(c), e => e.ListAsync(default))),
        new("GetResources", "PaginationToken", "PaginationToken", "ResourceTagMappingList", """{"ResourceARN":"#"}""", On(c => new TaggedResources(c), e => e.FindAsync(new Dictionary<string, string> { ["a"] = "b" }, default))),
    ];

    private static readonly XmlCase[] Xml =
    [
        new("DescribeLoadBalancers", "Marker", "NextMarker", "LoadBalancers", "<member><LoadBalancerArn>#</LoadBalancerArn><LoadBalancerName>#</LoadBalancerName></member>", On(c => new LoadBalancingClient(c), e => e.DescribeLoadBalancersAsync(null, default))),
        new("DescribeTargetGroups", "Marker", "NextMarker", "TargetGroups", "<member><TargetGroupArn>#</TargetGroupArn><TargetGroupName>#</TargetGroupName></member>", On(c => new LoadBalancingClient(c), e => e.DescribeTargetGroupsAsync(null, default))),
        new("DescribeListeners", "Marker", "NextMarker", "Listeners", "<member><ListenerArn>#</ListenerArn></member>", On(c => new LoadBalancingClient(c), e => e.DescribeListenersAsync("a", default))),
        new("DescribeRules", "Marker", "NextMarker", "Rules", "<member><RuleArn>#</RuleArn><Priority>default</Priority></member>", On(c => new LoadBalancingClient(c), e => e.DescribeRulesAsync("a", default))),
        new("DescribeAutoScalingGroups", "NextToken", "NextToken", "AutoScalingGroups", "<member><AutoScalingGroupName>#</AutoScalingGroupName></member>", On(c => new AutoScalingClient(c), e => e.DescribeGroupsAsync(["g"], default))),
        new("DescribeInstanceRefreshes", "NextToken", "NextToken", "InstanceRefreshes", "<member><InstanceRefreshId>#</InstanceRefreshId></member>", On(c => new AutoScalingClient(c), e => e.DescribeRefreshesAsync("g", default))),
        new("DescribeVpcs", "NextToken", "nextToken", "vpcSet", "<item><vpcId>#</vpcId></item>", On(c => new Ec2Client(c), e => e.DescribeVpcsAsync(default))),
        new("DescribeVpcPeeringConnections", "NextToken", "nextToken", "vpcPeeringConnectionSet", "<item><status><code>active</code></status></item>", On(c => new Ec2Client(c), e => e.DescribePeeringsAsync(default))),
        new("DescribeSubnets", "NextToken", "nextToken", "subnetSet", "<item><subnetId>#</subnetId></item>", On(c => new Ec2Client(c), e => e.DescribeSubnetsAsync("v", default))),
        new("DescribeSecurityGroups", "NextToken", "nextToken", "securityGroupInfo", "<item><groupId>#</groupId></item>", On(c => new Ec2Client(c), e => e.DescribeSecurityGroupsAsync("v", default))),
        new("DescribeInstances", "NextToken", "nextToken", "reservationSet", "<item><instancesSet><item><instanceId>#</instanceId></item></instancesSet></item>", On(c => new Ec2Client(c), e => e.DescribeInstancesAsync(new Dictionary<string, string> { ["a"] = "b" }, default))),
    ];

    public static TheoryData<string> JsonOperations => [.. Json.Select(one => one.Operation)];

    public static TheoryData<string> XmlOperations => [.. Xml.Select(one => one.Operation)];

    [Theory]
    [MemberData(nameof(JsonOperations))]
    public async Task Json_ThreePages_AreReadToTheEnd(string operation)
    {
        var one = Json.Single(found => found.Operation == operation);
        await using var service = await FaultyService.StartAsync((_, arrival, context) =>
        {
            var page = (string?)JsonNode.Parse(arrival.Body)![one.Input] switch { null => 0, var token => int.Parse(token[1..], null) };
            var items = string.Join(',', Enumerable.Range(page * 2, 2).Select(index => one.Item.Replace("#", $"i{index}", StringComparison.Ordinal)));
            return FaultyService.Json($$"""{"{{one.Items}}":[{{items}}],"unknown":{"new":1}{{(page < 2 ? $",\"{one.Output}\":\"t{page + 1}\"" : "")}}}""")(context);
        });

        Assert.Equal(6, await one.CountAsync(service.Connection));
        Assert.Equal([operation, operation, operation], service.Arrivals.Select(arrival => arrival.Operation));
    }

    [Theory]
    [MemberData(nameof(XmlOperations))]
    public async Task Xml_ThreePages_AreReadToTheEnd(string operation)
    {
        var one = Xml.Single(found => found.Operation == operation);
        await using var service = await FaultyService.StartAsync((_, arrival, context) =>
        {
            var token = arrival.Body.Split('&').FirstOrDefault(pair => pair.StartsWith(one.Input + "=", StringComparison.Ordinal));
            var page = token is null ? 0 : int.Parse(token[(one.Input.Length + 2)..], null);
            var items = string.Concat(Enumerable.Range(page * 2, 2).Select(index => one.Item.Replace("#", $"i{index}", StringComparison.Ordinal)));
            var result = $"<{one.Items}>{items}</{one.Items}><new>1</new>{(page < 2 ? $"<{one.Output}>t{page + 1}</{one.Output}>" : "")}";
            var wrapped = char.IsLower(one.Output[0]) ? result : $"<{operation}Result>{result}</{operation}Result>";
            return FaultyService.WriteAsync(context, 200, "text/xml", $"<{operation}Response xmlns=\"urn:x\">{wrapped}</{operation}Response>");
        });

        Assert.Equal(6, await one.CountAsync(service.Connection));
        Assert.Equal([operation, operation, operation], service.Arrivals.Select(arrival => arrival.Operation));
    }

    [Fact]
    public async Task Zones_AndRecordsOfSeveralPages_AreReadToTheEnd()
    {
        await using var service = await FaultyService.StartAsync((_, arrival, context) => FaultyService.WriteAsync(context, 200, "text/xml", (arrival.Path, arrival.Query) switch
        {
            ("/2013-04-01/hostedzone", "") => "<R><HostedZones><HostedZone><Id>/hostedzone/Z1</Id><Name>a.test.</Name></HostedZone></HostedZones><IsTruncated>true</IsTruncated><NextMarker>Z2</NextMarker></R>",
            ("/2013-04-01/hostedzone", "?marker=Z2") => "<R><HostedZones><HostedZone><Id>/hostedzone/Z2</Id><Name>b.test.</Name></HostedZone></HostedZones><IsTruncated>false</IsTruncated></R>",
            (_, "") => "<R><ResourceRecordSets><ResourceRecordSet><Name>a.test.</Name><Type>CAA</Type><TTL>60</TTL><ResourceRecords><ResourceRecord><Value>0 issue \"x\"</Value></ResourceRecord></ResourceRecords></ResourceRecordSet></ResourceRecordSets><IsTruncated>true</IsTruncated><NextRecordName>b.test.</NextRecordName><NextRecordType>A</NextRecordType></R>",
            (_, "?name=b.test.&type=A") => "<R><ResourceRecordSets><ResourceRecordSet><Name>b.test.</Name><Type>A</Type><AliasTarget><DNSName>lb.test.</DNSName></AliasTarget></ResourceRecordSet></ResourceRecordSets><IsTruncated>false</IsTruncated></R>",
            _ => "<Unexpected/>",
        }));
        using var client = new Route53Client(service.Connection);

        Assert.Equal(["Z1", "Z2"], (await client.ListZonesAsync(default)).Select(zone => zone.Id));
        var records = await client.ListRecordsAsync("Z1", default);
        Assert.Equal([("a.test", "CAA", 60d, null), ("b.test", "A", null, "lb.test")], records.Select(one => (one.Name, one.Type, one.Ttl?.TotalSeconds, one.Alias)));
    }

    [Fact]
    public async Task ScanFindings_OfSeveralPages_AreOneResult()
    {
        await using var service = await FaultyService.StartAsync((number, _, context) => FaultyService.Json(number == 0
            ? """{"imageScanStatus":{"status":"COMPLETE"},"imageScanFindings":{"findingSeverityCounts":{"HIGH":2},"findings":[{"name":"CVE-1","severity":"HIGH"}]},"nextToken":"t"}"""
            : """{"imageScanStatus":{"status":"COMPLETE"},"imageScanFindings":{"findings":[{"name":"CVE-2","severity":"NEW"}]}}""")(context));
        using var client = new EcrClient(service.Connection);

        var found = (await client.DescribeScanFindingsAsync("web", "sha256:1", default))!;

        Assert.Equal(["CVE-1", "CVE-2"], found.Findings.Select(finding => finding.Name));
        Assert.Equal(2, found.Counts["HIGH"]);
    }

    [Fact]
    public async Task Metrics_SplitOverPages_AreJoinedById()
    {
        await using var service = await FaultyService.StartAsync((number, _, context) => FaultyService.Json(number == 0
            ? """{"MetricDataResults":[{"Id":"a","Timestamps":[1700000000],"Values":[1]},{"Id":"b","Timestamps":[],"Values":[]}],"NextToken":"t"}"""
            : """{"MetricDataResults":[{"Id":"a","Timestamps":[1700000060],"Values":[2.5]}]}""")(context));
        using var client = new CloudWatchClient(service.Connection);
        MetricQuery Query(string id) => new(id, "AWS/ApplicationELB", "RequestCount", new Dictionary<string, string> { ["LoadBalancer"] = "x" }, "Sum", TimeSpan.FromMinutes(1));

        var data = await client.GetMetricDataAsync([Query("a"), Query("b")], DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1), default);

        Assert.Equal([1, 2.5], data["a"].Select(value => value.Value));
        Assert.Empty(data["b"]);
        Assert.Equal("application/x-amz-json-1.0", service.Arrivals[0].Headers["Content-Type"]);
    }

    [Fact]
    public async Task Pages_SameTokenTwice_FailInsteadOfGoingOnForEver()
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json("""{"serviceArns":["a"],"nextToken":"same"}"""));
        using var client = new EcsClient(service.Connection);

        Assert.Equal("DC7004", (await Assert.ThrowsAsync<DeployError>(() => client.ListServicesAsync("c", default))).Code);
        Assert.Equal(2, service.Arrivals.Count);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("""{"serviceArns": """)]
    public async Task Answer_ThatIsNotWhatItShouldBe_FailsWithDC7004(string body)
    {
        await using var service = await FaultyService.StartAsync(FaultyService.Json(body));
        using var client = new EcsClient(service.Connection);

        Assert.Equal("DC7004", (await Assert.ThrowsAsync<DeployError>(() => client.ListServicesAsync("c", default))).Code);
    }

    private static Func<AwsConnection, Task<int>> On<TClient, TItem>(Func<AwsConnection, TClient> open, Func<TClient, Task<IReadOnlyList<TItem>>> read)
        where TClient : IDisposable => async connection =>
    {
        using var client = open(connection);
        return (await read(client)).Count;
    };

    private static Func<AwsConnection, Task<int>> On<TClient, TItem>(Func<AwsConnection, TClient> open, Func<TClient, Task<List<TItem>>> read)
        where TClient : IDisposable => async connection =>
    {
        using var client = open(connection);
        return (await read(client)).Count;
    };
}
