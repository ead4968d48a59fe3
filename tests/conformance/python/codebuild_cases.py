"""CodeBuild: one project, whose builds run on the machine of the local cloud."""
import json
import time

from client import eventually, of, refused

BUILDS = of("codebuild")
LOGS = of("logs")
PROJECT = "deploycrew"
YAML = """
version: 0.2
env:
  variables:
    COLOUR: red
phases:
  install:
    commands:
      - export SEEN=$COLOUR
  build:
    commands:
      - echo "$SEEN $SIZE"
      - test "$SIZE" = large
      - echo not reached when small
  post_build:
    commands:
      - echo afterwards
"""


def start(spec=YAML, **more):
    return BUILDS.start_build(projectName=PROJECT, sourceTypeOverride="NO_SOURCE", buildspecOverride=spec, **more)["build"]


def ended(build):
    def look():
        found = BUILDS.batch_get_builds(ids=[build["id"]])["builds"][0]
        return found if found["buildComplete"] else None
    return eventually(look)


def size(value):
    return [{"name": "SIZE", "value": value, "type": "PLAINTEXT"}]


def output(build):
    events = LOGS.get_log_events(logGroupName=build["logs"]["groupName"], logStreamName=build["logs"]["streamName"], startFromHead=True)["events"]
    return [event["message"] for event in events]


def test_build_runs_its_commands():
    build = ended(start(environmentVariablesOverride=size("large")))
    assert (build["buildStatus"], build["currentPhase"]) == ("SUCCEEDED", "COMPLETED")
    assert output(build) == ["red large", "not reached when small", "afterwards"]
    assert [phase["phaseType"] for phase in build["phases"]][4:] == ["INSTALL", "BUILD", "POST_BUILD", "FINALIZING", "COMPLETED"]
    assert build["environment"]["environmentVariables"][0]["name"] == "COLOUR"


def test_failed_command_ends_its_phase_and_the_next_one_cleans_up():
    build = ended(start(environmentVariablesOverride=size("small")))
    assert build["buildStatus"] == "FAILED"
    assert output(build) == ["red small", "afterwards"]
    failed = [phase for phase in build["phases"] if phase.get("phaseStatus") == "FAILED"]
    assert [phase["phaseType"] for phase in failed] == ["BUILD"]
    assert "exit status 1" in failed[0]["contexts"][0]["message"]


def test_failed_installation_ends_it():
    spec = {"version": 0.2, "phases": {"install": {"commands": ["exit 3"]}, "build": {"commands": ["echo never"]}}}
    build = ended(start(json.dumps(spec)))
    assert (build["buildStatus"], [p["phaseType"] for p in build["phases"]][4:]) == ("FAILED", ["INSTALL", "FINALIZING", "COMPLETED"])


def test_build_is_stopped():
    build = start(json.dumps({"version": 0.2, "phases": {"build": {"commands": ["sleep 60"]}}}))
    begun = time.monotonic()
    assert BUILDS.stop_build(id=build["id"])["build"]["id"] == build["id"]
    assert ended(build)["buildStatus"] == "STOPPED"
    assert time.monotonic() - begun < 20
    BUILDS.stop_build(id=build["id"])


def test_same_token_is_the_same_build():
    one, two = (start(environmentVariablesOverride=size("large"), idempotencyToken="py-token") for _ in range(2))
    assert one["id"] == two["id"]
    ended(one)


def test_projects_and_builds_are_listed():
    assert BUILDS.list_projects()["projects"] == [PROJECT]
    found = BUILDS.batch_get_projects(names=[PROJECT, "other"])
    assert (found["projects"][0]["name"], found["projectsNotFound"]) == (PROJECT, ["other"])
    ids = [ended(start(environmentVariablesOverride=size("large")))["id"] for _ in range(2)]
    listed = BUILDS.list_builds_for_project(projectName=PROJECT)["ids"]
    assert listed.index(ids[1]) < listed.index(ids[0])
    assert set(ids) <= set(BUILDS.list_builds(sortOrder="ASCENDING")["ids"])
    assert BUILDS.batch_get_builds(ids=["deploycrew:none"])["buildsNotFound"] == ["deploycrew:none"]


def test_what_is_wrong_is_refused():
    refused("ResourceNotFoundException", BUILDS.start_build, projectName="other")
    refused("ResourceNotFoundException", BUILDS.stop_build, id="deploycrew:none")
    refused("ResourceNotFoundException", BUILDS.list_builds_for_project, projectName="other")
    refused("InvalidInputException", BUILDS.start_build, projectName=PROJECT)
    refused("InvalidInputException", BUILDS.start_build, projectName=PROJECT, buildspecOverride="version: 0.2\nphases: {dance: {}}")
    refused("InvalidInputException", BUILDS.start_build, projectName=PROJECT, buildspecOverride="a: [")
    refused("InvalidInputException", BUILDS.start_build, projectName=PROJECT, sourceTypeOverride="GITHUB", buildspecOverride=YAML)
    refused("InvalidInputException", start, environmentVariablesOverride=[{"name": "A", "value": "/a", "type": "PARAMETER_STORE"}])
    refused("InvalidInputException", BUILDS.list_builds, nextToken="x")
