"""Clients of the local cloud that AWS_ENDPOINT_URL names, and how a request is refused."""
import os
import time

import boto3
import botocore.config
import botocore.exceptions

IMAGE = os.environ.get("CONFORMANCE_IMAGE")  # 127.0.0.1:port/repository@sha256:…, an app that serves on its first port


def of(service, **changes):
    # Requests that are wrong go out as they are: it is the server's refusal that is looked at.
    config = botocore.config.Config(retries={"total_max_attempts": 1}, parameter_validation=False)
    return boto3.client(service, config=config, **changes)


def refused(code, call, **parameters):
    """Calls what must fail with that error code, and a 4xx."""
    try:
        answer = call(**parameters)
    except botocore.exceptions.ClientError as error:
        found = error.response["Error"]["Code"]
        assert found == code, f"expected {code}, got {found}: {error}"
        assert 400 <= error.response["ResponseMetadata"]["HTTPStatusCode"] < 500, error.response
        assert error.response["ResponseMetadata"]["RequestId"], error.response
        return error.response["Error"]["Message"]
    raise AssertionError(f"expected {code}, got {answer}")


def pages(client, operation, member, size, **parameters):
    """Everything that a paginator finds; with a page of that size there must be more than one."""
    found, count = [], 0
    for page in every_page(client, operation, size, parameters):
        assert len(page[member]) <= size, page
        found += page[member]
        count += 1
    assert count > 1, f"{operation} had one page only"
    return found


def every_page(client, operation, size, parameters):
    if client.can_paginate(operation):
        yield from client.get_paginator(operation).paginate(PaginationConfig={"PageSize": size}, **parameters)
        return
    # botocore has no paginator for some: their members are called as their service calls them.
    token, most = ("nextToken", "maxResults") if client.meta.service_model.service_name == "ecs" else ("NextToken", "MaxResults")
    page = getattr(client, operation)(**{most: size}, **parameters)
    yield page
    while token in page:
        page = getattr(client, operation)(**{most: size, token: page[token]}, **parameters)
        yield page


def eventually(look, seconds=30):
    """What look() finds, as soon as it finds something."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        assert time.monotonic() < deadline, f"gave up waiting: {look.__name__}"
        time.sleep(0.1)
