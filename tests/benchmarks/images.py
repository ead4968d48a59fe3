"""How long it takes from an app's folder to its image in a registry, beside docker, buildah and skopeo, in one run.

usage: images.py --registry http://127.0.0.1:5000 --docker unix:///path/docker.sock [--base node:22-bookworm-slim] [--rounds 5]

The same app, base image and registry for all; the engine must have the base image. docker and buildah get a Dockerfile that copies the app onto
the base; skopeo copies the finished image from a folder. Every command is timed as a whole process; the rounds of all take turns. Prints
medians with the least and the most, the ratio to ours, and the memory of ours.
"""
import argparse
import os
import random
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
import uuid

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DOCKERFILE = "FROM {base}\nWORKDIR /app\nCOPY . .\nUSER 1000:1000\nCMD [\"node\", \"server.js\"]\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--registry", required=True)
    parser.add_argument("--docker", required=True)
    parser.add_argument("--base", default="node:22-bookworm-slim")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    registry = options.registry.split("//")[1]
    with tempfile.TemporaryDirectory() as work:
        bench = Bench(work, registry, options)
        for name, prepare in CASES.items():
            bench.run(name, prepare)


def small(folder):
    write(folder, "server.js", text(20_000))
    write(folder, "package.json", '{"name": "bench"}')


def many(folder):
    small(folder)
    for i in range(1000):
        write(folder, f"src/{i % 40}/module{i}.js", text(2_000, i))


def large(folder):
    small(folder)
    for i in range(8):
        # Half of it compresses, as media and models beside text do.
        write(folder, f"assets/{i}.bin", random.Random(i).randbytes(12 << 20) + text(13 << 20, i).encode())


def text(length, seed=0):
    draw = random.Random(seed)
    words = ["".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=draw.randint(2, 9))) for _ in range(400)]
    out, size = [], 0
    while size < length:
        out.append(draw.choice(words))
        size += len(out[-1]) + 1
    return " ".join(out)[:length]


def write(folder, name, content):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content if isinstance(content, bytes) else content.encode())


# What the app is, and which of its states is measured.
CASES = {
    "cold": (small, "cold"),
    "unchanged": (small, "unchanged"),
    "one file changed": (small, "changed"),
    "1,000 small files, cold": (many, "cold"),
    "1,000 small files, one changed": (many, "changed"),
    "200 MB of content, cold": (large, "cold"),
    "200 MB of content, unchanged": (large, "unchanged"),
    "200 MB of content, one file changed": (large, "changed"),
}


class Bench:
    def __init__(self, work, registry, options):
        self.work, self.registry, self.options = work, registry, options
        self.base = f"{registry}/bases/bench:1"
        self.docker = ["docker", "-H", options.docker]
        self.app, self.dockerfile = os.path.join(work, "app"), os.path.join(work, "Dockerfile")
        run(self.docker + ["tag", options.base, self.base])
        run(self.docker + ["push", "-q", self.base])
        with open(self.dockerfile, "w") as file:
            file.write(DOCKERFILE.format(base=self.base))
        self.buildah = ["buildah", "--root", os.path.join(work, "buildah"), "--runroot", os.path.join(work, "buildah-run"), "--storage-driver", "vfs" if os.environ.get("BUILDAH_VFS") else "overlay"]
        print(f"{'median (least-most) of ' + str(options.rounds) + ' rounds, s':38} {'deploycrew':>20} {'docker':>20} {'buildah':>20} {'skopeo (copy only)':>20}  ratio to ours: docker, buildah, skopeo")

    def run(self, name, case):
        prepare, state = case
        shutil.rmtree(self.app, ignore_errors=True)
        prepare(self.app)
        tools = {"deploycrew": self.ours, "docker": self.dockers, "buildah": self.buildahs, "skopeo": self.skopeos}
        if state != "cold":
            for tool in tools.values():
                tool("warm")
        times, memory = {tool: [] for tool in tools}, []
        for round_ in range(self.options.rounds):
            if state == "changed":
                write(self.app, "server.js", text(20_000, 1000 + random.randrange(10**9)))
            for tool, call in tools.items():
                if state == "cold":
                    self.forget(tool)
                repository = f"cold{uuid.uuid4().hex}" if state == "cold" else "warm"
                started = time.perf_counter()
                result = call(repository)
                times[tool].append(time.perf_counter() - started if result is None else result[0])
                if tool == "deploycrew":
                    memory.append(result[1])
        ours = statistics.median(times["deploycrew"])
        ratios = ", ".join(f"{statistics.median(times[tool]) / ours:.1f}" for tool in ("docker", "buildah", "skopeo"))
        alone = f"; hashing and compressing the app alone: {self.alone():.2f} s; push alone: {self.push():.2f} s" if "200 MB of content, cold" == name else ""
        print(f"{name:38} {' '.join(f'{spread(times[tool]):>20}' for tool in tools)}  {ratios}; {max(memory)} MiB{alone}", flush=True)

    def forget(self, tool):
        if tool == "deploycrew":
            shutil.rmtree(os.path.join(self.work, "home"), ignore_errors=True)
        elif tool == "docker":
            images = subprocess.run(self.docker + ["images", "-q", "--filter", "label=bench"], capture_output=True, text=True).stdout.split()
            subprocess.run(self.docker + ["rmi", "-f", *images, self.base, self.options.registry], capture_output=True)
            subprocess.run(self.docker + ["builder", "prune", "-af"], capture_output=True)
        elif tool == "buildah":
            subprocess.run(self.buildah + ["rmi", "-af"], capture_output=True)

    def ours(self, repository):
        """Returns the time and the most memory that the process had, in MiB."""
        command = [os.path.join(ROOT, "deploycrew"), "build", self.app, "--builder", "in-process", "--base-image", self.base, "--push", f"{self.registry}/ours/{repository}:1"]
        environment = {**os.environ, "DEPLOYCREW_HOME": os.path.join(self.work, "home")}
        started = time.perf_counter()
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        peak = [0]
        watcher = threading.Thread(target=watch, args=(process, peak))
        watcher.start()
        _, error = process.communicate()
        took = time.perf_counter() - started
        watcher.join()
        if process.returncode:
            raise SystemExit(error.decode())
        return took, peak[0] >> 10

    def dockers(self, repository):
        name = f"{self.registry}/docker/{repository}:1"
        run(self.docker + ["build", "-q", "--label", "bench=1", "-t", name, "-f", self.dockerfile, self.app])
        run(self.docker + ["push", "-q", name])

    def buildahs(self, repository):
        name = f"{self.registry}/buildah/{repository}:1"
        run(self.buildah + ["bud", "-q", "--layers", "--isolation", "chroot", "--tls-verify=false", "-t", name, "-f", self.dockerfile, self.app])
        run(self.buildah + ["push", "-q", "--tls-verify=false", name, f"docker://{name}"])

    def skopeos(self, repository):
        """Copies the image that ours has built, from a folder."""
        folder = os.path.join(self.work, "layout")
        subprocess.run(
            [os.path.join(ROOT, "deploycrew"), "build", self.app, "--builder", "in-process", "--base-image", self.base, "--output", folder],
            env={**os.environ, "DEPLOYCREW_HOME": os.path.join(self.work, "home")}, check=True, capture_output=True)
        # It remembers where else it has seen a layer, and would send nothing.
        for place in ("/var/lib/containers/cache", os.path.expanduser("~/.local/share/containers/cache")):
            shutil.rmtree(place, ignore_errors=True)
        started = time.perf_counter()
        run(["skopeo", "copy", "-q", "--dest-tls-verify=false", "--insecure-policy", f"oci:{folder}", f"docker://{self.registry}/skopeo/{repository}:1"])
        return time.perf_counter() - started, 0

    def push(self):
        """Our push without the build: an image that is built, to a repository that has nothing, less the same to one that has it."""
        self.ours("warm")
        return statistics.median(self.ours(f"push{uuid.uuid4().hex}")[0] - self.ours("warm")[0] for _ in range(self.options.rounds))

    def alone(self):
        started = time.perf_counter()
        subprocess.run(["bash", "-c", 'tar -C "$1" -c . | tee >(sha256sum >/dev/null) | gzip -6 | sha256sum', "-", self.app], check=True, capture_output=True)
        return time.perf_counter() - started


def watch(process, peak):
    # VmHWM is the most that it ever had.
    while process.poll() is None:
        for child in [process.pid, *children(process.pid)]:
            try:
                with open(f"/proc/{child}/status") as status:
                    peak[0] = max([peak[0], *(int(line.split()[1]) for line in status if line.startswith("VmHWM"))])
            except OSError:
                pass
        time.sleep(0.02)


def children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            return [int(one) for one in file.read().split()]
    except OSError:
        return []


def run(command):
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(f"{' '.join(command)}\n{result.stderr}")


def spread(times):
    return f"{statistics.median(times):.2f} ({min(times):.2f}-{max(times):.2f})"


if __name__ == "__main__":
    main()
