"""How fast the local cloud answers when it is full, beside moto in the same run.

usage: local-cloud.py [--services 200] [--tasks 10] [--calls 100]

Starts a local cloud of its own (./deploycrew local up) and a moto server, gives both the same services, has the local cloud run the tasks (real
processes that sleep; moto has none), and asks both the same with the same boto3 client. Prints medians, the slowest of a hundred, the ratio, and
the memory of both.
"""
import argparse
import contextlib
import hashlib
import io
import json
import os
import socket
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.request

import boto3
from botocore.config import Config

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REGION = "eu-west-1"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--services", type=int, default=200)
    parser.add_argument("--tasks", type=int, default=10, help="tasks of each service")
    parser.add_argument("--calls", type=int, default=100)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as home, local_cloud(home) as cloud, moto() as other:
        image = push_sleeper(cloud)
        ours, theirs = clients(cloud["endpoint"], cloud), clients(other["endpoint"], None)
        for client in (ours, theirs):
            fill(client, image, options)
        wait_for_tasks(ours, options)
        print(f"{options.services} services, {options.services * options.tasks} tasks; {options.calls} calls each, one after another, boto3")
        print(f"{'call: median (99th of a hundred)':42} {'local cloud':>20} {'moto':>20}  ratio")
        for name, call in CALLS.items():
            a = measure(call, ours, options)
            b = None if name in OURS_ONLY else measure(call, theirs, options)
            ratio = f"{statistics.median(a) / statistics.median(b):6.2f}" if b else ""
            print(f"{name:42} {text(a):>20} {text(b) if b else '':>20} {ratio}")
        print(f"memory: local cloud {resident(cloud['processId'])} MiB, moto {resident(other['processId'])} MiB")


CALLS = {
    "DescribeServices, 10 of them": lambda client, i, options: client.describe_services(cluster="c", services=[f"s{(i * 10 + k) % options.services}" for k in range(10)]),
    "ListServices, a page of 100": lambda client, i, options: client.list_services(cluster="c", maxResults=100),
    "ListTasks of a service": lambda client, i, options: client.list_tasks(cluster="c", serviceName=f"s{i % options.services}"),
    "ListTasks of the cluster, a page of 100": lambda client, i, options: client.list_tasks(cluster="c", maxResults=100),
    "DescribeClusters": lambda client, i, options: client.describe_clusters(clusters=["c"]),
    "ListServiceDeployments, then Describe": lambda client, i, options: client.describe_service_deployments(
        serviceDeploymentArns=[one["serviceDeploymentArn"] for one in client.list_service_deployments(cluster="c", service=f"s{i % options.services}")["serviceDeployments"]]),
    "ListTasks, then DescribeTasks of 10": lambda client, i, options: client.describe_tasks(
        cluster="c", tasks=client.list_tasks(cluster="c", serviceName=f"s{i % options.services}")["taskArns"]),
}


# moto has neither service deployments nor tasks of services.
OURS_ONLY = {"ListServiceDeployments, then Describe", "ListTasks, then DescribeTasks of 10"}


def measure(call, client, options):
    durations = []
    for i in range(options.calls):
        started = time.perf_counter()
        call(client, i, options)
        durations.append((time.perf_counter() - started) * 1000)
    return durations


def text(durations):
    return f"{statistics.median(durations):.1f} ({sorted(durations)[int(len(durations) * 0.99)]:.1f}) ms"


def clients(endpoint, cloud):
    return boto3.client(
        "ecs", endpoint_url=endpoint, region_name=REGION, config=Config(retries={"total_max_attempts": 1}, read_timeout=120),
        aws_access_key_id=cloud["accessKeyId"] if cloud else "AKIAIOSFODNN7EXAMPLE",
        aws_secret_access_key=cloud["secretAccessKey"] if cloud else "none")


def fill(client, image, options):
    client.create_cluster(clusterName="c")
    client.register_task_definition(family="sleeper", cpu="256", memory="512", networkMode="awsvpc", containerDefinitions=[{"name": "sleeper", "image": image}])
    started = time.perf_counter()
    for i in range(options.services):
        client.create_service(cluster="c", serviceName=f"s{i}", taskDefinition="sleeper", desiredCount=options.tasks, launchType="FARGATE")
    print(f"CreateService x {options.services}: {(time.perf_counter() - started) / options.services * 1000:.1f} ms each", file=sys.stderr)


def wait_for_tasks(client, options):
    wanted, deadline, started = options.services * options.tasks, time.time() + 600, time.time()
    while (running := client.describe_clusters(clusters=["c"])["clusters"][0]["runningTasksCount"]) < wanted:
        if time.time() > deadline:
            sys.exit(f"{running} of {wanted} tasks run after ten minutes")
        time.sleep(1)
    print(f"{wanted} tasks run after {time.time() - started:.0f} s", file=sys.stderr)
    time.sleep(3)


@contextlib.contextmanager
def local_cloud(home):
    environment = {**os.environ, "DEPLOYCREW_HOME": home, "DOCKER_HOST": "unix:///nowhere/docker.sock"}
    run = lambda *arguments: subprocess.run([os.path.join(ROOT, "deploycrew"), "local", *arguments], env=environment, check=True, capture_output=True).stdout
    run("up", "--region", REGION)
    try:
        yield json.loads(run("status", "--format", "json"))
    finally:
        run("down")


@contextlib.contextmanager
def moto():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    endpoint = f"http://127.0.0.1:{port}"
    try:
        for _ in range(300):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(endpoint + "/moto-api/")
                break
            time.sleep(0.1)
        yield {"endpoint": endpoint, "processId": process.pid}
    finally:
        process.terminate()
        process.wait()


def push_sleeper(cloud):
    """An image whose command sleeps; its reference by digest."""
    ecr = boto3.client("ecr", endpoint_url=cloud["endpoint"], region_name=REGION, aws_access_key_id=cloud["accessKeyId"], aws_secret_access_key=cloud["secretAccessKey"])
    repository = ecr.create_repository(repositoryName="sleeper")["repository"]["repositoryUri"]
    token = ecr.get_authorization_token()["authorizationData"][0]
    host = repository.split("/")[0]

    def put(path, content, kind="application/octet-stream", method="PUT"):
        request = urllib.request.Request(f"http://{host}/v2/sleeper/{path}", content, {"Authorization": "Basic " + token["authorizationToken"], "Content-Type": kind}, method=method)
        urllib.request.urlopen(request).read()

    def blob(content):
        digest = "sha256:" + hashlib.sha256(content).hexdigest()
        put(f"blobs/uploads/?digest={digest}", content, method="POST")
        return {"digest": digest, "size": len(content)}

    layer = io.BytesIO()
    with tarfile.open(fileobj=layer, mode="w") as tar:
        tar.addfile(tarfile.TarInfo("app.txt"), io.BytesIO(b""))
    config = {"architecture": "amd64", "os": "linux", "config": {"Cmd": ["sleep", "86400"], "Labels": {"io.deploycrew.base": "host"}},
              "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(layer.getvalue()).hexdigest()]}}
    manifest = json.dumps({
        "schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": {"mediaType": "application/vnd.oci.image.config.v1+json", **blob(json.dumps(config).encode())},
        "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", **blob(layer.getvalue())}]}).encode()
    put("manifests/latest", manifest, "application/vnd.oci.image.manifest.v1+json")
    return f"{repository}@sha256:{hashlib.sha256(manifest).hexdigest()}"


def resident(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmRSS"))


main()
