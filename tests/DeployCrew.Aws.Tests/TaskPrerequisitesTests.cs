using System.Text.Json.Nodes;
using DeployCrew.Aws.Protocol;
using DeployCrew.Testing;

namespace DeployCrew.Aws.Tests;

/// <summary>What tasks need, as an emulator that is not ours has it.</summary>
[Trait("Category", "real")]
public sealed class TaskPrerequisitesTests
{
    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task SecretExists_ByEveryFormOfReference_IsFound()
    {
        using var prerequisites = new TaskPrerequisites(Moto.Connection);
        var name = Moto.Name();
        await Moto.JsonAsync(AwsService.Ssm, "PutParameter", new JsonObject { ["Name"] = $"/{name}/key", ["Value"] = "x", ["Type"] = "SecureString" });
        var secret = (await Moto.JsonAsync(AwsService.Secrets, "CreateSecret", new JsonObject { ["Name"] = name, ["SecretString"] = "x" }))["ARN"]!.ToString();

        foreach (var there in new[] { $"/{name}/key", $"arn:aws:ssm:eu-west-1:123456789012:parameter/{name}/key", secret, $"{secret}:password::" })
            Assert.True(await prerequisites.SecretExistsAsync(there, default), there);
        foreach (var missing in new[] { $"/{name}/other", $"arn:aws:ssm:eu-west-1:123456789012:parameter/{name}/other", $"arn:aws:secretsmanager:eu-west-1:123456789012:secret:{name}-x-AbCdEf" })
            Assert.False(await prerequisites.SecretExistsAsync(missing, default), missing);
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task Trusts_RoleOfTasks_IsTrueAndOfOthersIsNot()
    {
        using var prerequisites = new TaskPrerequisites(Moto.Connection);
        var name = Moto.Name();
        await CreateRoleAsync(name, """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":["ec2.amazonaws.com","ecs-tasks.amazonaws.com"]},"Action":"sts:AssumeRole"}}""");
        await CreateRoleAsync(name + "-other", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":["sts:AssumeRole"]}]}""");
        await CreateRoleAsync(name + "-denied", """{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"Service":"ecs-tasks.amazonaws.com"},"Action":["sts:AssumeRole"]}]}""");

        Assert.True(await prerequisites.TrustsAsync($"arn:aws:iam::123456789012:role/path/{name}", "ecs-tasks.amazonaws.com", default));
        Assert.False(await prerequisites.TrustsAsync($"arn:aws:iam::123456789012:role/{name}-other", "ecs-tasks.amazonaws.com", default));
        Assert.False(await prerequisites.TrustsAsync($"arn:aws:iam::123456789012:role/{name}-denied", "ecs-tasks.amazonaws.com", default));
        Assert.Null(await prerequisites.TrustsAsync($"arn:aws:iam::123456789012:role/{name}-missing", "ecs-tasks.amazonaws.com", default));
    }

    [RealFact("DEPLOYCREW_TEST_MOTO")]
    public async Task FreeAddresses_OfASubnet_AreCounted()
    {
        using var prerequisites = new TaskPrerequisites(Moto.Connection);
        var vpc = await Moto.CreateVpcAsync();
        using var ec2 = new AwsClient(AwsService.Ec2, Moto.Connection);
        var answer = await ec2.Ec2Async("CreateSubnet", [KeyValuePair.Create("VpcId", vpc), KeyValuePair.Create("CidrBlock", "10.0.1.0/28")], default);
        var subnet = answer.Descendants().First(element => element.Name.LocalName == "subnetId").Value;

        var free = await prerequisites.FreeAddressesAsync([subnet], default);

        Assert.Equal([(subnet, 11)], free.Select(one => (one.Key, one.Value))); // sixteen, less the five that AWS keeps
    }

    private static async Task CreateRoleAsync(string name, string trust)
    {
        using var iam = new AwsClient(AwsService.Iam, Moto.Connection);
        await iam.QueryAsync("CreateRole", [KeyValuePair.Create("RoleName", name), KeyValuePair.Create("AssumeRolePolicyDocument", trust)], default);
    }
}
