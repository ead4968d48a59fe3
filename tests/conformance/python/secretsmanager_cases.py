"""Secrets Manager."""
from client import of, pages, refused

SECRETS = of("secretsmanager")
TOKEN = "00000000-0000-4000-8000-00000000000"


def test_secret_is_created_read_changed_and_deleted():
    made = SECRETS.create_secret(Name="py/one", SecretString="v1", Description="first one", Tags=[{"Key": "team", "Value": "a"}], ClientRequestToken=TOKEN + "1")
    assert made["VersionId"] == TOKEN + "1"
    assert SECRETS.create_secret(Name="py/one", SecretString="v1", ClientRequestToken=TOKEN + "1")["ARN"] == made["ARN"]
    refused("ResourceExistsException", SECRETS.create_secret, Name="py/one", SecretString="v1")
    assert SECRETS.get_secret_value(SecretId="py/one")["SecretString"] == "v1"
    assert SECRETS.get_secret_value(SecretId=made["ARN"])["VersionStages"] == ["AWSCURRENT"]
    put = SECRETS.put_secret_value(SecretId="py/one", SecretString="v2", ClientRequestToken=TOKEN + "2")
    assert put["VersionStages"] == ["AWSCURRENT"]
    refused("ResourceExistsException", SECRETS.put_secret_value, SecretId="py/one", SecretString="v3", ClientRequestToken=TOKEN + "2")
    assert SECRETS.get_secret_value(SecretId="py/one", VersionStage="AWSPREVIOUS")["SecretString"] == "v1"
    assert SECRETS.get_secret_value(SecretId="py/one", VersionId=TOKEN + "1")["SecretString"] == "v1"
    SECRETS.update_secret(SecretId="py/one", Description="changed", SecretString="v4")
    found = SECRETS.describe_secret(SecretId="py/one")
    assert (found["Description"], found["Tags"]) == ("changed", [{"Key": "team", "Value": "a"}])
    assert sorted(stage for stages in found["VersionIdsToStages"].values() for stage in stages) == ["AWSCURRENT", "AWSPREVIOUS"]
    SECRETS.delete_secret(SecretId="py/one", RecoveryWindowInDays=7)
    refused("InvalidRequestException", SECRETS.get_secret_value, SecretId="py/one")
    refused("InvalidRequestException", SECRETS.create_secret, Name="py/one", SecretString="v1")
    assert "DeletedDate" in SECRETS.describe_secret(SecretId="py/one")
    assert "py/one" not in [one["Name"] for one in SECRETS.list_secrets()["SecretList"]]
    assert "py/one" in [one["Name"] for one in SECRETS.list_secrets(IncludePlannedDeletion=True)["SecretList"]]
    SECRETS.restore_secret(SecretId="py/one")
    assert SECRETS.get_secret_value(SecretId="py/one")["SecretString"] == "v4"
    SECRETS.delete_secret(SecretId="py/one", ForceDeleteWithoutRecovery=True)
    refused("ResourceNotFoundException", SECRETS.describe_secret, SecretId="py/one")
    assert SECRETS.create_secret(Name="py/one", SecretString="again")["ARN"] != made["ARN"]


def test_binary_values_and_stages():
    SECRETS.create_secret(Name="py/binary", SecretBinary=b"\x00\xff", ClientRequestToken=TOKEN + "1")
    assert SECRETS.get_secret_value(SecretId="py/binary")["SecretBinary"] == b"\x00\xff"
    SECRETS.put_secret_value(SecretId="py/binary", SecretBinary=b"new", ClientRequestToken=TOKEN + "2", VersionStages=["pending"])
    assert SECRETS.get_secret_value(SecretId="py/binary")["SecretBinary"] == b"\x00\xff"
    SECRETS.update_secret_version_stage(SecretId="py/binary", VersionStage="AWSCURRENT", MoveToVersionId=TOKEN + "2", RemoveFromVersionId=TOKEN + "1")
    assert SECRETS.get_secret_value(SecretId="py/binary")["SecretBinary"] == b"new"
    refused("InvalidParameterException", SECRETS.update_secret_version_stage, SecretId="py/binary", VersionStage="AWSCURRENT", MoveToVersionId=TOKEN + "1")
    refused("ResourceNotFoundException", SECRETS.get_secret_value, SecretId="py/binary", VersionStage="nobody")
    for index in range(3, 7):
        SECRETS.put_secret_value(SecretId="py/binary", SecretString=str(index), ClientRequestToken=TOKEN + str(index), VersionStages=[f"s{index}"])
    assert len(pages(SECRETS, "list_secret_version_ids", "Versions", 2, SecretId="py/binary")) == 6


def test_lists_with_filters_over_pages():
    for name in ("a", "b", "c"):
        SECRETS.create_secret(Name=f"py/list/{name}", SecretString=name, Description=f"letter {name}", Tags=[{"Key": "letter", "Value": name}])

    def names(*filters):
        return [one["Name"] for one in SECRETS.list_secrets(Filters=list(filters))["SecretList"]]
    assert names({"Key": "name", "Values": ["py/list/"]}) == ["py/list/a", "py/list/b", "py/list/c"]
    assert names({"Key": "name", "Values": ["py/list/"]}, {"Key": "tag-value", "Values": ["b", "c"]}) == ["py/list/b", "py/list/c"]
    assert names({"Key": "description", "Values": ["letter"]}, {"Key": "name", "Values": ["!py/list/a"]}) == ["py/list/b", "py/list/c"]
    assert len(pages(SECRETS, "list_secrets", "SecretList", 1, Filters=[{"Key": "tag-key", "Values": ["letter"]}], SortOrder="desc", SortBy="name")) == 3
    many = SECRETS.batch_get_secret_value(SecretIdList=["py/list/a", "py/list/none"])
    assert [one["SecretString"] for one in many["SecretValues"]] == ["a"]
    assert many["Errors"][0]["ErrorCode"] == "ResourceNotFoundException"
    assert len(pages(SECRETS, "batch_get_secret_value", "SecretValues", 2, Filters=[{"Key": "name", "Values": ["py/list/"]}])) == 3
    refused("InvalidParameterException", SECRETS.batch_get_secret_value)
    refused("InvalidNextTokenException", SECRETS.list_secrets, NextToken="x")


def test_tags_and_policy():
    SECRETS.create_secret(Name="py/tags")
    refused("ResourceNotFoundException", SECRETS.get_secret_value, SecretId="py/tags")
    SECRETS.tag_resource(SecretId="py/tags", Tags=[{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}])
    SECRETS.untag_resource(SecretId="py/tags", TagKeys=["a"])
    assert SECRETS.describe_secret(SecretId="py/tags")["Tags"] == [{"Key": "b", "Value": "2"}]
    assert "ResourcePolicy" not in SECRETS.get_resource_policy(SecretId="py/tags")
    SECRETS.put_resource_policy(SecretId="py/tags", ResourcePolicy='{"Version":"2012-10-17","Statement":[]}')
    assert "2012" in SECRETS.get_resource_policy(SecretId="py/tags")["ResourcePolicy"]
    SECRETS.delete_resource_policy(SecretId="py/tags")
    refused("MalformedPolicyDocumentException", SECRETS.put_resource_policy, SecretId="py/tags", ResourcePolicy="{")


def test_constraints():
    refused("InvalidParameterException", SECRETS.create_secret, SecretString="x")
    refused("InvalidParameterException", SECRETS.create_secret, Name="py/x", SecretString="x", SecretBinary=b"x")
    refused("InvalidParameterException", SECRETS.create_secret, Name="py/x", SecretString="x", ClientRequestToken="short")
    refused("InvalidParameterException", SECRETS.delete_secret, SecretId="py/tags", RecoveryWindowInDays=3)
    refused("InvalidParameterException", SECRETS.delete_secret, SecretId="py/tags", RecoveryWindowInDays=7, ForceDeleteWithoutRecovery=True)
    refused("ResourceNotFoundException", SECRETS.put_secret_value, SecretId="py/none", SecretString="x")
    refused("InvalidRequestException", SECRETS.put_secret_value, SecretId="py/tags")
