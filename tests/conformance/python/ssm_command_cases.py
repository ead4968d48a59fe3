"""SSM Run Command on the one machine of the local cloud."""
import time

from client import eventually, of, pages, refused

SSM = of("ssm")
LOGS = of("logs")
MACHINE = SSM.describe_instance_information()["InstanceInformationList"][0]["InstanceId"]
DOCUMENT = "AWS-RunShellScript"
ENDED = {"Success", "Failed", "TimedOut", "Cancelled"}


def send(*lines, parameters=None, **more):
    return SSM.send_command(InstanceIds=[MACHINE], DocumentName=DOCUMENT, Parameters={"commands": list(lines), **(parameters or {})}, **more)["Command"]


def ended(command):
    def look():
        found = SSM.get_command_invocation(CommandId=command["CommandId"], InstanceId=MACHINE)
        return found if found["Status"] in ENDED else None
    return eventually(look)


def test_machine_is_online():
    found = SSM.describe_instance_information()["InstanceInformationList"]
    assert [(one["PingStatus"], one["PlatformType"]) for one in found] == [("Online", "Linux")]


def test_command_runs_with_the_clouds_address_and_credentials():
    command = send("echo out", "echo err >&2", "python3 -c 'import os; print(os.environ[\"AWS_ENDPOINT_URL\"][:7], len(os.environ[\"AWS_SECRET_ACCESS_KEY\"]))'", "exit 3", Comment="py")
    assert command["Status"] in {"Pending", "InProgress"}
    found = ended(command)
    assert (found["Status"], found["ResponseCode"]) == ("Failed", 3)
    assert found["StandardOutputContent"].splitlines() == ["out", "http:// 40"]
    assert found["StandardErrorContent"] == "err\n"
    listed = SSM.list_command_invocations(CommandId=command["CommandId"], Details=True)["CommandInvocations"][0]
    assert (listed["Status"], listed["CommandPlugins"][0]["ResponseCode"]) == ("Failed", 3)
    assert SSM.list_commands(CommandId=command["CommandId"])["Commands"][0]["Comment"] == "py"


def test_waiter_of_the_sdk_sees_the_end():
    command = send("true")
    SSM.get_waiter("command_executed").wait(CommandId=command["CommandId"], InstanceId=MACHINE, WaiterConfig={"Delay": 1, "MaxAttempts": 20})


def test_folder_and_time_limit_are_kept():
    assert ended(send("pwd", parameters={"workingDirectory": ["/"]}))["StandardOutputContent"] == "/\n"
    begun = time.monotonic()
    found = ended(send("sleep 60 & sleep 60", parameters={"executionTimeout": ["1"]}))
    assert (found["Status"], found["StatusDetails"]) == ("TimedOut", "ExecutionTimedOut")
    assert time.monotonic() - begun < 20


def test_cancelled_command_ends_with_all_that_it_started():
    command = send("sh -c 'sleep 60' & sleep 60")
    SSM.cancel_command(CommandId=command["CommandId"])
    assert ended(command)["Status"] == "Cancelled"


def test_output_goes_to_a_log_group_while_it_runs():
    command = send("echo first", "sleep 2", CloudWatchOutputConfig={"CloudWatchOutputEnabled": True, "CloudWatchLogGroupName": "/py/commands"})
    eventually(lambda: "first" in [event["message"] for event in LOGS.filter_log_events(logGroupName="/py/commands", logStreamNamePrefix=command["CommandId"])["events"]])
    assert SSM.get_command_invocation(CommandId=command["CommandId"], InstanceId=MACHINE)["Status"] == "InProgress"
    assert ended(command)["CloudWatchOutputConfig"]["CloudWatchLogGroupName"] == "/py/commands"


def test_commands_are_listed_in_pages():
    for _ in range(3):
        ended(send("true"))
    assert len(pages(SSM, "list_commands", "Commands", 2)) >= 3
    assert len(pages(SSM, "list_command_invocations", "CommandInvocations", 2)) >= 3


def test_what_is_wrong_is_refused():
    more = {"InstanceIds": [MACHINE], "DocumentName": DOCUMENT}
    refused("InvalidDocument", SSM.send_command, InstanceIds=[MACHINE], DocumentName="AWS-RunPowerShellScript", Parameters={"commands": ["x"]})
    refused("InvalidInstanceId", SSM.send_command, InstanceIds=["i-00000000000000000"], DocumentName=DOCUMENT, Parameters={"commands": ["x"]})
    refused("InvalidParameters", SSM.send_command, **more, Parameters={"lines": ["x"]})
    command = send("true")
    refused("InvalidPluginName", SSM.get_command_invocation, CommandId=command["CommandId"], InstanceId=MACHINE, PluginName="other")
    refused("InvocationDoesNotExist", SSM.get_command_invocation, CommandId="00000000-0000-0000-0000-000000000000", InstanceId=MACHINE)
    refused("InvalidCommandId", SSM.cancel_command, CommandId="00000000-0000-0000-0000-000000000000")
    refused("InvalidInstanceId", SSM.cancel_command, CommandId=command["CommandId"], InstanceIds=["i-00000000000000000"])
    refused("InvalidFilterKey", SSM.list_commands, Filters=[{"key": "Status", "value": "Success"}])
    refused("InvalidNextToken", SSM.list_commands, NextToken="x")
