namespace DeployCrew.Core.Tests.Requirements;

/// <summary>Texts that hold, to be broken by tests.</summary>
internal static class Valid
{
    public const string Small = """
        {
          "version": 1,
          "project": "shop",
          "region": "eu-west-1",
          "services": { "web": {} },
          "environments": { "dev": { "domain": "dev.shop.test" } }
        }
        """;

    public const string Everything = """
        {
          "$schema": "requirements.schema.json",
          "version": 1,
          "project": "shop",
          "region": "eu-central-1",
          "app": "app",
          "services": {
            "web": {
              "source": "web", "port": 3000, "cpu": 512, "memory": 1024, "routes": ["/"],
              "health": { "path": "/healthz", "intervalSeconds": 10, "timeoutSeconds": 5, "healthyThreshold": 3, "unhealthyThreshold": 3, "graceSeconds": 60 },
              "scaling": { "min": 2, "max": 4, "cpuPercent": 50, "memoryPercent": 75, "requestsPerTarget": 600 },
              "environment": { "LOG_LEVEL": "info" },
              "secrets": { "API_KEY": "ssm:/shop/api-key" },
              "command": ["node", "server.js"],
              "build": {
                "language": "node", "version": "22", "framework": "Next.js", "packageManager": "pnpm", "entry": "src/server.js",
                "command": ["pnpm", "run", "build"], "baseImage": "registry.shop.test:5000/base/node:22", "builder": "docker", "compression": "zstd",
                "platforms": ["linux/amd64", "linux/arm64"]
              }
            },
            "api": { "build": { "dockerfile": "docker/Dockerfile.api" }, "routes": ["/api", "/v1/orders/"], "secrets": { "SIGNING": "secretsmanager:shop/signing" } },
            "worker": { "routes": [] }
          },
          "resources": {
            "main": { "type": "postgres", "size": "db.t4g.small", "storageGb": 50, "usedBy": ["api"] },
            "cache": { "type": "redis", "size": "cache.t4g.micro" },
            "uploads": { "type": "bucket" },
            "jobs": { "type": "queue", "usedBy": ["api", "worker"] }
          },
          "environments": {
            "dev": { "domain": "dev.shop.test", "cidr": "10.1.0.0/16", "nat": "endpoints", "exec": true, "accessLogs": false, "testAccess": ["203.0.113.0/24"] },
            "stage": {
              "domain": "stage.shop.test", "cidr": "10.3.0.0/16",
              "existing": {
                "vpcId": "vpc-0123456789abcdef0", "publicSubnetIds": ["subnet-00000001", "subnet-00000002"],
                "privateSubnetIds": ["subnet-00000003", "subnet-00000004"],
                "certificateArn": "arn:aws:acm:eu-central-1:123456789012:certificate/0f6e2f1c-52c2"
              }
            },
            "prod": {
              "domain": "shop.test", "hostedZoneId": "Z0123456789", "cidr": "10.2.0.0/16", "nat": "perZone", "account": "123456789012",
              "publicSubnets": ["10.2.0.0/20", "10.2.16.0/20"], "privateSubnets": ["10.2.64.0/20", "10.2.80.0/20"],
              "alarmEmail": "ops@shop.test", "approval": "required", "logRetentionDays": 365, "deletionProtection": true, "waf": true,
              "services": { "web": { "cpu": 1024, "memory": 2048, "scaling": { "min": 3, "max": 9 }, "environment": { "CACHE": "on" }, "secrets": { "API_KEY": "ssm:/shop/prod/api-key" } } }
            }
          },
          "deploy": { "method": "ecs", "strategy": "rolling", "failureThreshold": 3, "bakeMinutes": 10, "canaryPercent": 2.5, "canaryBakeMinutes": 5, "stepPercent": 20, "stepBakeMinutes": 3, "testPort": 9443 },
          "budget": { "monthlyUsd": 250.5, "usage": { "tasksPerService": 3, "natGigabytes": 200, "loadBalancerUnits": 0.5 } },
          "github": { "repository": "acme/shop", "branches": ["main", "release/1"], "environments": ["production"] }
        }
        """;
}
