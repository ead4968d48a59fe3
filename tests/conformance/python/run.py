"""Runs the cases of one service: every function test_… of its module.

usage: python3 run.py MODULE      with AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_DEFAULT_REGION, CONFORMANCE_IMAGE
"""
import importlib
import sys
import traceback


def main():
    module = importlib.import_module(sys.argv[1])
    cases = {name: case for name, case in vars(module).items() if name.startswith("test_")}
    failed = 0
    for name, case in cases.items():
        try:
            case()
        except Exception:
            failed += 1
            print(f"{sys.argv[1]}.{name}\n{traceback.format_exc(limit=4)}", file=sys.stderr)
    print(f"{sys.argv[1]}: {len(cases)} cases, {failed} failed")
    sys.exit(1 if failed or not cases else 0)


main()
