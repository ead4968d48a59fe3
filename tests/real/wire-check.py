"""Holds what went over the wire against AWS's own service models, as botocore ships them.

usage: wire-check.py FILE     FILE: one exchange a line, {"service","target","form","status","request","response"}
Every member that the model does not have, every wrong type, missing required member, unknown enum value or number out of range is a line
of output; the exit code is 1 when there is one.
"""
import base64
import json
import re
import sys
import urllib.parse
import xml.etree.ElementTree as ElementTree

import botocore.session

# In ECS's model of 2026-08-07; botocores before that do not have them yet. (service, structure) -> members
NEWER = {("ecs", "DeploymentCircuitBreaker"): {"thresholdConfiguration", "resetOnHealthyTask"}}

SESSION = botocore.session.get_session()
MODELS = {}
PROBLEMS = []
SERVICE = ""


def model(service):
    if service not in MODELS:
        name = {"elasticloadbalancing": "elbv2", "tagging": "resourcegroupstaggingapi"}.get(service, service)
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
        if enum and value not in enum:
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


def from_form(shape, fields, where):
    """Names.member.1=a -> {"Names": ["a"]}, read by the shape."""
    kind = shape.type_name
    if kind == "structure":
        groups = {}
        for key, value in fields.items():
            head, _, tail = key.partition(".")
            groups.setdefault(head, {})[tail] = value
        result = {}
        for name, inner in groups.items():
            if name not in shape.members:
                problem(where, f"has no member '{name}'")
            else:
                result[name] = from_form(shape.members[name], inner, f"{where}.{name}")
        return result
    if kind == "list":
        groups = {}
        for key, value in fields.items():
            if key == "":
                continue  # an empty list is written as Names=
            parts = key.split(".", 2)
            if parts[0] != "member":
                problem(where, f"expected member.N, found '{key}'")
                continue
            groups.setdefault(int(parts[1]), {})[parts[2] if len(parts) > 2 else ""] = value
        return [from_form(shape.member, groups[index], f"{where}[{index}]") for index in sorted(groups)]
    return convert(shape, fields.get("", ""), where)


def check_error(operation, exchange, where):
    if exchange["target"]:
        body = json.loads(exchange["response"])
        if not isinstance(body.get("__type"), str):
            problem(where, "an error without __type")
        return
    root = ElementTree.fromstring(exchange["response"])
    if root.tag.split("}")[-1] != "ErrorResponse" or not [node for node in root.iter() if node.tag.split("}")[-1] == "Code"]:
        problem(where, "an error that is not an ErrorResponse with a Code")


def check_exchange(exchange):
    global SERVICE
    SERVICE = exchange["service"]
    service = model(exchange["service"])
    if exchange["target"]:
        prefix, _, name = exchange["target"].rpartition(".")
        if prefix != service.metadata.get("targetPrefix"):
            problem(exchange["target"], f"the model's prefix is {service.metadata.get('targetPrefix')}")
    else:
        fields = dict(urllib.parse.parse_qsl(exchange["request"], keep_blank_values=True))
        name = fields.pop("Action")
        if fields.pop("Version", None) != service.api_version:
            problem(name, f"the model's version is {service.api_version}")
    where = f"{exchange['service']}:{name}"
    if name not in service.operation_names:
        return problem(where, "is not in the model")
    operation = service.operation_model(name)
    if exchange["status"] >= 300:
        return check_error(operation, exchange, where + " error")  # what was refused may well be wrong
    request = json.loads(exchange["request"] or "{}") if exchange["target"] else from_form(operation.input_shape, fields, where + " request") if operation.input_shape else {}
    if operation.input_shape:
        check(operation.input_shape, request, where + " request", False)
    if exchange["target"]:
        answer = json.loads(exchange["response"] or "{}")
    else:
        root = ElementTree.fromstring(exchange["response"])
        if root.tag != f"{{{service.metadata['xmlNamespace']}}}{name}Response":
            problem(where + " response", f"its root is {root.tag}")
        result = [node for node in root if node.tag.split("}")[-1] == name + "Result"]
        if not result:
            return problem(where + " response", f"has no {name}Result")
        answer = from_xml(operation.output_shape, result[0], where + " response")
    if operation.output_shape:
        check(operation.output_shape, answer, where + " response", True)
    elif answer:
        problem(where + " response", f"the model has no answer, found {answer!r}")


def main():
    operations = set()
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            exchange = json.loads(line)
            operations.add((exchange["service"], exchange["target"] or dict(urllib.parse.parse_qsl(exchange["request"]))["Action"]))
            check_exchange(exchange)
    for text in sorted(set(PROBLEMS)):
        print(text)
    print(f"{len(operations)} operations, {len(set(PROBLEMS))} problems", file=sys.stderr)
    sys.exit(1 if PROBLEMS else 0)


main()
