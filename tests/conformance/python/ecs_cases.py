"""ECS: clusters, task definitions, services over real tasks."""
from client import IMAGE, eventually, of, pages, refused

ECS = of("ecs")
MISSING = "arn:aws:ecs:eu-west-1:000000000000:"


def definition(family, **more):
    container = {"name": "web", "image": IMAGE, "portMappings": [{"containerPort": 8080}], "essential": True}
    return ECS.register_task_definition(**{
        "family": family, "containerDefinitions": [container], "cpu": "256", "memory": "512", "networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], **more})["taskDefinition"]["taskDefinitionArn"]


def service(name):
    return ECS.describe_services(cluster="py-run", services=[name], include=["TAGS"])["services"][0]


def test_cluster_is_created_changed_and_deleted():
    made = ECS.create_cluster(
        clusterName="py-one", settings=[{"name": "containerInsights", "value": "enabled"}], capacityProviders=["FARGATE"],
        defaultCapacityProviderStrategy=[{"capacityProvider": "FARGATE", "weight": 1, "base": 0}], configuration={"executeCommandConfiguration": {"logging": "DEFAULT"}},
        tags=[{"key": "team", "value": "a"}])["cluster"]
    assert ECS.create_cluster(clusterName="py-one")["cluster"]["clusterArn"] == made["clusterArn"]
    bare = ECS.describe_clusters(clusters=["py-one", "py-none"])
    assert "settings" not in bare["clusters"][0] and bare["failures"][0]["reason"] == "MISSING"
    whole = ECS.describe_clusters(clusters=[made["clusterArn"]], include=["SETTINGS", "CONFIGURATIONS", "TAGS", "STATISTICS"])["clusters"][0]
    assert (whole["settings"][0]["value"], whole["capacityProviders"], whole["tags"], whole["configuration"]) == (
        "enabled", ["FARGATE"], [{"key": "team", "value": "a"}], {"executeCommandConfiguration": {"logging": "DEFAULT"}})
    assert whole["statistics"]
    assert ECS.update_cluster_settings(cluster="py-one", settings=[{"name": "containerInsights", "value": "disabled"}])["cluster"]["settings"][0]["value"] == "disabled"
    assert ECS.update_cluster(cluster="py-one", configuration={"executeCommandConfiguration": {"logging": "NONE"}})["cluster"]["configuration"]["executeCommandConfiguration"]["logging"] == "NONE"
    put = ECS.put_cluster_capacity_providers(cluster="py-one", capacityProviders=["FARGATE", "FARGATE_SPOT"], defaultCapacityProviderStrategy=[])["cluster"]
    assert put["capacityProviders"] == ["FARGATE", "FARGATE_SPOT"]
    refused("InvalidParameterException", ECS.put_cluster_capacity_providers, cluster="py-one", capacityProviders=["mine"], defaultCapacityProviderStrategy=[])
    refused("ClusterNotFoundException", ECS.update_cluster, cluster="py-none")
    assert ECS.delete_cluster(cluster="py-one")["cluster"]["status"] == "INACTIVE"
    assert ECS.describe_clusters(clusters=["py-one"])["clusters"][0]["status"] == "INACTIVE"
    refused("ClusterNotFoundException", ECS.delete_cluster, cluster="py-one")
    assert ECS.create_cluster(clusterName="py-one")["cluster"]["status"] == "ACTIVE"


def test_clusters_over_pages():
    for index in range(3):
        ECS.create_cluster(clusterName=f"py-pages-{index}")
    assert len(pages(ECS, "list_clusters", "clusterArns", 2)) >= 3
    refused("InvalidParameterException", ECS.list_clusters, nextToken="2")
    refused("InvalidParameterException", ECS.list_clusters, maxResults=101)


def test_task_definitions():
    first = ECS.register_task_definition(
        family="py-family", containerDefinitions=[{"name": "web", "image": "x"}], tags=[{"key": "team", "value": "a"}],
        runtimePlatform={"cpuArchitecture": "X86_64", "operatingSystemFamily": "LINUX"})
    assert (first["taskDefinition"]["revision"], first["tags"]) == (1, [{"key": "team", "value": "a"}])
    for _ in range(2):
        definition("py-family")
    found = ECS.describe_task_definition(taskDefinition="py-family:1", include=["TAGS"])
    assert (found["taskDefinition"]["runtimePlatform"]["cpuArchitecture"], found["tags"]) == ("X86_64", [{"key": "team", "value": "a"}])
    assert ECS.describe_task_definition(taskDefinition="py-family")["taskDefinition"]["revision"] == 3
    arns = pages(ECS, "list_task_definitions", "taskDefinitionArns", 2, familyPrefix="py-family", sort="DESC")
    assert [arn.split(":")[-1] for arn in arns] == ["3", "2", "1"]
    definition("py-family-b")
    assert pages(ECS, "list_task_definition_families", "families", 1, familyPrefix="py-family") == ["py-family", "py-family-b"]
    refused("ClientException", ECS.describe_task_definition, taskDefinition="py-none")
    refused("ClientException", ECS.register_task_definition, family="py-x", containerDefinitions=[])
    refused("ClientException", ECS.register_task_definition, family="py x", containerDefinitions=[{"name": "web", "image": "x"}])
    refused("ClientException", ECS.register_task_definition, family="py-x", containerDefinitions=[{"name": "web", "image": "x"}], networkMode="carrier")
    refused("ClientException", ECS.deregister_task_definition, taskDefinition="py-family")
    still = ECS.delete_task_definitions(taskDefinitions=["py-family:1", "py-none:1"])
    assert len(still["failures"]) == 2 and "ACTIVE" in still["failures"][0]["reason"]
    assert ECS.deregister_task_definition(taskDefinition="py-family:1")["taskDefinition"]["status"] == "INACTIVE"
    refused("ClientException", ECS.deregister_task_definition, taskDefinition="py-family:1")
    assert ECS.list_task_definitions(familyPrefix="py-family", status="INACTIVE")["taskDefinitionArns"] == [first["taskDefinition"]["taskDefinitionArn"]]
    assert ECS.delete_task_definitions(taskDefinitions=["py-family:1"])["taskDefinitions"][0]["status"] == "DELETE_IN_PROGRESS"
    refused("ClientException", ECS.describe_task_definition, taskDefinition="py-family:1")
    for revision in (2, 3):
        ECS.deregister_task_definition(taskDefinition=f"py-family:{revision}")
    ECS.delete_task_definitions(taskDefinitions=["py-family:2", "py-family:3"])
    assert definition("py-family").endswith(":4")


def test_service_gives_back_what_it_was_created_with():
    ECS.create_cluster(clusterName="py-settings")
    wanted = {
        "launchType": "FARGATE", "platformVersion": "1.4.0", "propagateTags": "SERVICE", "enableExecuteCommand": True, "enableECSManagedTags": True,
        "availabilityZoneRebalancing": "DISABLED", "deploymentController": {"type": "ECS"}, "schedulingStrategy": "REPLICA", "desiredCount": 0, "healthCheckGracePeriodSeconds": 7,
        "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-1"], "securityGroups": ["sg-1"], "assignPublicIp": "ENABLED"}},
        "tags": [{"key": "team", "value": "a"}]}
    created = ECS.create_service(
        cluster="py-settings", serviceName="all", taskDefinition=definition("py-settings"), clientToken="token-1",
        deploymentConfiguration={"minimumHealthyPercent": 50, "maximumPercent": 150, "deploymentCircuitBreaker": {"enable": True, "rollback": True},
                                 "alarms": {"alarmNames": ["a"], "enable": True, "rollback": False}}, **wanted)["service"]
    found = ECS.describe_services(cluster="py-settings", services=["all"], include=["TAGS"])["services"][0]
    for name, value in wanted.items():
        assert found[name] == value, (name, found[name])
    assert found["deploymentConfiguration"]["alarms"]["alarmNames"] == ["a"]
    assert (found["deploymentConfiguration"]["minimumHealthyPercent"], found["platformFamily"]) == (50, "Linux")
    assert "tags" not in ECS.describe_services(cluster="py-settings", services=[created["serviceArn"]])["services"][0]
    changed = ECS.update_service(cluster="py-settings", service="all", propagateTags="TASK_DEFINITION", enableExecuteCommand=False, platformVersion="LATEST")["service"]
    assert (changed["propagateTags"], changed["enableExecuteCommand"], changed["platformVersion"]) == ("TASK_DEFINITION", False, "LATEST")
    assert found["currentServiceRevisions"][0]["requestedTaskCount"] == 0
    assert changed["deployments"][0]["id"] != created["deployments"][0]["id"], "another platform is another revision"
    same = ECS.update_service(cluster="py-settings", service="all", desiredCount=0, networkConfiguration=wanted["networkConfiguration"])["service"]
    assert same["deployments"][0]["id"] == changed["deployments"][0]["id"]
    ECS.tag_resource(resourceArn=created["serviceArn"], tags=[{"key": "b", "value": "2"}])
    ECS.untag_resource(resourceArn=created["serviceArn"], tagKeys=["team"])
    assert ECS.list_tags_for_resource(resourceArn=created["serviceArn"])["tags"] == [{"key": "b", "value": "2"}]
    refused("InvalidParameterException", ECS.list_tags_for_resource, resourceArn=MISSING + "service/x/y")
    refused("ResourceNotFoundException", ECS.tag_resource, resourceArn=MISSING + "service/x/y", tags=[{"key": "a", "value": "1"}])
    refused("InvalidParameterException", ECS.list_tags_for_resource, resourceArn="x")
    ECS.delete_service(cluster="py-settings", service="all")


def test_creation_is_repeatable_by_its_token_only():
    ECS.create_cluster(clusterName="py-token")
    request = {"cluster": "py-token", "serviceName": "s", "taskDefinition": definition("py-token"), "desiredCount": 0, "clientToken": "abc"}
    first = ECS.create_service(**request)["service"]["serviceArn"]
    assert ECS.create_service(**request)["service"]["serviceArn"] == first
    refused("InvalidParameterException", ECS.create_service, **{**request, "desiredCount": 1})
    refused("InvalidParameterException", ECS.create_service, **{**request, "clientToken": "other"})
    refused("InvalidParameterException", ECS.create_service, **{**request, "serviceName": "d", "schedulingStrategy": "DAEMON"})
    refused("InvalidParameterException", ECS.create_service, **{**request, "serviceName": "d", "launchType": "EXTERNAL"})
    refused("InvalidParameterException", ECS.create_service, **{**request, "serviceName": "d", "deploymentController": {"type": "CODE_DEPLOY"}})
    refused("InvalidParameterException", ECS.create_service, **{**request, "serviceName": "d", "loadBalancers": [{"targetGroupArn": "none", "containerName": "web", "containerPort": 1}]})
    refused("InvalidParameterException", ECS.create_service, **{**request, "serviceName": "d", "launchType": "MOON"})
    refused("SerializationException", ECS.create_service, **{**request, "serviceName": "d", "desiredCount": "many"})
    refused("ClientException", ECS.create_service, **{**request, "serviceName": "d", "taskDefinition": "py-none"})
    refused("ClusterNotFoundException", ECS.create_service, **{**request, "cluster": "py-none"})
    refused("ClusterContainsServicesException", ECS.delete_cluster, cluster="py-token")


def test_services_over_pages():
    ECS.create_cluster(clusterName="py-many")
    arn = definition("py-many")
    for index in range(3):
        ECS.create_service(cluster="py-many", serviceName=f"s{index}", taskDefinition=arn, desiredCount=0, launchType="FARGATE" if index else "EC2")
    assert len(pages(ECS, "list_services", "serviceArns", 2, cluster="py-many")) == 3
    assert len(ECS.list_services(cluster="py-many", launchType="FARGATE")["serviceArns"]) == 2
    refused("InvalidParameterException", ECS.describe_services, cluster="py-many", services=[f"s{n}" for n in range(11)])
    refused("ClusterNotFoundException", ECS.list_services, cluster="py-none")


def test_service_runs_tasks_deploys_and_goes():
    ECS.create_cluster(clusterName="py-run")
    first = definition("py-run")
    made = ECS.create_service(cluster="py-run", serviceName="web", taskDefinition=first, desiredCount=2, launchType="FARGATE")["service"]
    eventually(lambda: service("web")["runningCount"] == 2)
    arns = pages(ECS, "list_tasks", "taskArns", 1, cluster="py-run", serviceName="web")
    found = ECS.describe_tasks(cluster="py-run", tasks=[arns[0], "none"], include=["TAGS"])
    task = found["tasks"][0]
    assert (task["lastStatus"], task["launchType"], task["containers"][0]["name"], found["failures"][0]["reason"]) == ("RUNNING", "FARGATE", "web", "MISSING")
    assert len(ECS.list_tasks(cluster="py-run", family="py-run")["taskArns"]) == 2
    assert ECS.list_tasks(cluster="py-run", startedBy=task["startedBy"], launchType="FARGATE")["taskArns"]
    assert ECS.list_tasks(cluster="py-run", startedBy="nobody")["taskArns"] == []
    refused("ServiceNotFoundException", ECS.list_tasks, cluster="py-run", serviceName="none")
    refused("InvalidParameterException", ECS.list_tasks, cluster="py-run", containerInstance="none")
    ECS.tag_resource(resourceArn=task["taskArn"], tags=[{"key": "a", "value": "1"}])
    assert ECS.describe_tasks(cluster="py-run", tasks=[task["taskArn"]], include=["TAGS"])["tasks"][0]["tags"] == [{"key": "a", "value": "1"}]
    ECS.stop_task(cluster="py-run", task=task["taskArn"], reason="because")
    stopped = eventually(lambda: [one for one in ECS.describe_tasks(cluster="py-run", tasks=[task["taskArn"]])["tasks"] if one["lastStatus"] == "STOPPED"])
    assert (stopped[0]["stopCode"], stopped[0]["stoppedReason"]) == ("UserInitiated", "because")
    assert task["taskArn"] in ECS.list_tasks(cluster="py-run", desiredStatus="STOPPED")["taskArns"]
    refused("InvalidParameterException", ECS.stop_task, cluster="py-run", task="none")
    deployments(made["serviceArn"], first)
    refused("InvalidParameterException", ECS.delete_service, cluster="py-run", service="web")
    ECS.update_service(cluster="py-run", service="web", desiredCount=1)
    assert ECS.delete_service(cluster="py-run", service="web", force=True)["service"]["status"] == "DRAINING"
    refused("ServiceNotActiveException", ECS.update_service, cluster="py-run", service="web", desiredCount=1)
    eventually(lambda: service("web")["status"] == "INACTIVE")
    refused("ServiceNotFoundException", ECS.update_service, cluster="py-run", service="web", desiredCount=1)


def deployments(arn, first):
    """A second deployment that is stopped: back to the first."""
    eventually(lambda: ECS.list_service_deployments(cluster="py-run", service=arn, status=["SUCCESSFUL"])["serviceDeployments"])
    ECS.update_service(cluster="py-run", service="web", taskDefinition=definition("py-run", containerDefinitions=[
        {"name": "web", "image": "127.0.0.1:1/py/none:latest", "essential": True}]))
    brief = pages(ECS, "list_service_deployments", "serviceDeployments", 1, cluster="py-run", service="web")
    assert len(brief) == 2
    stopped = ECS.stop_service_deployment(serviceDeploymentArn=brief[0]["serviceDeploymentArn"], stopType="ROLLBACK")
    assert stopped["serviceDeploymentArn"] == brief[0]["serviceDeploymentArn"]

    def ended():
        found = ECS.describe_service_deployments(serviceDeploymentArns=[brief[0]["serviceDeploymentArn"], MISSING + "service-deployment/x"])
        assert found["failures"][0]["reason"] == "MISSING"
        return [one for one in found["serviceDeployments"] if one["status"] == "ROLLBACK_SUCCESSFUL"]
    assert eventually(ended)[0]["rollback"]["serviceRevisionArn"] == brief[1]["targetServiceRevisionArn"]
    revision = ECS.describe_service_revisions(serviceRevisionArns=[brief[1]["targetServiceRevisionArn"], MISSING + "service-revision/x"])
    assert revision["serviceRevisions"][0]["taskDefinition"] == first
    assert IMAGE.endswith(revision["serviceRevisions"][0]["containerImages"][0]["imageDigest"])
    refused("ConflictException", ECS.stop_service_deployment, serviceDeploymentArn=brief[0]["serviceDeploymentArn"])
    refused("ServiceDeploymentNotFoundException", ECS.stop_service_deployment, serviceDeploymentArn=MISSING + "service-deployment/x")
    refused("ServiceNotFoundException", ECS.list_service_deployments, cluster="py-run", service="none")
    assert ECS.list_service_deployments(cluster="py-run", service="web", createdAt={"before": 1000})["serviceDeployments"] == []


def shifted(name, count=1):
    """A service with two target groups on a production and a test rule."""
    elb = of("elbv2")
    owner = elb.create_load_balancer(Name=name, Subnets=["subnet-1", "subnet-2"])["LoadBalancers"][0]["LoadBalancerArn"]
    blue, green = (elb.create_target_group(Name=f"{name}-{side}", Protocol="HTTP", Port=8080, VpcId="vpc-1", TargetType="ip", HealthCheckIntervalSeconds=5, HealthCheckTimeoutSeconds=2)[
        "TargetGroups"][0]["TargetGroupArn"] for side in ("blue", "green"))
    rules = []
    for port in ((18301, 18302) if name == "py-shift" else (18303, 18304)):
        front = elb.create_listener(LoadBalancerArn=owner, Port=port, Protocol="HTTP", DefaultActions=[{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}])["Listeners"][0]["ListenerArn"]
        rules.append(elb.create_rule(ListenerArn=front, Priority=1, Conditions=[{"Field": "path-pattern", "Values": ["/*"]}], Actions=[{"Type": "forward", "ForwardConfig": {
            "TargetGroups": [{"TargetGroupArn": blue, "Weight": 1}, {"TargetGroupArn": green, "Weight": 0}]}}])["Rules"][0]["RuleArn"])
    ECS.create_cluster(clusterName=name)
    request = {"cluster": name, "serviceName": "web", "taskDefinition": definition(name), "desiredCount": count, "launchType": "FARGATE",
               "deploymentConfiguration": {"strategy": "CANARY", "bakeTimeInMinutes": 0, "canaryConfiguration": {"canaryPercent": 12.5, "canaryBakeTimeInMinutes": 0},
                                           "alarms": {"alarmNames": ["py-alarm"], "enable": True, "rollback": True},
                                           "lifecycleHooks": [{"targetType": "PAUSE", "lifecycleStages": ["PRE_PRODUCTION_TRAFFIC_SHIFT"], "timeoutConfiguration": {"timeoutInMinutes": 30, "action": "ROLLBACK"}}]},
               "loadBalancers": [{"targetGroupArn": blue, "containerName": "web", "containerPort": 8080, "advancedConfiguration": {
                   "alternateTargetGroupArn": green, "productionListenerRule": rules[0], "testListenerRule": rules[1], "roleArn": "arn:aws:iam::000000000000:role/ecs"}}]}
    return elb, rules, (blue, green), request


def test_canary_pauses_continues_and_rolls_back():
    elb, rules, groups, request = shifted("py-shift")
    service = ECS.create_service(**request)["service"]
    assert service["deploymentConfiguration"]["canaryConfiguration"] == {"canaryPercent": 12.5, "canaryBakeTimeInMinutes": 0}
    assert service["loadBalancers"][0]["advancedConfiguration"]["alternateTargetGroupArn"] == groups[1]

    def latest():
        arn = ECS.list_service_deployments(cluster="py-shift", service="web")["serviceDeployments"][0]["serviceDeploymentArn"]
        return ECS.describe_service_deployments(serviceDeploymentArns=[arn])["serviceDeployments"][0]

    def weights(rule):
        pairs = elb.describe_rules(RuleArns=[rule])["Rules"][0]["Actions"][0]["ForwardConfig"]["TargetGroups"]
        return [next(pair["Weight"] for pair in pairs if pair["TargetGroupArn"] == group) for group in groups]

    def awaiting(count):
        def look():
            found = latest()
            hooks = found.get("lifecycleHookDetails", [])
            return found if len(hooks) == count and hooks[-1]["status"] == "AWAITING_ACTION" else None
        return eventually(look)
    eventually(lambda: latest()["status"] == "SUCCESSFUL")
    assert (weights(rules[0]), weights(rules[1])) == ([100, 0], [100, 0])
    ECS.update_service(cluster="py-shift", service="web", forceNewDeployment=True)
    one = awaiting(1)
    assert (one["lifecycleStage"], one["status"], weights(rules[0]), weights(rules[1])) == ("PRE_PRODUCTION_TRAFFIC_SHIFT", "IN_PROGRESS", [100, 0], [0, 100])
    assert (one["targetServiceRevision"]["requestedTestTrafficWeight"], one["targetServiceRevision"]["requestedProductionTrafficWeight"], one["alarms"]["status"]) == (100.0, 0.0, "MONITORING")
    hook = one["lifecycleHookDetails"][0]
    assert (hook["targetType"], hook["timeoutAction"]) == ("PAUSE", "ROLLBACK") and hook["expiresAt"] and hook["hookId"].startswith("ecs-pause-")
    arn = one["serviceDeploymentArn"]
    refused("InvalidParameterException", ECS.continue_service_deployment, serviceDeploymentArn=arn, hookId="none", action="CONTINUE")
    refused("InvalidParameterException", ECS.continue_service_deployment, serviceDeploymentArn=arn, hookId=hook["hookId"], action="WAIT")
    refused("ServiceDeploymentNotFoundException", ECS.continue_service_deployment, serviceDeploymentArn=MISSING + "service-deployment/x", hookId=hook["hookId"], action="CONTINUE")
    assert ECS.continue_service_deployment(serviceDeploymentArn=arn, hookId=hook["hookId"], action="CONTINUE")["serviceDeploymentArn"] == arn
    two = awaiting(2)
    assert (weights(rules[0]), two["sourceServiceRevisions"][0]["requestedProductionTrafficWeight"]) == ([875, 125], 87.5)
    refused("InvalidParameterException", ECS.continue_service_deployment, serviceDeploymentArn=arn, hookId=hook["hookId"], action="CONTINUE")
    ECS.continue_service_deployment(serviceDeploymentArn=arn, hookId=two["lifecycleHookDetails"][1]["hookId"], action="ROLLBACK")
    eventually(lambda: latest()["status"] == "ROLLBACK_SUCCESSFUL")
    assert (weights(rules[0]), weights(rules[1])) == ([100, 0], [100, 0])
    revision = ECS.describe_service_revisions(serviceRevisionArns=[latest()["targetServiceRevision"]["arn"]])["serviceRevisions"][0]
    assert revision["resolvedConfiguration"]["loadBalancers"][0] == {"targetGroupArn": groups[1], "productionListenerRule": rules[0]}
    # Another strategy in place: the groups swap.
    ECS.update_service(cluster="py-shift", service="web", forceNewDeployment=True, deploymentConfiguration={"strategy": "BLUE_GREEN", "bakeTimeInMinutes": 0, "lifecycleHooks": []})
    eventually(lambda: latest()["status"] == "SUCCESSFUL")
    assert (weights(rules[0]), latest()["deploymentConfiguration"]["strategy"]) == ([0, 100], "BLUE_GREEN")
    ECS.delete_service(cluster="py-shift", service="web", force=True)


def test_strategies_that_cannot_be_are_refused():
    elb, rules, groups, request = shifted("py-wrong", count=0)
    entry = request["loadBalancers"][0]

    def wrong(**changes):
        return refused("InvalidParameterException", ECS.create_service, **{**request, **changes})
    other = elb.create_target_group(Name="py-wrong-other", Protocol="HTTP", Port=8080, VpcId="vpc-1", TargetType="ip")["TargetGroups"][0]["TargetGroupArn"]
    advanced = entry["advancedConfiguration"]
    assert "advancedConfiguration" in wrong(loadBalancers=[{name: entry[name] for name in ("targetGroupArn", "containerName", "containerPort")}])
    assert wrong(loadBalancers=[{**entry, "advancedConfiguration": {**advanced, "alternateTargetGroupArn": other}}]) == \
        "Both targetGroup and alternateTargetGroup must be associated with the productionListenerRule or testListenerRule."
    wrong(loadBalancers=[{**entry, "advancedConfiguration": {**advanced, "productionListenerRule": rules[0] + "x"}}])
    wrong(loadBalancers=[{**entry, "advancedConfiguration": {name: advanced[name] for name in advanced if name != "roleArn"}}])
    wrong(loadBalancers=[])
    for configuration in (
            {"strategy": "PURPLE"}, {"strategy": "BLUE_GREEN"}, {"strategy": "BLUE_GREEN", "bakeTimeInMinutes": 1441}, {"strategy": "BLUE_GREEN", "bakeTimeInMinutes": -1},
            {"strategy": "CANARY", "canaryConfiguration": {"canaryPercent": 0.05}}, {"strategy": "CANARY", "canaryConfiguration": {"canaryPercent": 100.1}},
            {"strategy": "CANARY", "canaryConfiguration": {"canaryBakeTimeInMinutes": 1441}}, {"strategy": "LINEAR", "linearConfiguration": {"stepPercent": 2.9}},
            {"strategy": "LINEAR", "canaryConfiguration": {"canaryPercent": 5.0}},
            {"strategy": "CANARY", "lifecycleHooks": [{"targetType": "AWS_LAMBDA", "hookTargetArn": "arn:aws:lambda:x", "lifecycleStages": ["PRE_SCALE_UP"]}]},
            {"strategy": "CANARY", "lifecycleHooks": [{"targetType": "PAUSE", "lifecycleStages": ["TEST_TRAFFIC_SHIFT"]}]},
            {"strategy": "CANARY", "lifecycleHooks": [{"targetType": "PAUSE", "lifecycleStages": ["PRE_SCALE_UP"], "timeoutConfiguration": {"timeoutInMinutes": 20161}}]}):
        wrong(deploymentConfiguration=configuration)
    made = ECS.create_service(**{**request, "deploymentConfiguration": {"strategy": "CANARY", "canaryConfiguration": {}}})["service"]
    assert made["deploymentConfiguration"]["canaryConfiguration"] == {"canaryPercent": 5.0, "canaryBakeTimeInMinutes": 10}
    ECS.delete_service(cluster="py-wrong", service="web", force=True)
