"""Writes services.json: what AWS's own models, as botocore has them, say about the operations that the local cloud has.

usage: python3 generate.py     (with boto3's botocore 1.43 or newer)

Names and constraints only: of each operation the input and output shapes and the errors; of each shape members, required members, enum,
length or range, and pattern. Operations that the local cloud has are listed here; a test holds the list and the C# tables together.
"""
import json
import pathlib

import botocore.session

OPERATIONS = {
    "ecs": """
        CreateCluster DescribeClusters ListClusters UpdateCluster UpdateClusterSettings PutClusterCapacityProviders DeleteCluster
        RegisterTaskDefinition DescribeTaskDefinition ListTaskDefinitions ListTaskDefinitionFamilies DeregisterTaskDefinition DeleteTaskDefinitions
        CreateService UpdateService DeleteService DescribeServices ListServices
        ListServiceDeployments DescribeServiceDeployments DescribeServiceRevisions StopServiceDeployment
        ContinueServiceDeployment
        ListTasks DescribeTasks StopTask TagResource UntagResource ListTagsForResource""",
    "elbv2": """
        CreateLoadBalancer DescribeLoadBalancers DeleteLoadBalancer ModifyLoadBalancerAttributes DescribeLoadBalancerAttributes
        SetSecurityGroups SetSubnets SetIpAddressType DescribeCapacityReservation
        CreateTargetGroup DescribeTargetGroups ModifyTargetGroup DeleteTargetGroup ModifyTargetGroupAttributes DescribeTargetGroupAttributes
        RegisterTargets DeregisterTargets DescribeTargetHealth
        CreateListener DescribeListeners ModifyListener DeleteListener ModifyListenerAttributes DescribeListenerAttributes
        AddListenerCertificates RemoveListenerCertificates DescribeListenerCertificates
        CreateRule DescribeRules ModifyRule DeleteRule SetRulePriorities AddTags RemoveTags DescribeTags""",
    "ecr": """
        GetAuthorizationToken CreateRepository DescribeRepositories DeleteRepository PutImageTagMutability PutImageScanningConfiguration
        PutLifecyclePolicy GetLifecyclePolicy DeleteLifecyclePolicy SetRepositoryPolicy GetRepositoryPolicy DeleteRepositoryPolicy
        DescribeImages ListImages BatchGetImage BatchDeleteImage PutImage BatchCheckLayerAvailability DescribeImageScanFindings StartImageScan
        TagResource UntagResource ListTagsForResource""",
    "logs": """
        CreateLogGroup DescribeLogGroups DeleteLogGroup PutRetentionPolicy DeleteRetentionPolicy
        CreateLogStream DescribeLogStreams DeleteLogStream PutLogEvents GetLogEvents FilterLogEvents
        TagResource UntagResource ListTagsForResource TagLogGroup UntagLogGroup ListTagsLogGroup""",
    "ssm": """
        PutParameter GetParameter GetParameters GetParametersByPath DescribeParameters GetParameterHistory LabelParameterVersion
        UnlabelParameterVersion DeleteParameter DeleteParameters AddTagsToResource RemoveTagsFromResource ListTagsForResource
        SendCommand ListCommands ListCommandInvocations GetCommandInvocation CancelCommand DescribeInstanceInformation""",
    "codebuild": "ListProjects BatchGetProjects StartBuild BatchGetBuilds StopBuild ListBuilds ListBuildsForProject",
    "secretsmanager": """
        CreateSecret GetSecretValue BatchGetSecretValue PutSecretValue UpdateSecret UpdateSecretVersionStage DescribeSecret ListSecrets
        ListSecretVersionIds DeleteSecret RestoreSecret PutResourcePolicy GetResourcePolicy DeleteResourcePolicy TagResource UntagResource""",
    "resourcegroupstaggingapi": "GetResources GetTagKeys GetTagValues TagResources UntagResources",
    "cloudwatch": "GetMetricData GetMetricStatistics ListMetrics PutMetricAlarm DescribeAlarms SetAlarmState DeleteAlarms",
    "sts": "GetCallerIdentity AssumeRole GetSessionToken",
}


def shape_of(shape, known):
    """Adds a shape, and those that it refers to, by name. Returns its name."""
    if shape.name in known:
        return shape.name
    found = known[shape.name] = {"type": shape.type_name}
    if shape.type_name == "structure":
        found["members"] = {name: shape_of(member, known) for name, member in shape.members.items()}
        if shape.required_members:
            found["required"] = shape.required_members
    elif shape.type_name == "list":
        found["member"] = shape_of(shape.member, known)
    elif shape.type_name == "map":
        found["value"] = shape_of(shape.value, known)
    if shape.type_name in ("string", "list", "integer", "long", "map"):
        for name in ("min", "max", "pattern"):
            if shape.metadata.get(name) is not None:
                found[name] = shape.metadata[name]
    if getattr(shape, "enum", None):
        found["enum"] = list(shape.enum)
    return shape.name


def service_of(session, name, wanted):
    model = session.get_service_model(name)
    shapes, errors, operations = {}, {}, {}
    for operation_name in wanted:
        operation = model.operation_model(operation_name)
        operations[operation_name] = found = {"errors": []}
        if operation.input_shape:
            found["input"] = shape_of(operation.input_shape, shapes)
        if operation.output_shape:
            found["output"] = shape_of(operation.output_shape, shapes)
        for error in operation.error_shapes:
            code = error.metadata.get("error", {}).get("code", error.name)
            found["errors"].append(code)
            status = error.metadata.get("error", {}).get("httpStatusCode") or (500 if error.metadata.get("fault") else 400)
            if status != 400:
                errors[code] = status
    # What its newest clients speak comes besides the older protocol, which its other clients still do.
    protocols = model.metadata.get("protocols", [model.metadata["protocol"]])
    found = {
        "protocol": next((one for one in protocols if one in ("json", "query")), model.metadata["protocol"]),
        "signingName": model.signing_name,
        "version": model.api_version,
        "all": len(model.operation_names),
        "operations": operations,
        "statuses": dict(sorted(errors.items())),
        "shapes": dict(sorted(shapes.items())),
    }
    if "smithy-rpc-v2-cbor" in protocols:
        found["cbor"] = True
    for key, member in (("targetPrefix", "targetPrefix"), ("xmlNamespace", "xmlNamespace")):
        if model.metadata.get(key):
            found[member] = model.metadata[key]
    return found


def main():
    session = botocore.session.get_session()
    services = {name: service_of(session, name, sorted(text.split())) for name, text in OPERATIONS.items()}
    # A shape a line: a change of the models is a readable difference.
    lines = ["{"]
    for number, (name, service) in enumerate(services.items()):
        lines.append(f"{json.dumps(name)}: {{")
        for key, value in service.items():
            end = "" if key == list(service)[-1] else ","
            if isinstance(value, dict):
                inner = ",\n".join(f"{json.dumps(one)}: {json.dumps(two, separators=(',', ':'))}" for one, two in value.items())
                lines.append(f"{json.dumps(key)}: {{\n{inner}\n}}{end}")
            else:
                lines.append(f"{json.dumps(key)}: {json.dumps(value)}{end}")
        lines.append("}" + ("," if number < len(services) - 1 else ""))
    lines.append("}")
    pathlib.Path(__file__).with_name("services.json").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


main()
