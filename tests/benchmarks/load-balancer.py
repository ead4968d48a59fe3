"""How much the local cloud's load balancer takes, beside nginx and haproxy, in one run.

usage: load-balancer.py [--rounds 9] [--seconds 3] [--connections 32]

The same upstream for all (nginx that answers 1 KiB), TLS in front of it, HTTP/1.1 to it over connections that are kept. wrk asks by HTTP/1.1 with
keep-alive, h2load by HTTP/2. The three take turns in each round, and everything shares the processors of this machine: what is measured is the
work per request, the client's and the upstream's included. Prints medians with the least and the most of the rounds, the ratio to nginx of the
same round, the processor time per request of the load balancer alone, and the memory afterwards (of ours: the whole local cloud). Wants nginx, haproxy, wrk, h2load, openssl and boto3.
"""
import argparse
import contextlib
import json
import os
import re
import socket
import statistics
import subprocess
import tempfile
import time

import boto3

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REGION = "eu-west-1"
HEAD = "daemon off; pid {work}/{name}.pid; error_log {work}/{name}.log crit; worker_processes {workers};\nevents {{ worker_connections 4096; }}\n"
PATHS = " ".join(f"{kind}_temp_path {{work}}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
UPSTREAM = HEAD + "http {{ access_log off; keepalive_requests 1000000000; " + PATHS + " server {{ listen 127.0.0.1:{port}; root {work}/www; }} }}\n"
NGINX = HEAD + "http {{ access_log off; keepalive_requests 1000000000; " + PATHS + """
  upstream up {{ server 127.0.0.1:{upstream}; keepalive 256; keepalive_requests 1000000000; }}
  server {{ listen 127.0.0.1:{port} ssl http2; ssl_certificate {work}/tls.pem; ssl_certificate_key {work}/tls.pem;
    location / {{ proxy_pass http://up; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host $host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme; proxy_set_header X-Forwarded-Port $server_port; }} }} }}
"""
HAPROXY = """global
  nbthread {workers}
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  option forwardfor
  http-reuse always
frontend tls
  bind 127.0.0.1:{port} ssl crt {work}/tls.pem alpn h2,http/1.1
  http-request set-header X-Forwarded-Proto https
  http-request set-header X-Forwarded-Port {port}
  default_backend up
backend up
  server one 127.0.0.1:{upstream}
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=32)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work, contextlib.ExitStack() as stack:
        os.chmod(work, 0o755)  # workers of a server that root starts are nobody
        upstream = stack.enter_context(started_upstream(work))
        peers = {
            "deploycrew": stack.enter_context(local_cloud(os.path.join(work, "home"), upstream)),
            "nginx": stack.enter_context(server(work, "nginx", NGINX, ["nginx", "-c"], upstream=upstream)),
            "haproxy": stack.enter_context(server(work, "haproxy", HAPROXY, ["haproxy", "-db", "-f"], upstream=upstream)),
        }
        print(f"{os.cpu_count()} processors shared by all, load {os.getloadavg()[0]:.1f} before; {options.rounds} rounds of {options.seconds} s, {options.connections} connections, 1 KiB")
        print(f"{'':24} {'requests/s':>24} {'of nginx':>18} {'p50 ms':>20} {'p99 ms':>20} {'own CPU us':>16}")
        for protocol, ask in (("HTTP/1.1", wrk), ("HTTP/2", h2load)):
            report(protocol, measured(ask, peers, options, work))
        for name, (_, process) in peers.items():
            print(f"memory of {name}: {memory(process):.0f} MiB")


def measured(ask, peers, options, work):
    for port, _ in peers.values():
        ask(port, options.connections, 5, work)  # warm: compiled, connected
    rounds = []
    for number in range(options.rounds):
        order = list(peers)[number % len(peers):] + list(peers)[:number % len(peers)]
        rounds.append({name: with_work(ask, *peers[name], options, work) for name in order})
    return rounds


def with_work(ask, port, process, options, work):
    """What was asked, and microseconds of processor time per request of the load balancer itself: a busy machine changes them little."""
    before = processor_seconds(process)
    rate, half, tail = ask(port, options.connections, options.seconds, work)
    return rate, half, tail, (processor_seconds(process) - before) * 1e6 / (rate * options.seconds)


def report(protocol, rounds):
    for name in ("deploycrew", "nginx", "haproxy"):
        rates, halves, tails, works = zip(*(one[name] for one in rounds))
        ratios = [one[name][0] / one["nginx"][0] for one in rounds]
        print(f"{protocol + ', ' + name:24} {spread(rates, 0):>24} {spread(ratios, 2):>18} {spread(halves, 1):>20} {spread(tails, 1):>20} {spread(works, 0):>16}")


def spread(values, digits):
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}-{max(values):.{digits}f})"


def wrk(port, connections, seconds, work):
    """Requests per second, and the 50th and 99th of a hundred in milliseconds."""
    text = subprocess.run(["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", f"https://localhost:{port}/"], check=True, capture_output=True, text=True).stdout
    failed = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
    if "Non-2xx" in text or (failed and any(int(count) for count in failed.groups())):
        raise SystemExit(text)
    at = lambda percent: milliseconds(re.search(rf"{percent}%\s+([\d.]+)(us|ms|s)", text))
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), at(50), at(99)


def milliseconds(match):
    return float(match[1]) * {"us": 0.001, "ms": 1, "s": 1000}[match[2]]


def h2load(port, connections, seconds, work):
    log = os.path.join(work, "h2load.log")
    with contextlib.suppress(FileNotFoundError):
        os.remove(log)
    text = subprocess.run(
        ["h2load", "-t1", f"-c{max(1, connections // 8)}", "-m8", f"-D{seconds}", f"--log-file={log}", f"https://localhost:{port}/"], check=True, capture_output=True, text=True).stdout
    if "Application protocol: h2" not in text or not re.search(r" 0 failed, 0 errored", text):
        raise SystemExit(text)
    with open(log, encoding="ascii") as lines:
        durations = sorted(int(line.split("\t")[2]) / 1000 for line in lines)
    return len(durations) / seconds, durations[len(durations) // 2], durations[int(len(durations) * 0.99)]


@contextlib.contextmanager
def started_upstream(work):
    os.makedirs(f"{work}/www")
    with open(f"{work}/www/index.html", "w", encoding="ascii") as page:
        page.write("x" * 1024)
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "1", "-subj", "/CN=localhost",
         "-keyout", f"{work}/key.pem", "-out", f"{work}/cert.pem"], check=True, capture_output=True)
    with open(f"{work}/tls.pem", "w", encoding="ascii") as both:
        for part in ("cert", "key"):
            with open(f"{work}/{part}.pem", encoding="ascii") as one:
                both.write(one.read())
    with server(work, "upstream", UPSTREAM, ["nginx", "-c"], workers=1) as (port, _):
        yield port


@contextlib.contextmanager
def server(work, name, configuration, command, workers=os.cpu_count(), **more):
    port = free_port()
    with open(f"{work}/{name}.conf", "w", encoding="ascii") as file:
        file.write(configuration.format(work=work, name=name, port=port, workers=workers, **more))
    process = subprocess.Popen([*command, f"{work}/{name}.conf"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


@contextlib.contextmanager
def local_cloud(home, upstream):
    environment = {**os.environ, "DEPLOYCREW_HOME": home, "DOCKER_HOST": "unix:///nowhere/docker.sock"}
    run = lambda *arguments: subprocess.run([os.path.join(ROOT, "deploycrew"), "local", *arguments], env=environment, check=True, capture_output=True).stdout
    run("up", "--region", REGION)
    try:
        cloud = json.loads(run("status", "--format", "json"))
        yield listener(cloud, upstream), cloud["processId"]
    finally:
        run("down")


def listener(cloud, upstream):
    """A load balancer with one HTTPS listener and one target group, whose one target is the upstream. Its port."""
    elb = boto3.client("elbv2", endpoint_url=cloud["endpoint"], region_name=REGION, aws_access_key_id=cloud["accessKeyId"], aws_secret_access_key=cloud["secretAccessKey"])
    balancer = elb.create_load_balancer(Name="bench", Subnets=["subnet-11111111", "subnet-22222222"])["LoadBalancers"][0]["LoadBalancerArn"]
    group = elb.create_target_group(Name="bench", Protocol="HTTP", Port=80, VpcId="vpc-11111111", TargetType="ip", HealthCheckPath="/")["TargetGroups"][0]["TargetGroupArn"]
    elb.register_targets(TargetGroupArn=group, Targets=[{"Id": "127.0.0.1", "Port": upstream}])
    arn = elb.create_listener(
        LoadBalancerArn=balancer, Protocol="HTTPS", Port=free_port(), DefaultActions=[{"Type": "forward", "TargetGroupArn": group}],
        Certificates=[{"CertificateArn": f"arn:aws:acm:{REGION}:000000000000:certificate/11111111-1111-1111-1111-111111111111"}])["Listeners"][0]["ListenerArn"]
    deadline = time.time() + 30
    while elb.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"][0]["TargetHealth"]["State"] != "healthy":
        if time.time() > deadline:
            raise SystemExit("the target is not healthy after 30 s")
        time.sleep(0.1)
    attributes = elb.describe_listener_attributes(ListenerArn=arn)["Attributes"]
    return int(next(one["Value"] for one in attributes if one["Key"] == "deploycrew.local_port"))


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def wait_for(port):
    for _ in range(100):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port)).close()
            return
        time.sleep(0.05)
    raise SystemExit(f"nothing answers on port {port}")


def family(process):
    with open(f"/proc/{process}/task/{process}/children", encoding="ascii") as children:
        return [process, *map(int, children.read().split())]


def processor_seconds(process):
    total = 0
    for one in family(process):
        with open(f"/proc/{one}/stat", encoding="ascii") as stat:
            total += sum(map(int, stat.read().rpartition(")")[2].split()[11:13]))
    return total / os.sysconf("SC_CLK_TCK")


def memory(process):
    """MiB of a process and its children, what they share counted once."""
    total = 0
    for one in family(process):
        with open(f"/proc/{one}/smaps_rollup", encoding="ascii") as sizes:
            total += next(int(line.split()[1]) for line in sizes if line.startswith("Pss:"))
    return total / 1024


main()
