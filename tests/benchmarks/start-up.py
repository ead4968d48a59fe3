"""How long the program takes to say its version, beside terraform and the AWS CLI, in one run.

usage: start-up.py --program out/deploycrew-linux-x64 [--terraform terraform] [--aws aws] [--rounds 30]

The program is the single file that packaging/publish makes. Whole processes, from start to end, with the files in memory: a round before the
first that counts is thrown away. They take turns in each round. Prints medians in milliseconds with the least and the most, and the ratio to the program's
time of the same round; of the program also what help, completion and validation take. terraform asks nobody for newer versions (CHECKPOINT_DISABLE).
"""
import argparse
import os
import statistics
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SAMPLE = os.path.join(ROOT, "samples", "hello-node")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", required=True)
    parser.add_argument("--terraform", default="terraform")
    parser.add_argument("--aws", default="aws")
    parser.add_argument("--rounds", type=int, default=30)
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    commands = {
        "deploycrew --version": [program, "--version"],
        "terraform --version": [options.terraform, "--version"],
        "aws --version": [options.aws, "--version"],
        "deploycrew run --help": [program, "run", "--help"],
        "deploycrew completion words": [program, "completion", "words", "--", "run", SAMPLE, "--env", ""],
        "deploycrew validate": [program, "validate", SAMPLE],
    }
    with tempfile.TemporaryDirectory() as home:
        environment = {"PATH": os.environ["PATH"], "HOME": home, "CHECKPOINT_DISABLE": "1"}
        for command in list(commands.values())[:3]:
            print(said(command, environment))
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} before; {options.rounds} rounds")
        report(measured(commands, environment, home, options.rounds))


def said(command, environment):
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return f"{os.path.basename(command[0])}: {(done.stdout or done.stderr).splitlines()[0]}"


def measured(commands, environment, folder, rounds):
    times = {name: [] for name in commands}
    for number in range(rounds + 1):
        order = list(commands)[number % len(commands):] + list(commands)[:number % len(commands)]
        for name in order:
            begun = time.perf_counter()
            subprocess.run(commands[name], env=environment, cwd=folder, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            if number > 0:
                times[name].append((time.perf_counter() - begun) * 1000)
    return times


def report(times):
    own = times["deploycrew --version"]
    print(f"{'':28} {'ms':>20} {'of deploycrew':>20}")
    for name, values in times.items():
        print(f"{name:28} {spread(values, 0):>20} {spread([value / base for value, base in zip(values, own)], 1):>20}")


def spread(values, digits):
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f}-{max(values):.{digits}f})"


if __name__ == "__main__":
    main()
