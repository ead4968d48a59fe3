"""CloudWatch: metrics of load balancers, and alarms. boto3 speaks CBOR to it."""
import datetime

from client import of, pages, refused

WATCH = of("cloudwatch")
NOW = datetime.datetime.now(datetime.timezone.utc)
ALARM = {
    "AlarmName": "py alarm", "Namespace": "AWS/ApplicationELB", "MetricName": "RequestCount", "Statistic": "Sum", "Period": 60,
    "EvaluationPeriods": 2, "DatapointsToAlarm": 1, "Threshold": 5.5, "ComparisonOperator": "GreaterThanThreshold", "TreatMissingData": "ignore",
    "Dimensions": [{"Name": "LoadBalancer", "Value": "app/py/1"}], "AlarmActions": ["arn:aws:sns:eu-west-1:000000000000:topic"],
}


def test_alarms_are_put_set_described_and_deleted():
    for name in ("py alarm", "py alarm 2", "py alarm 3"):
        WATCH.put_metric_alarm(**{**ALARM, "AlarmName": name})
    found = WATCH.describe_alarms(AlarmNames=["py alarm"])["MetricAlarms"][0]
    assert {name: found[name] for name in ALARM} == ALARM
    assert (found["StateValue"], found["ActionsEnabled"], found["AlarmArn"][-14:]) == ("INSUFFICIENT_DATA", True, "alarm:py alarm"), found
    assert abs((found["AlarmConfigurationUpdatedTimestamp"] - NOW).total_seconds()) < 600
    assert len(pages(WATCH, "describe_alarms", "MetricAlarms", 2, AlarmNamePrefix="py alarm")) == 3
    WATCH.set_alarm_state(AlarmName="py alarm", StateValue="ALARM", StateReason="by hand", StateReasonData='{"a":1}')
    found = WATCH.describe_alarms(AlarmNamePrefix="py", StateValue="ALARM")["MetricAlarms"]
    assert [(one["AlarmName"], one["StateReason"]) for one in found] == [("py alarm", "by hand")]
    assert WATCH.describe_alarms(AlarmNamePrefix="py", AlarmTypes=["CompositeAlarm"])["MetricAlarms"] == []
    WATCH.delete_alarms(AlarmNames=["py alarm", "py alarm 2"])
    assert len(WATCH.describe_alarms(AlarmNamePrefix="py alarm")["MetricAlarms"]) == 1
    refused("ResourceNotFound", WATCH.delete_alarms, AlarmNames=["py alarm"])
    refused("ResourceNotFound", WATCH.set_alarm_state, AlarmName="py none", StateValue="OK", StateReason="")
    refused("InvalidFormat", WATCH.set_alarm_state, AlarmName="py alarm 3", StateValue="OK", StateReason="", StateReasonData="no")
    refused("InvalidNextToken", WATCH.describe_alarms, NextToken="1")


def test_alarms_that_cannot_be():
    for change in ({"DatapointsToAlarm": 3}, {"Statistic": None}, {"Threshold": None}, {"MetricName": None}, {"ExtendedStatistic": "q9", "Statistic": None}):
        refused("ValidationError", WATCH.put_metric_alarm, **{name: value for name, value in {**ALARM, **change}.items() if value is not None})


def test_metrics_that_nobody_has_measured_have_no_values():
    span = {"StartTime": NOW - datetime.timedelta(minutes=5), "EndTime": NOW}
    metric = {"Namespace": "AWS/ApplicationELB", "MetricName": "RequestCount", "Dimensions": [{"Name": "LoadBalancer", "Value": "app/none/1"}]}
    answer = WATCH.get_metric_data(MetricDataQueries=[{"Id": "a", "MetricStat": {"Metric": metric, "Period": 60, "Stat": "p99"}}], **span)
    assert answer["MetricDataResults"] == [{"Id": "a", "Label": "RequestCount", "Timestamps": [], "Values": [], "StatusCode": "Complete"}], answer
    refused("ValidationError", WATCH.get_metric_data, MetricDataQueries=[{"Id": "a", "Expression": "b*2"}], **span)
    assert WATCH.get_metric_statistics(Period=60, Statistics=["Sum"], **metric, **span)["Datapoints"] == []
    refused("MissingParameter", WATCH.get_metric_statistics, Period=60, **metric, **span)
    refused("InvalidParameterValue", WATCH.get_metric_statistics, Period=60, ExtendedStatistics=["most"], **metric, **span)
    refused("InvalidParameterCombination", WATCH.get_metric_statistics, Period=60, Statistics=["Sum"], **metric, StartTime=NOW, EndTime=NOW)
    assert WATCH.list_metrics(Namespace="AWS/ApplicationELB", Dimensions=[{"Name": "LoadBalancer", "Value": "app/none/1"}])["Metrics"] == []
