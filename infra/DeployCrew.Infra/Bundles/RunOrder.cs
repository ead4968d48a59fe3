using System.Text;
using DeployCrew.Core.Requirements;
using DeployCrew.Infra.Blueprints;

namespace DeployCrew.Infra.Bundles;

/// <summary><c>RUN_ORDER.md</c>: the commands that take a bundle to a running service, for people who run them themselves.</summary>
internal static class RunOrder
{
    public static string Write(RequirementsDocument document)
    {
        var bootstrap = StateBackendBlueprint.Configuration(document);
        var backend = $"s3://{bootstrap.Values["bucketName"]}?region={document.Region}";
        var secrets = $"awskms://{StateBackendBlueprint.KeyAlias(document)}?region={document.Region}";
        var text = new StringBuilder($"# Run order of {document.Project}\n\n`deploycrew run` does all of this. By hand, with Pulumi, the .NET 10 SDK, Docker and the AWS CLI, from this folder:\n\n");
        text.Append($$"""
            ## 1. State backend, once per account

            ```sh
            cd bootstrap
            pulumi login --local
            PULUMI_CONFIG_PASSPHRASE='' pulumi stack select --create {{StateBackendBlueprint.Environment}}
            PULUMI_CONFIG_PASSPHRASE='' pulumi up
            cd ..
            ```

            Its own state holds no secret; keep the `~/.pulumi` folder, or import it into the bucket.

            """.ReplaceLineEndings("\n"));
        var step = 2;
        foreach (var (name, environment) in document.Environments.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            step = Environment(text, document, name, environment, step, backend, secrets);
        return text.ToString();
    }

    private static int Environment(
        StringBuilder text, RequirementsDocument document, string name, EnvironmentRequirements environment, int step, string backend,
            string secrets)
    {
        text.Append($$"""

            ## {{step}}. {{name}}: infrastructure

            The configuration is in `infrastructure/Pulumi.{{name}}.yaml`.

            ```sh
            cd infrastructure
            pulumi login '{{backend}}'
            pulumi stack select --create --secrets-provider '{{secrets}}' {{name}}
            pulumi preview --stack {{name}}
            pulumi up --stack {{name}}
            cd ..
            ```

            """.ReplaceLineEndings("\n"));
        if (environment.HostedZoneId is null && environment.Existing?.CertificateArn is not null)
            text.Append($"\nPoint the name `{environment.Domain}` at the output `loadBalancerDnsName`.\n");
        else if (environment.HostedZoneId is null)
            text.Append($"\n`up` waits for the certificate of `{environment.Domain}`: set the validation record that ACM shows, and point the name at the output `loadBalancerDnsName`.\n");
        text.Append($"\n## {step + 1}. {name}: images and deployment\n");
        foreach (var (service, requirements) in ResolvedServices.In(document, name))
            Service(text, document, name, service, requirements);
        text.Append($"\n## {step + 2}. {name}: verify\n\n```sh\n");
        text.Append($"aws ssm get-parameters-by-path --region {document.Region} --recursive --path {ResourceNames.Contract(document.Project, name)}\n");
        foreach (var (service, requirements) in ResolvedServices.In(document, name).Where(entry => entry.Value.Routes.Count > 0))
            text.Append($"curl -fsS https://{environment.Domain}{(requirements.Routes.Contains("/") ? requirements.Health.Path : requirements.Routes[0])}   # {service}\n");
        text.Append("```\n");
        return step + 3;
    }

    private static void Service(StringBuilder text, RequirementsDocument document, string environment, string service,
        ServiceRequirements requirements)
    {
        var contract = ResourceNames.Contract(document.Project, environment);
        var name = ResourceNames.Service(document.Project, environment, service);
        var folder = requirements.Source == "." ? "app" : $"app/{requirements.Source}";
        text.Append($$"""

            ```sh
            repository=$(aws ssm get-parameter --region {{document.Region}} --name {{contract}}/{{ContractKeys.Repository(service)}} --query Parameter.Value --output text)
            tag=$(date -u +%Y%m%d%H%M%S)   # a tag names one image for ever
            aws ecr get-login-password --region {{document.Region}} | docker login --username AWS --password-stdin "${repository%%/*}"
            docker build --platform linux/amd64 --tag "$repository:$tag" {{folder}}
            docker push "$repository:$tag"
            image=$(docker inspect --format '{{"{{"}}index .RepoDigests 0{{"}}"}}' "$repository:$tag")
            aws ecs describe-task-definition --region {{document.Region}} --task-definition {{name}} --query taskDefinition > task.json
            jq --arg image "$image" '.containerDefinitions[0].image = $image | del(.taskDefinitionArn, .revision, .status, .requiresAttributes, .compatibilities, .registeredAt, .registeredBy)' task.json > revision.json
            aws ecs register-task-definition --region {{document.Region}} --cli-input-json file://revision.json
            aws ecs update-service --region {{document.Region}} --cluster {{ResourceNames.Prefix(document.Project, environment)}} --service {{name}} --task-definition {{name}} --desired-count {{requirements.Scaling.Min}}
            aws ecs wait services-stable --region {{document.Region}} --cluster {{ResourceNames.Prefix(document.Project, environment)}} --services {{name}}
            aws ssm put-parameter --region {{document.Region}} --overwrite --type String --name {{contract}}/{{ContractKeys.Image(service)}} --value "$image"
            docker tag "$repository:$tag" "$repository:{{ContractKeys.DeployedTag}}$tag" && docker push "$repository:{{ContractKeys.DeployedTag}}$tag"   # or it expires
            ```

            """.ReplaceLineEndings("\n"));
    }
}
