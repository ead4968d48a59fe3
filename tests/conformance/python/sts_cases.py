"""STS, and what holds for every service: signatures, unknown operations, GET."""
import boto3
import botocore.auth
import botocore.awsrequest
import botocore.session
import requests

from client import of, refused

STS = of("sts")


def with_session(credentials, service="ssm"):
    return of(service, aws_access_key_id=credentials["AccessKeyId"], aws_secret_access_key=credentials["SecretAccessKey"], aws_session_token=credentials["SessionToken"])


def test_identity_of_each_kind_of_caller():
    assert STS.get_caller_identity()["Account"] == "000000000000"
    role = STS.assume_role(RoleArn="arn:aws:iam::000000000000:role/deploy", RoleSessionName="me", DurationSeconds=900)
    assert role["AssumedRoleUser"]["Arn"] == "arn:aws:sts::000000000000:assumed-role/deploy/me"
    assert with_session(role["Credentials"], "sts").get_caller_identity()["Arn"] == role["AssumedRoleUser"]["Arn"]
    with_session(role["Credentials"]).describe_parameters()
    session = STS.get_session_token()["Credentials"]
    assert with_session(session, "sts").get_caller_identity()["Arn"] == STS.get_caller_identity()["Arn"]


def test_credentials_that_are_not_right():
    session = STS.get_session_token(DurationSeconds=900)["Credentials"]
    refused("UnrecognizedClientException", with_session({**session, "SessionToken": session["SessionToken"][:-1] + "x"}).describe_parameters)
    refused("UnrecognizedClientException", with_session({**session, "AccessKeyId": "ASIAOTHER"}).describe_parameters)
    refused("InvalidClientTokenId", with_session({**session, "SessionToken": "x"}, "sts").get_caller_identity)
    refused("InvalidSignatureException", with_session({**session, "SecretAccessKey": "x"}).describe_parameters)
    refused("SignatureDoesNotMatch", with_session({**session, "SecretAccessKey": "x"}, "sts").get_caller_identity)


def test_constraints():
    refused("ValidationError", STS.assume_role, RoleArn="arn:aws:iam::000000000000:user/nobody", RoleSessionName="me")
    refused("ValidationError", STS.assume_role, RoleArn="arn:aws:iam::000000000000:role/deploy")
    refused("ValidationError", STS.get_session_token, DurationSeconds=1)


def test_what_is_not_there():
    refused("UnknownOperationException", of("ecs").list_account_settings)
    refused("InvalidAction", of("elbv2").describe_account_limits)
    refused("UnknownOperationException", of("kms").list_keys)
    refused("InvalidAction", of("iam").list_roles)
    refused("InvalidAction", of("ec2").describe_vpcs)
    refused("MissingAction", of("route53").list_hosted_zones)


def test_query_as_get():
    request = botocore.awsrequest.AWSRequest("GET", STS.meta.endpoint_url.rstrip("/") + "/?Action=GetCallerIdentity&Version=2011-06-15")
    botocore.auth.SigV4Auth(boto3.Session().get_credentials(), "sts", STS.meta.region_name).add_auth(request)
    answer = requests.get(request.url, headers=dict(request.headers))
    assert answer.status_code == 200 and "<Account>000000000000</Account>" in answer.text, (answer.status_code, answer.text)
    assert answer.headers["x-amzn-requestid"] in answer.text
