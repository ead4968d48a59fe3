using DeployCrew.Core.Requirements;

namespace DeployCrew.Core.Tests.Requirements;

public sealed class FlatRequirementsTests
{
    private const string Flat = """
        {
          "project": "shop",
          "region": "eu-west-1",
          "dev": {
            "domain_name": "dev.shop.test",
            "vpc_cidr": "10.0.0.0/16",
            "public_subnets": ["10.0.1.0/24", "10.0.2.0/24"],
            "private_subnets": ["10.0.11.0/24", "10.0.12.0/24"],
            "instance_type": "t3.micro",
            "min_size": 1,
            "max_size": 2,
            "desired_capacity": 1
          },
          "prod": {
            "domain_name": "shop.test",
            "hosted_zone_id": "Z0123456789",
            "alarm_email": "ops@shop.test",
            "vpc_cidr": "10.1.0.0/16",
            "instance_type": "m5.large",
            "min_size": 3,
            "max_size": 9,
            "enable_bastion": false
          }
        }
        """;

    [Fact]
    public void Read_Flat_GivesOneServiceInEveryEnvironment()
    {
        var result = RequirementsReader.Read("old.json", Flat);
        Assert.True(result.IsFlat);
        Assert.Equal(["web"], result.Document.Services.Keys);
        Assert.Equal(["dev", "prod"], result.Document.Environments.Keys);
        var prod = Assert.Single(ResolvedServices.In(result.Document, "prod")).Value;
        Assert.Equal((".", 2048, 8192, 3, 9), (prod.Source, prod.Cpu, prod.Memory, prod.Scaling.Min, prod.Scaling.Max));
        var dev = result.Document.Environments["dev"];
        Assert.Equal(("dev.shop.test", "10.0.0.0/16"), (dev.Domain, dev.Cidr));
        Assert.Equal(["10.0.11.0/24", "10.0.12.0/24"], dev.PrivateSubnets);
        Assert.Equal(("Z0123456789", "ops@shop.test"),
            (result.Document.Environments["prod"].HostedZoneId, result.Document.Environments["prod"].AlarmEmail));
    }

    [Fact]
    public void Read_Flat_WarnsOfWhatHasNoCounterpart() =>
        Assert.Equal(
            "22:5 warning DC1060 prod/enable_bastion: has no counterpart and is left out: Fargate has no hosts to log in to, so there is no bastion.\n",
            Problems.Rendered(Flat));

    [Fact]
    public void Write_OfFlat_IsVersionOneThatReadsTheSame()
    {
        var written = RequirementsWriter.Write(RequirementsReader.Read("old.json", Flat).Document);
        Assert.Equal(
            """
            {
              "$schema": "requirements.schema.json",
              "version": 1,
              "project": "shop",
              "region": "eu-west-1",
              "services": {
                "web": {}
              },
              "environments": {
                "dev": {
                  "domain": "dev.shop.test",
                  "publicSubnets": [
                    "10.0.1.0/24",
                    "10.0.2.0/24"
                  ],
                  "privateSubnets": [
                    "10.0.11.0/24",
                    "10.0.12.0/24"
                  ],
                  "services": {
                    "web": {
                      "cpu": 512,
                      "memory": 1024,
                      "scaling": {}
                    }
                  }
                },
                "prod": {
                  "domain": "shop.test",
                  "hostedZoneId": "Z0123456789",
                  "cidr": "10.1.0.0/16",
                  "alarmEmail": "ops@shop.test",
                  "services": {
                    "web": {
                      "cpu": 2048,
                      "memory": 8192,
                      "scaling": {
                        "min": 3,
                        "max": 9
                      }
                    }
                  }
                }
              }
            }

            """, written);
        Assert.Equal(written, RequirementsWriter.Write(RequirementsReader.Read("r.json", written).Document));
    }

    [Theory]
    [InlineData("t3.nano", 256, 512)]
    [InlineData("t4g.small", 1024, 2048)]
    [InlineData("c6i.xlarge", 4096, 8192)]
    [InlineData("r5.2xlarge", 8192, 61440)]
    [InlineData("m7g.4xlarge", 16384, 65536)]
    public void Read_InstanceType_BecomesAPairThatFargateHas(string type, int cpu, int memory)
    {
        var result = RequirementsReader.Read("old.json", Flat.Replace("t3.micro", type, StringComparison.Ordinal));
        var service = Assert.Single(ResolvedServices.In(result.Document, "dev")).Value;
        Assert.Equal((cpu, memory), (service.Cpu, service.Memory));
    }

    [Fact]
    public void Read_OnlyDesiredCapacity_IsTheCount()
    {
        var text = Flat.Replace("\"min_size\": 1,\n    \"max_size\": 2,\n    \"desired_capacity\": 1", "\"desired_capacity\": 4",
            StringComparison.Ordinal);
        var service = Assert.Single(ResolvedServices.In(RequirementsReader.Read("old.json", text).Document, "dev")).Value;
        Assert.Equal((4, 4), (service.Scaling.Min, service.Scaling.Max));
    }

    [Fact]
    public void Read_VersionOneWithoutServices_IsNotTakenForFlat() =>
        Assert.Contains("services: is missing", Problems.Rendered("""{ "project": "shop", "region": "eu-west-1", "deploy": {} }"""),
            StringComparison.Ordinal);
}
