"""S3: as much of it as files need that one machine leaves for another."""
import hashlib
import os

import boto3
import botocore.config
from client import of, refused

S3 = of("s3")
BUCKET = "py-objects"
KEY = "deploycrew/builds/ä b+c.tar.gz"


def bucket():
    if BUCKET not in [one["Name"] for one in S3.list_buckets()["Buckets"]]:
        S3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": os.environ["AWS_DEFAULT_REGION"]})
    return BUCKET


def test_bucket_is_made_and_deleted():
    S3.create_bucket(Bucket="py-short-lived", CreateBucketConfiguration={"LocationConstraint": os.environ["AWS_DEFAULT_REGION"]})
    refused("BucketAlreadyOwnedByYou", S3.create_bucket, Bucket="py-short-lived")
    S3.head_bucket(Bucket="py-short-lived")
    assert S3.get_bucket_location(Bucket="py-short-lived")["LocationConstraint"] == os.environ["AWS_DEFAULT_REGION"]
    S3.put_object(Bucket="py-short-lived", Key="x", Body=b"x")
    refused("BucketNotEmpty", S3.delete_bucket, Bucket="py-short-lived")
    S3.delete_object(Bucket="py-short-lived", Key="x")
    S3.delete_bucket(Bucket="py-short-lived")
    refused("404", S3.head_bucket, Bucket="py-short-lived")
    assert "deploycrew-builds" in [one["Name"] for one in S3.list_buckets()["Buckets"]]


def test_object_is_put_read_and_deleted():
    body = os.urandom(3_000_000)
    put = S3.put_object(Bucket=bucket(), Key=KEY, Body=body, ContentType="application/gzip")
    assert put["ETag"] == f'"{hashlib.md5(body).hexdigest()}"'
    head = S3.head_object(Bucket=BUCKET, Key=KEY)
    assert (head["ContentLength"], head["ContentType"], head["ETag"]) == (len(body), "application/gzip", put["ETag"])
    assert S3.get_object(Bucket=BUCKET, Key=KEY)["Body"].read() == body
    S3.delete_object(Bucket=BUCKET, Key=KEY)
    S3.delete_object(Bucket=BUCKET, Key=KEY)
    refused("404", S3.head_object, Bucket=BUCKET, Key=KEY)
    refused("NoSuchKey", S3.get_object, Bucket=BUCKET, Key=KEY)
    refused("NoSuchBucket", S3.get_object, Bucket="py-nowhere", Key=KEY)


def test_payload_that_is_not_signed_is_taken():
    client = boto3.client("s3", config=botocore.config.Config(s3={"payload_signing_enabled": False}, request_checksum_calculation="when_required"))
    client.put_object(Bucket=bucket(), Key="unsigned", Body=b"hello")
    assert client.get_object(Bucket=BUCKET, Key="unsigned")["Body"].read() == b"hello"


def test_object_is_put_once_when_that_is_asked_for():
    S3.put_object(Bucket=bucket(), Key="once", Body=b"1")
    refused("PreconditionFailed", S3.put_object, Bucket=BUCKET, Key="once", Body=b"2", IfNoneMatch="*")
    assert S3.get_object(Bucket=BUCKET, Key="once")["Body"].read() == b"1"


def test_objects_are_listed_in_pages():
    for number in range(5):
        S3.put_object(Bucket=bucket(), Key=f"list/{number} &", Body=b"x" * number)
    found = [one for page in S3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix="list/", PaginationConfig={"PageSize": 2}) for one in page["Contents"]]
    assert [(one["Key"], one["Size"]) for one in found] == [(f"list/{number} &", number) for number in range(5)]


def test_wrong_key_and_what_is_not_there_are_refused():
    wrong = boto3.client("s3", aws_secret_access_key="x" * 40, aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"])
    refused("SignatureDoesNotMatch", wrong.list_buckets)
    unknown = boto3.client("s3", aws_secret_access_key="x" * 40, aws_access_key_id="AKIDNOBODY0000000000")
    refused("InvalidAccessKeyId", unknown.list_buckets)
    try:
        S3.create_multipart_upload(Bucket=bucket(), Key="parts")
        raise AssertionError("a multipart upload was taken")
    except S3.exceptions.ClientError as error:
        assert error.response["Error"]["Code"] == "NotImplemented"
