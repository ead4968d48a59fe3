"""Holds what went over the wire against AWS's own service models, as botocore ships them.

usage: wire-check.py FILE|FOLDER
FILE has one exchange a line: {"service", "target", "method", "path", "status", "request", "response", "local"}; "local" is false for answers that
are not the local cloud's, of which only the requests are checked. Every member that the model does not have, every wrong type, missing required member, unknown enum value or number out of range is a line
of output; the exit code is 1 when there is one.
"""
import base64
import json
import os
import re
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree

import botocore.compat
import botocore.parsers
import botocore.session

# In ECS's model of 2026-08-07; botocores before that do not have them yet. (service, structure) -> members
NEWER = {("ecs", "DeploymentCircuitBreaker"): {"thresholdConfiguration", "resetOnHealthyTask"}}

# The same for values: ServiceDeployment.lifecycleStage may be every stage that a hook can be at.
NEWER_VALUES = {("ecs", "ServiceDeploymentLifecycleStage"): {"PRE_PRODUCTION_TRAFFIC_SHIFT"}}

# The vendor's own clients make these requests, not ours.
VENDORS_OWN = {"s3", "dynamodb"}

SESSION = botocore.session.get_session()
MODELS = {}
PROBLEMS = []
SERVICE = ""
OPERATIONS = set()


def model(service):
    if service not in MODELS:
        name = {"elasticloadbalancing": "elbv2", "tagging": "resourcegroupstaggingapi", "monitoring": "cloudwatch", "servicequotas": "service-quotas"}.get(service, service)
        MODELS[service] = SESSION.get_service_model(name)
    return MODELS[service]


def problem(where, text):
    PROBLEMS.append(f"{where}: {text}")


def check_scalar(shape, value, where, is_answer):
    kind = shape.type_name
    if kind == "string":
        if not isinstance(value, str):
            return problem(where, f"expected a string, found {value!r}")
        enum = getattr(shape, "enum", None)
        if enum and value not in enum and value not in NEWER_VALUES.get((SERVICE, shape.name), ()):
            return problem(where, f"{value!r} is not one of {enum}")
        if not is_answer:
            low, high = shape.metadata.get("min"), shape.metadata.get("max")
            if (low is not None and len(value) < low) or (high is not None and len(value) > high):
                return problem(where, f"length {len(value)} is not within {low}..{high}")
            pattern = shape.metadata.get("pattern")
            if pattern:
                try:
                    if not re.search(pattern, value):
                        return problem(where, f"{value!r} does not match {pattern}")
                except re.error:
                    pass  # a pattern of Java's that Python does not have
    elif kind in ("integer", "long"):
        if not isinstance(value, int) or isinstance(value, bool):
            return problem(where, f"expected an integer, found {value!r}")
        low, high = shape.metadata.get("min"), shape.metadata.get("max")
        if not is_answer and ((low is not None and value < low) or (high is not None and value > high)):
            return problem(where, f"{value} is not within {low}..{high}")
    elif kind in ("double", "float", "timestamp"):
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            return problem(where, f"expected a number, found {value!r}")
    elif kind == "boolean":
        if not isinstance(value, bool):
            return problem(where, f"expected a boolean, found {value!r}")
    elif kind == "blob":
        try:
            base64.b64decode(value, validate=True)
        except Exception:
            problem(where, "expected base64")


def check(shape, value, where, is_answer):
    if value is None:
        if not is_answer:
            problem(where, "is null")
        return
    kind = shape.type_name
    if kind == "structure":
        if not isinstance(value, dict):
            return problem(where, f"expected an object, found {value!r}")
        for name in value:
            if name in NEWER.get((SERVICE, shape.name), ()) and name not in shape.members:
                continue
            if name not in shape.members:
                problem(where, f"has no member '{name}'")
            else:
                check(shape.members[name], value[name], f"{where}.{name}", is_answer)
        for name in shape.required_members:
            if name not in value:
                problem(where, f"'{name}' is required")
    elif kind == "list":
        if not isinstance(value, list):
            return problem(where, f"expected a list, found {value!r}")
        high = shape.metadata.get("max")
        if not is_answer and high is not None and len(value) > high:
            problem(where, f"has {len(value)} items, {high} are allowed")
        for index, item in enumerate(value):
            check(shape.member, item, f"{where}[{index}]", is_answer)
    elif kind == "map":
        for key in value:
            check(shape.value, value[key], f"{where}[{key}]", is_answer)
    else:
        check_scalar(shape, value, where, is_answer)


def convert(shape, text, where):
    try:
        if shape.type_name in ("integer", "long"):
            return int(text)
        if shape.type_name in ("double", "float"):
            return float(text)
        if shape.type_name == "boolean":
            return {"true": True, "false": False}[text]
        if shape.type_name == "timestamp":
            return 0 if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", text) else text
    except (ValueError, KeyError):
        problem(where, f"expected {shape.type_name}, found {text!r}")
        return None
    return text


def from_xml(shape, node, where):
    kind = shape.type_name
    local = lambda child: child.tag.split("}")[-1]
    if kind == "structure":
        value = {}
        for child in node:
            name = local(child)
            if name not in shape.members:
                problem(where, f"has no member '{name}'")
            else:
                value[name] = from_xml(shape.members[name], child, f"{where}.{name}")
        return value
    if kind == "list":
        wanted = shape.member.serialization.get("name", "member")
        for child in node:
            if local(child) != wanted:
                problem(where, f"expected <{wanted}>, found <{local(child)}>")
        return [from_xml(shape.member, child, f"{where}[]") for child in node]
    return convert(shape, node.text or "", where)


def form_name(shape, member, protocol):
    serialization = shape.members[member].serialization
    if protocol != "ec2":
        return serialization.get("name", member)
    return serialization.get("queryName") or serialization.get("name", member)[0].upper() + serialization.get("name", member)[1:]


def grouped(fields):
    """{"Names.member.1": "a", …} by the part before the first dot."""
    groups = {}
    for key, value in fields.items():
        head, _, tail = key.partition(".")
        groups.setdefault(head, {})[tail] = value
    return groups


def from_form(shape, fields, where, protocol):
    """Names.member.1=a -> {"Names": ["a"]}, read by the shape; EC2's variant has no member."""
    kind = shape.type_name
    if kind == "structure":
        names = {form_name(shape, member, protocol): member for member in shape.members}
        result = {}
        for name, inner in grouped(fields).items():
            if name not in names:
                problem(where, f"has no member '{name}'")
            else:
                result[names[name]] = from_form(shape.members[names[name]], inner, f"{where}.{name}", protocol)
        return result
    if kind == "list":
        if list(fields) == [""]:
            return []  # an empty list is written as Names=
        if protocol != "ec2" and not shape.serialization.get("flattened"):
            wanted = shape.member.serialization.get("name", "member")
            for name in grouped(fields):
                if name not in (wanted, ""):
                    problem(where, f"expected {wanted}.N, found '{name}'")
            fields = grouped(fields).get(wanted, {})
        items = grouped(fields)
        if any(not index.isdigit() for index in items):
            return problem(where, f"expected numbers, found {sorted(items)}")
        return [from_form(shape.member, items[index], f"{where}[{index}]", protocol) for index in sorted(items, key=int)]
    return convert(shape, fields.get("", ""), where)


def from_path(service, exchange):
    """The operation of a REST request and what its path and query say; None when there is no such operation."""
    path, _, query = exchange["path"].partition("?")
    for name in service.operation_names:
        operation = service.operation_model(name)
        template = operation.http["requestUri"].partition("?")[0]
        if operation.http["method"] != exchange["method"]:
            continue
        found = re.fullmatch(re.sub(r"\\\{(\w+)\\\+?\}", r"(?P<\1>[^/]+)", re.escape(template)), path.rstrip("/") if template != "/" else path)
        if not found:
            continue
        request, members = {}, operation.input_shape.members
        places = {(member.serialization.get("location"), member.serialization.get("name", key)): key for key, member in members.items()}
        for place, values in (("uri", found.groupdict()), ("querystring", dict(urllib.parse.parse_qsl(query)))):
            for key, value in values.items():
                if (place, key) not in places:
                    problem(f"{exchange['service']}:{name} request", f"has no member '{key}'")
                else:
                    member = places[(place, key)]
                    request[member] = convert(members[member], urllib.parse.unquote(value), f"{exchange['service']}:{name} request.{key}")
        return name, request
    return None


def check_error(operation, exchange, where):
    if exchange["target"]:
        body = json.loads(exchange["response"])
        if not isinstance(body.get("__type"), str):
            problem(where, "an error without __type")
        return
    root = ElementTree.fromstring(exchange["response"])
    if root.tag.split("}")[-1] != "ErrorResponse" or not [node for node in root.iter() if node.tag.split("}")[-1] == "Code"]:
        problem(where, "an error that is not an ErrorResponse with a Code")


def read_request(service, exchange):
    """The operation and its input, as the service's protocol has them on the wire."""
    if exchange["target"]:
        prefix, _, name = exchange["target"].rpartition(".")
        if prefix != service.metadata.get("targetPrefix"):
            problem(exchange["target"], f"the model's prefix is {service.metadata.get('targetPrefix')}")
        return name, json.loads(exchange["request"] or "{}")
    if service.protocol == "rest-xml":
        found = from_path(service, exchange)
        if found is None:
            problem(f"{exchange['service']}:{exchange['method']} {exchange['path']}", "is not in the model")
        return found or (None, None)
    fields = dict(urllib.parse.parse_qsl(exchange["request"], keep_blank_values=True))
    name = fields.pop("Action", None)
    if fields.pop("Version", None) != service.api_version:
        problem(f"{exchange['service']}:{name}", f"the model's version is {service.api_version}")
    if name not in service.operation_names or exchange["status"] >= 300:
        return name, None  # what was refused may well be wrong
    shape = service.operation_model(name).input_shape
    return name, from_form(shape, fields, f"{exchange['service']}:{name} request", service.protocol) if shape else {}


def check_answer(service, operation, exchange, where):
    status, body = exchange["status"], exchange["response"]
    # What came as CBOR is written down as JSON; our own client speaks JSON to such services anyway.
    protocol = "json" if service.protocol == "smithy-rpc-v2-cbor" else service.protocol
    parsed = botocore.parsers.create_parser(protocol).parse(
        {"headers": botocore.compat.HTTPHeaders(), "body": body.encode(), "status_code": status}, operation.output_shape)
    if status >= 300:
        if parsed.get("Error", {}).get("Code") in (None, "", str(status)):
            problem(where + " error", "botocore reads no code in it")
        return check_error(operation, exchange, where + " error")
    if exchange["target"]:
        answer = json.loads(body or "{}")
    else:
        root = ElementTree.fromstring(body)
        if root.tag != f"{{{service.metadata['xmlNamespace']}}}{operation.name}Response":
            problem(where + " response", f"its root is {root.tag}")
        result = [node for node in root if node.tag.split("}")[-1] == operation.name + "Result"]
        if not result and operation.output_shape:
            return problem(where + " response", f"has no {operation.name}Result")
        answer = from_xml(operation.output_shape, result[0], where + " response") if operation.output_shape else None
    if operation.output_shape:
        check(operation.output_shape, answer, where + " response", True)
    elif answer:
        problem(where + " response", f"the model has no answer, found {answer!r}")


def check_exchange(exchange):
    global SERVICE
    SERVICE = exchange["service"]
    service = model(exchange["service"])
    name, request = read_request(service, exchange)
    where = f"{exchange['service']}:{name}"
    if name not in service.operation_names:
        return problem(where, "is not in the model")
    operation = service.operation_model(name)
    # A request that was refused for what is in it may be what a test is about; what was taken must hold.
    if operation.input_shape and exchange["status"] < 300:
        check(operation.input_shape, request, where + " request", False)
    if exchange.get("local", True):
        check_answer(service, operation, exchange, where)
    OPERATIONS.add(where)


def main():
    exchanges = 0
    for path in files(sys.argv[1]):
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                exchange = json.loads(line)
                if exchange["service"] in VENDORS_OWN:
                    continue
                exchanges += 1
                check_exchange(exchange)
    for text in sorted(set(PROBLEMS)):
        print(text)
    print(f"{exchanges} exchanges, {len(OPERATIONS)} operations, {len(set(PROBLEMS))} problems", file=sys.stderr)
    sys.exit(1 if PROBLEMS or not exchanges else 0)


def files(path):
    return sorted(os.path.join(path, name) for name in os.listdir(path)) if os.path.isdir(path) else [path]


main()
