"""Elastic Load Balancing v2: what is created here serves."""
import http.server
import threading

import requests

from client import eventually, of, pages, refused

ELB = of("elbv2")
SUBNETS = ["subnet-1", "subnet-2"]
MISSING = "arn:aws:elasticloadbalancing:eu-west-1:000000000000:"


def balancer(name, **more):
    return ELB.create_load_balancer(Name=name, Subnets=SUBNETS, **more)["LoadBalancers"][0]["LoadBalancerArn"]


def group(name, **more):
    return ELB.create_target_group(**{"Name": name, "Protocol": "HTTP", "Port": 8080, "VpcId": "vpc-1", "TargetType": "ip", **more})["TargetGroups"][0]["TargetGroupArn"]


def fixed(status, text):
    return [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": str(status), "ContentType": "text/plain", "MessageBody": text}}]


def listener(owner, port, actions, **more):
    return ELB.create_listener(**{"LoadBalancerArn": owner, "Port": port, "Protocol": "HTTP", "DefaultActions": actions, **more})["Listeners"][0]["ListenerArn"]


def local_port(arn):
    return next(int(one["Value"]) for one in ELB.describe_listener_attributes(ListenerArn=arn)["Attributes"] if one["Key"] == "deploycrew.local_port")


class Server(http.server.BaseHTTPRequestHandler):
    """Answers with its server's name; healthy at /health."""

    def do_GET(self):
        healthy = self.path != "/health" or self.server.healthy
        self.send_response(200 if healthy else 500)
        self.end_headers()
        self.wfile.write(self.server.text.encode())

    def log_message(self, *_):
        pass


def server(text):
    made = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    made.text, made.healthy = text, True
    threading.Thread(target=made.serve_forever, daemon=True).start()
    return made, made.server_address[1]


def test_load_balancer_is_created_changed_and_deleted():
    made = ELB.create_load_balancer(Name="py-lb", Subnets=SUBNETS, SecurityGroups=["sg-1"], Scheme="internal", Tags=[{"Key": "team", "Value": "a"}])["LoadBalancers"][0]
    arn = made["LoadBalancerArn"]
    assert (made["State"]["Code"], made["Scheme"], made["Type"], [zone["SubnetId"] for zone in made["AvailabilityZones"]]) == ("provisioning", "internal", "application", SUBNETS)
    assert ELB.create_load_balancer(Name="py-lb", Subnets=SUBNETS, SecurityGroups=["sg-1"], Scheme="internal")["LoadBalancers"][0]["LoadBalancerArn"] == arn
    refused("DuplicateLoadBalancerName", ELB.create_load_balancer, Name="py-lb", Subnets=SUBNETS)
    refused("ValidationError", ELB.create_load_balancer, Name="py-x", Subnets=["subnet-1"])
    refused("ValidationError", ELB.create_load_balancer, Name="-py", Subnets=SUBNETS)
    refused("ValidationError", ELB.create_load_balancer, Name="py-x", Subnets=SUBNETS, Scheme="outside")
    refused("InvalidConfigurationRequest", ELB.create_load_balancer, Name="py-x", Subnets=SUBNETS, Type="network")
    assert ELB.describe_load_balancers(Names=["py-lb"])["LoadBalancers"][0]["State"]["Code"] == "active"
    assert ELB.set_security_groups(LoadBalancerArn=arn, SecurityGroups=["sg-2"])["SecurityGroupIds"] == ["sg-2"]
    assert [zone["SubnetId"] for zone in ELB.set_subnets(LoadBalancerArn=arn, Subnets=["subnet-3", "subnet-4"])["AvailabilityZones"]] == ["subnet-3", "subnet-4"]
    assert ELB.set_ip_address_type(LoadBalancerArn=arn, IpAddressType="dualstack")["IpAddressType"] == "dualstack"
    ELB.describe_capacity_reservation(LoadBalancerArn=arn)
    ELB.modify_load_balancer_attributes(LoadBalancerArn=arn, Attributes=[{"Key": "deletion_protection.enabled", "Value": "true"}])
    attributes = {one["Key"]: one["Value"] for one in ELB.describe_load_balancer_attributes(LoadBalancerArn=arn)["Attributes"]}
    assert (attributes["deletion_protection.enabled"], attributes["idle_timeout.timeout_seconds"]) == ("true", "60")
    refused("InvalidConfigurationRequest", ELB.modify_load_balancer_attributes, LoadBalancerArn=arn, Attributes=[{"Key": "colour", "Value": "red"}])
    refused("OperationNotPermitted", ELB.delete_load_balancer, LoadBalancerArn=arn)
    ELB.modify_load_balancer_attributes(LoadBalancerArn=arn, Attributes=[{"Key": "deletion_protection.enabled", "Value": "false"}])
    ELB.add_tags(ResourceArns=[arn], Tags=[{"Key": "b", "Value": "2"}])
    ELB.remove_tags(ResourceArns=[arn], TagKeys=["team"])
    assert ELB.describe_tags(ResourceArns=[arn])["TagDescriptions"][0]["Tags"] == [{"Key": "b", "Value": "2"}]
    ELB.delete_load_balancer(LoadBalancerArn=arn)
    ELB.delete_load_balancer(LoadBalancerArn=arn)
    refused("LoadBalancerNotFound", ELB.describe_load_balancers, LoadBalancerArns=[arn])
    refused("LoadBalancerNotFound", ELB.describe_tags, ResourceArns=[arn])


def test_everything_over_pages():
    arns = [balancer(f"py-pages-{index}") for index in range(3)]
    assert len(pages(ELB, "describe_load_balancers", "LoadBalancers", 2)) >= 3
    refused("ValidationError", ELB.describe_load_balancers, Marker="2")
    for index in range(3):
        group(f"py-pages-{index}")
    assert len(pages(ELB, "describe_target_groups", "TargetGroups", 2)) >= 3
    ports = [listener(arns[0], 18100 + index, fixed(200, "x")) for index in range(3)]
    assert [one["ListenerArn"] for one in pages(ELB, "describe_listeners", "Listeners", 2, LoadBalancerArn=arns[0])] == ports
    for priority in (3, 1, 2):
        ELB.create_rule(ListenerArn=ports[0], Priority=priority, Conditions=[{"Field": "path-pattern", "Values": [f"/{priority}"]}], Actions=fixed(200, "x"))
    rules = pages(ELB, "describe_rules", "Rules", 3, ListenerArn=ports[0])
    assert [one["Priority"] for one in rules] == ["1", "2", "3", "default"]
    for arn in arns:
        ELB.delete_load_balancer(LoadBalancerArn=arn)


def test_target_group_is_created_changed_and_deleted():
    made = ELB.create_target_group(Name="py-tg", Protocol="HTTP", Port=80, VpcId="vpc-1", TargetType="ip", HealthCheckPath="/health", Matcher={"HttpCode": "200-299"})["TargetGroups"][0]
    arn = made["TargetGroupArn"]
    assert (made["HealthCheckPort"], made["Matcher"], made["HealthyThresholdCount"], made["UnhealthyThresholdCount"]) == ("traffic-port", {"HttpCode": "200-299"}, 5, 2)
    assert group("py-tg", Port=80, HealthCheckPath="/health", Matcher={"HttpCode": "200-299"}) == arn
    refused("DuplicateTargetGroupName", group, name="py-tg", Port=81)
    refused("InvalidConfigurationRequest", group, name="py-x", TargetType="lambda")
    refused("InvalidConfigurationRequest", group, name="py-x", Protocol="TCP")
    refused("ValidationError", group, name="py-x", Matcher={"HttpCode": "600"})
    refused("ValidationError", group, name="py-x", HealthCheckPort="none")
    changed = ELB.modify_target_group(TargetGroupArn=arn, HealthCheckPath="/up", HealthCheckPort="9000", HealthCheckIntervalSeconds=10, HealthCheckTimeoutSeconds=2)["TargetGroups"][0]
    assert (changed["HealthCheckPath"], changed["HealthCheckPort"], changed["HealthCheckIntervalSeconds"]) == ("/up", "9000", 10)
    ELB.modify_target_group_attributes(TargetGroupArn=arn, Attributes=[{"Key": "deregistration_delay.timeout_seconds", "Value": "5"}, {"Key": "stickiness.enabled", "Value": "true"}])
    attributes = {one["Key"]: one["Value"] for one in ELB.describe_target_group_attributes(TargetGroupArn=arn)["Attributes"]}
    assert (attributes["deregistration_delay.timeout_seconds"], attributes["stickiness.enabled"]) == ("5", "true")
    refused("ValidationError", ELB.modify_target_group_attributes, TargetGroupArn=arn, Attributes=[{"Key": "deregistration_delay.timeout_seconds", "Value": "x"}])
    ELB.delete_target_group(TargetGroupArn=arn)
    refused("TargetGroupNotFound", ELB.describe_target_groups, Names=["py-tg"])
    refused("TargetGroupNotFound", ELB.modify_target_group, TargetGroupArn=arn)


def test_targets_are_served_weighed_checked_and_drained():
    (blue, blue_port), (green, green_port) = server("blue"), server("green")
    owner = balancer("py-serve")
    groups = {}
    for name, port in (("blue", blue_port), ("green", green_port)):
        groups[name] = group(f"py-{name}", HealthCheckPath="/health", HealthCheckIntervalSeconds=5, HealthCheckTimeoutSeconds=2, UnhealthyThresholdCount=2, HealthyThresholdCount=2)
        ELB.modify_target_group_attributes(TargetGroupArn=groups[name], Attributes=[{"Key": "deregistration_delay.timeout_seconds", "Value": "1"}])
        assert ELB.describe_target_health(TargetGroupArn=groups[name], Targets=[{"Id": "127.0.0.1", "Port": port}])["TargetHealthDescriptions"][0]["TargetHealth"]["Reason"] == "Target.NotRegistered"
        ELB.register_targets(TargetGroupArn=groups[name], Targets=[{"Id": "127.0.0.1", "Port": port}])
        assert ELB.describe_target_health(TargetGroupArn=groups[name])["TargetHealthDescriptions"][0]["TargetHealth"]["State"] == "unused"
    refused("InvalidTarget", ELB.register_targets, TargetGroupArn=groups["blue"], Targets=[{"Id": "10.0.0.1"}])

    def forward(blue_weight, green_weight):
        return [{"Type": "forward", "ForwardConfig": {"TargetGroups": [
            {"TargetGroupArn": groups["blue"], "Weight": blue_weight}, {"TargetGroupArn": groups["green"], "Weight": green_weight}]}}]
    port = 18180
    front = listener(owner, port, forward(1, 1))
    url = f"http://127.0.0.1:{local_port(front)}"

    def states():
        return [one["TargetHealth"]["State"] for arn in groups.values() for one in ELB.describe_target_health(TargetGroupArn=arn)["TargetHealthDescriptions"]]
    eventually(lambda: states() == ["healthy", "healthy"])
    assert {requests.get(url).text for _ in range(10)} == {"blue", "green"}
    ELB.modify_listener(ListenerArn=front, DefaultActions=forward(0, 1))
    assert {requests.get(url).text for _ in range(5)} == {"green"}
    rule = ELB.create_rule(ListenerArn=front, Priority=5, Actions=[{"Type": "forward", "TargetGroupArn": groups["blue"]}], Conditions=[
        {"Field": "path-pattern", "PathPatternConfig": {"Values": ["/api/*"]}}, {"Field": "host-header", "HostHeaderConfig": {"Values": ["*.test"]}}])["Rules"][0]
    assert requests.get(url + "/api/x", headers={"Host": "a.test"}).text == "blue"
    assert requests.get(url + "/api/x").text == "green"
    ELB.modify_rule(RuleArn=rule["RuleArn"], Conditions=[{"Field": "path-pattern", "Values": ["/v2"]}], Actions=[{"Type": "redirect", "RedirectConfig": {"StatusCode": "HTTP_302", "Host": "other.test", "Path": "/new/#{path}"}}])
    answer = requests.get(url + "/v2?a=1", allow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"http://other.test:{local_port(front)}/new/v2?a=1"), answer.headers
    refused("ResourceInUse", ELB.delete_target_group, TargetGroupArn=groups["green"])
    ELB.deregister_targets(TargetGroupArn=groups["green"], Targets=[{"Id": "127.0.0.1", "Port": green_port}])
    eventually(lambda: states() == ["healthy"])
    assert requests.get(url).status_code == 503
    ELB.delete_rule(RuleArn=rule["RuleArn"])
    refused("RuleNotFound", ELB.delete_rule, RuleArn=rule["RuleArn"])
    ELB.delete_listener(ListenerArn=front)
    eventually(lambda: refuses(url))
    refused("ListenerNotFound", ELB.delete_listener, ListenerArn=front)
    ELB.delete_load_balancer(LoadBalancerArn=owner)
    for arn in groups.values():
        ELB.delete_target_group(TargetGroupArn=arn)
    blue.shutdown()
    green.shutdown()


def refuses(url):
    try:
        requests.get(url, timeout=2)
    except requests.ConnectionError:
        return True
    return False


def test_listener_constraints_and_ports():
    owner = balancer("py-ports")
    front = listener(owner, 18190, fixed(418, "tea"))
    answer = requests.get(f"http://127.0.0.1:{local_port(front)}/")
    assert (answer.status_code, answer.text) == (418, "tea")
    assert listener(owner, 18190, fixed(418, "tea")) == front
    refused("DuplicateListener", listener, owner=owner, port=18190, actions=fixed(200, "x"))
    refused("CertificateNotFound", listener, owner=owner, port=18191, actions=fixed(200, "x"), Protocol="HTTPS")
    refused("InvalidConfigurationRequest", listener, owner=owner, port=18191, actions=fixed(200, "x"), Certificates=[{"CertificateArn": "arn:aws:acm:x"}])
    refused("UnsupportedProtocol", listener, owner=owner, port=18191, actions=fixed(200, "x"), Protocol="TCP")
    refused("TargetGroupNotFound", listener, owner=owner, port=18191, actions=[{"Type": "forward", "TargetGroupArn": MISSING + "targetgroup/x/1"}])
    refused("TooManyActions", listener, owner=owner, port=18191, actions=fixed(200, "x") * 2)
    refused("InvalidLoadBalancerAction", listener, owner=owner, port=18191, actions=[{"Type": "authenticate-oidc"}])
    refused("LoadBalancerNotFound", listener, owner=MISSING + "loadbalancer/app/x/1", port=18191, actions=fixed(200, "x"))
    refused("ValidationError", ELB.describe_listeners)
    refused("MalformedInput", ELB.describe_listeners, LoadBalancerArn=owner, PageSize="many")
    moved = ELB.modify_listener(ListenerArn=front, Port=18192)["Listeners"][0]
    assert moved["Port"] == 18192
    assert requests.get(f"http://127.0.0.1:{local_port(front)}/").text == "tea"
    ELB.modify_listener_attributes(ListenerArn=front, Attributes=[{"Key": "routing.http.response.server.enabled", "Value": "false"}])
    refused("InvalidConfigurationRequest", ELB.modify_listener_attributes, ListenerArn=front, Attributes=[{"Key": "deploycrew.local_port", "Value": "1"}])
    refused("UnsupportedProtocol", ELB.add_listener_certificates, ListenerArn=front, Certificates=[{"CertificateArn": "arn:aws:acm:a"}])
    ELB.delete_load_balancer(LoadBalancerArn=owner)


def test_https_with_certificates_of_elsewhere():
    owner = balancer("py-tls")
    front = listener(owner, 18443, fixed(200, "secure"), Protocol="HTTPS", Certificates=[{"CertificateArn": "arn:aws:acm:eu-west-1:1:certificate/a"}])
    back = listener(owner, 18080, [{"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS", "Port": "18443", "StatusCode": "HTTP_301"}}])
    found = ELB.describe_listeners(ListenerArns=[front])["Listeners"][0]
    assert (found["SslPolicy"], found["Certificates"]) == ("ELBSecurityPolicy-2016-08", [{"CertificateArn": "arn:aws:acm:eu-west-1:1:certificate/a"}])
    assert requests.get(f"https://localhost:{local_port(front)}/", verify=False).text == "secure"
    answer = requests.get(f"http://localhost:{local_port(back)}/a?b=1", allow_redirects=False)
    assert answer.headers["Location"] == f"https://localhost:{local_port(front)}/a?b=1"
    ELB.add_listener_certificates(ListenerArn=front, Certificates=[{"CertificateArn": "arn:aws:acm:b"}, {"CertificateArn": "arn:aws:acm:c"}])
    assert len(pages(ELB, "describe_listener_certificates", "Certificates", 2, ListenerArn=front)) == 3
    refused("TooManyCertificates", ELB.add_listener_certificates, ListenerArn=front, Certificates=[{"CertificateArn": f"arn:aws:acm:{n}"} for n in range(24)])
    refused("OperationNotPermitted", ELB.remove_listener_certificates, ListenerArn=front, Certificates=[{"CertificateArn": "arn:aws:acm:eu-west-1:1:certificate/a"}])
    ELB.remove_listener_certificates(ListenerArn=front, Certificates=[{"CertificateArn": "arn:aws:acm:b"}])
    ELB.delete_load_balancer(LoadBalancerArn=owner)


def test_rules_by_header_query_method_and_address():
    owner = balancer("py-conditions")
    front = listener(owner, 18210, fixed(404, "none"))
    wanted = [
        {"Field": "http-header", "HttpHeaderConfig": {"HttpHeaderName": "X-Team", "Values": ["a*", "b"]}},
        {"Field": "query-string", "QueryStringConfig": {"Values": [{"Key": "version", "Value": "v?"}, {"Value": "any"}]}},
        {"Field": "http-request-method", "HttpRequestMethodConfig": {"Values": ["PUT"]}},
        {"Field": "source-ip", "SourceIpConfig": {"Values": ["127.0.0.0/8", "::1/128"]}},
    ]
    for priority, condition in enumerate(wanted, 1):
        path = [{"Field": "path-pattern", "PathPatternConfig": {"Values": [f"/{priority}"]}}]
        made = ELB.create_rule(ListenerArn=front, Priority=priority, Conditions=[condition] + path, Actions=fixed(200, str(priority)))["Rules"][0]
        assert condition in ELB.describe_rules(RuleArns=[made["RuleArn"]])["Rules"][0]["Conditions"]
    at = f"http://127.0.0.1:{local_port(front)}"
    for method, url, headers, text in (
            ("GET", "/1", {"x-team": "Alpha"}, "1"), ("GET", "/1", {"x-team": "c"}, "none"), ("GET", "/1", {}, "none"),
            ("GET", "/2?VERSION=v2", {}, "2"), ("GET", "/2?version=v22", {}, "none"), ("GET", "/2?x=any", {}, "2"),
            ("PUT", "/3", {}, "3"), ("GET", "/3", {}, "none"), ("GET", "/4", {}, "4")):
        assert requests.request(method, at + url, headers=headers).text == text, (method, url, headers)
    for condition in (
            {"Field": "source-ip", "SourceIpConfig": {"Values": ["localhost"]}}, {"Field": "http-header", "HttpHeaderConfig": {"Values": ["a"]}},
            {"Field": "query-string", "QueryStringConfig": {"Values": []}}):
        refused("ValidationError", ELB.create_rule, ListenerArn=front, Priority=9, Conditions=[condition], Actions=fixed(200, "x"))
    refused("InvalidConfigurationRequest", ELB.create_rule, ListenerArn=front, Priority=9, Conditions=[wanted[3], wanted[3]], Actions=fixed(200, "x"))
    ELB.delete_load_balancer(LoadBalancerArn=owner)


def test_rule_constraints_and_priorities():
    owner = balancer("py-rules")
    front = listener(owner, 18200, fixed(404, "none"))

    def rule(priority, field="path-pattern", values=("/x",), actions=None):
        return ELB.create_rule(ListenerArn=front, Priority=priority, Conditions=[{"Field": field, "Values": list(values)}], Actions=actions or fixed(200, str(priority)))["Rules"][0]["RuleArn"]
    one, two = rule(1), rule(2)
    refused("PriorityInUse", rule, priority=1)
    refused("InvalidConfigurationRequest", rule, priority=9, values=["/1", "/2", "/3", "/4", "/5", "/6"])
    refused("ValidationError", rule, priority=9, field="moon-phase", values=["full"])
    refused("ValidationError", rule, priority=0)
    refused("ValidationError", rule, priority=9, values=[])
    assert requests.get(f"http://127.0.0.1:{local_port(front)}/x").text == "1"
    ELB.set_rule_priorities(RulePriorities=[{"RuleArn": one, "Priority": 2}, {"RuleArn": two, "Priority": 1}])
    assert requests.get(f"http://127.0.0.1:{local_port(front)}/x").text == "2"
    refused("PriorityInUse", ELB.set_rule_priorities, RulePriorities=[{"RuleArn": one, "Priority": 1}])
    refused("RuleNotFound", ELB.describe_rules, RuleArns=[MISSING + "listener-rule/x"])
    default = next(found["RuleArn"] for found in ELB.describe_rules(ListenerArn=front)["Rules"] if found["IsDefault"])
    refused("OperationNotPermitted", ELB.delete_rule, RuleArn=default)
    ELB.delete_load_balancer(LoadBalancerArn=owner)
