"""CloudWatch Logs."""
import time

from client import of, pages, refused

LOGS = of("logs")


def now():
    return int(time.time() * 1000)


def test_group_is_created_described_and_deleted():
    LOGS.create_log_group(logGroupName="py/group", tags={"team": "a"}, kmsKeyId="arn:aws:kms:eu-west-1:000000000000:key/1")
    refused("ResourceAlreadyExistsException", LOGS.create_log_group, logGroupName="py/group")
    refused("InvalidParameterException", LOGS.create_log_group, logGroupName="py group")
    LOGS.put_retention_policy(logGroupName="py/group", retentionInDays=30)
    refused("InvalidParameterException", LOGS.put_retention_policy, logGroupName="py/group", retentionInDays=31)
    found = LOGS.describe_log_groups(logGroupNamePrefix="py/group")["logGroups"][0]
    assert (found["retentionInDays"], found["kmsKeyId"], found["logGroupClass"]) == (30, "arn:aws:kms:eu-west-1:000000000000:key/1", "STANDARD")
    assert found["arn"] == found["logGroupArn"] + ":*"
    LOGS.delete_retention_policy(logGroupName="py/group")
    assert "retentionInDays" not in LOGS.describe_log_groups(logGroupNamePrefix="py/group")["logGroups"][0]
    LOGS.tag_resource(resourceArn=found["logGroupArn"], tags={"b": "2"})
    LOGS.untag_resource(resourceArn=found["logGroupArn"], tagKeys=["team"])
    assert LOGS.list_tags_for_resource(resourceArn=found["logGroupArn"])["tags"] == {"b": "2"}
    LOGS.tag_log_group(logGroupName="py/group", tags={"c": "3"})
    LOGS.untag_log_group(logGroupName="py/group", tags=["b"])
    assert LOGS.list_tags_log_group(logGroupName="py/group")["tags"] == {"c": "3"}
    LOGS.delete_log_group(logGroupName="py/group")
    refused("ResourceNotFoundException", LOGS.delete_log_group, logGroupName="py/group")
    refused("ResourceNotFoundException", LOGS.list_tags_for_resource, resourceArn=found["logGroupArn"])


def test_groups_over_pages():
    for index in range(3):
        LOGS.create_log_group(logGroupName=f"py/pages/{index}")
    assert len(pages(LOGS, "describe_log_groups", "logGroups", 2, logGroupNamePrefix="py/pages/")) == 3
    assert len(LOGS.describe_log_groups(logGroupNamePattern="PAGES/1")["logGroups"]) == 1
    refused("InvalidParameterException", LOGS.describe_log_groups, logGroupNamePattern="a", logGroupNamePrefix="b")
    refused("InvalidParameterException", LOGS.describe_log_groups, nextToken="1")


def test_events_forward_and_backward():
    LOGS.create_log_group(logGroupName="py/events")
    LOGS.create_log_stream(logGroupName="py/events", logStreamName="one")
    refused("ResourceAlreadyExistsException", LOGS.create_log_stream, logGroupName="py/events", logStreamName="one")
    start = now() - 1000
    LOGS.put_log_events(logGroupName="py/events", logStreamName="one", logEvents=[{"timestamp": start + n, "message": f"line {n}\nmore"} for n in range(5)])

    def events(**more):
        answer = LOGS.get_log_events(logGroupName="py/events", logStreamName="one", **more)
        return [one["message"].split("\n")[0][-1] for one in answer["events"]], answer
    first, answer = events(startFromHead=True, limit=2)
    assert first == ["0", "1"]
    second, answer = events(startFromHead=True, limit=2, nextToken=answer["nextForwardToken"])
    assert second == ["2", "3"]
    back, _ = events(limit=2, nextToken=answer["nextBackwardToken"])
    assert back == ["0", "1"]
    last, answer = events(startFromHead=True, limit=2, nextToken=answer["nextForwardToken"])
    assert last == ["4"]
    end, same = events(startFromHead=True, limit=2, nextToken=answer["nextForwardToken"])
    assert (end, same["nextForwardToken"]) == ([], answer["nextForwardToken"])
    assert events(limit=2)[0] == ["3", "4"]
    assert events(startTime=start + 1, endTime=start + 3, startFromHead=True)[0] == ["1", "2"]
    refused("InvalidParameterException", LOGS.get_log_events, logGroupName="py/events", logStreamName="one", nextToken="f/2")
    refused("ResourceNotFoundException", LOGS.get_log_events, logGroupName="py/events", logStreamName="none")
    stream = LOGS.describe_log_streams(logGroupName="py/events")["logStreams"][0]
    assert (stream["logStreamName"], stream["firstEventTimestamp"], stream["lastEventTimestamp"]) == ("one", start, start + 4)


def test_put_refuses_what_is_out_of_order_and_leaves_out_what_is_too_old():
    LOGS.create_log_group(logGroupName="py/put")
    LOGS.create_log_stream(logGroupName="py/put", logStreamName="s")
    put = {"logGroupName": "py/put", "logStreamName": "s"}
    refused("InvalidParameterException", LOGS.put_log_events, logEvents=[{"timestamp": 2, "message": "b"}, {"timestamp": 1, "message": "a"}], **put)
    day = 24 * 3600 * 1000
    refused("InvalidParameterException", LOGS.put_log_events, logEvents=[{"timestamp": now() - 2 * day, "message": "a"}, {"timestamp": now(), "message": "b"}], **put)
    refused("ResourceNotFoundException", LOGS.put_log_events, logGroupName="py/put", logStreamName="none", logEvents=[{"timestamp": now(), "message": "a"}])
    old = LOGS.put_log_events(logEvents=[{"timestamp": now() - 15 * day, "message": "old"}], **put)
    assert old["rejectedLogEventsInfo"] == {"tooOldLogEventEndIndex": 1}
    new = LOGS.put_log_events(logEvents=[{"timestamp": now(), "message": "fine"}, {"timestamp": now() + 3 * 3600 * 1000, "message": "early"}], **put)
    assert new["rejectedLogEventsInfo"] == {"tooNewLogEventStartIndex": 1}
    LOGS.put_retention_policy(logGroupName="py/put", retentionInDays=1)
    gone = LOGS.put_log_events(logEvents=[{"timestamp": now() - 2 * day, "message": "gone"}], **put)
    assert gone["rejectedLogEventsInfo"] == {"expiredLogEventEndIndex": 1}
    assert [one["message"] for one in LOGS.filter_log_events(logGroupName="py/put")["events"]] == ["fine"]


def test_filters_over_streams_and_pages():
    LOGS.create_log_group(logGroupName="py/filter")
    for stream in ("web/1", "web/2", "job/1"):
        LOGS.create_log_stream(logGroupName="py/filter", logStreamName=stream)
        LOGS.put_log_events(logGroupName="py/filter", logStreamName=stream, logEvents=[
            {"timestamp": now(), "message": f"INFO {stream} started"}, {"timestamp": now() + 1, "message": f"ERROR {stream} out of memory"}])

    def found(pattern, **more):
        return len(LOGS.filter_log_events(logGroupName="py/filter", filterPattern=pattern, **more)["events"])
    assert (found(""), found("ERROR"), found('"out of memory"'), found("ERROR -job"), found("?started ?memory"), found("ERROR started")) == (6, 3, 3, 2, 6, 0)
    assert found("", logStreamNames=["web/1"]) == 2
    assert found("ERROR", logStreamNamePrefix="web/") == 2
    assert len(pages(LOGS, "filter_log_events", "events", 2, logGroupName="py/filter")) == 6
    assert len(pages(LOGS, "describe_log_streams", "logStreams", 2, logGroupName="py/filter")) == 3
    names = [one["logStreamName"] for one in LOGS.describe_log_streams(logGroupName="py/filter", orderBy="LogStreamName", descending=True)["logStreams"]]
    assert names == ["web/2", "web/1", "job/1"]
    refused("InvalidParameterException", LOGS.filter_log_events, logGroupName="py/filter", filterPattern='{ $.level = "x" }')
    refused("InvalidParameterException", LOGS.filter_log_events, logGroupName="py/filter", filterPattern='"open')
    refused("InvalidParameterException", LOGS.filter_log_events, logGroupName="py/filter", logStreamNames=["web/1"], logStreamNamePrefix="w")
    refused("ResourceNotFoundException", LOGS.filter_log_events, logGroupName="py/filter", logStreamNames=["none"])
    LOGS.delete_log_stream(logGroupName="py/filter", logStreamName="job/1")
    refused("ResourceNotFoundException", LOGS.delete_log_stream, logGroupName="py/filter", logStreamName="job/1")
