"""ECR."""
import base64
import hashlib
import json

import requests

from client import IMAGE, of, pages, refused

ECR = of("ecr")
POLICY = json.dumps({"rules": [{"rulePriority": 1, "selection": {"tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 3}, "action": {"type": "expire"}}]})


def put_image(repository, number, tag=None):
    """Pushes a layer and a configuration to the registry, and the manifest through ECR."""
    login = ECR.get_authorization_token()["authorizationData"][0]
    user, password = base64.b64decode(login["authorizationToken"]).decode().split(":")
    uri = ECR.describe_repositories(repositoryNames=[repository])["repositories"][0]["repositoryUri"]
    host = uri.split("/")[0]

    def blob(content):
        digest = "sha256:" + hashlib.sha256(content).hexdigest()
        begun = requests.post(f"http://{host}/v2/{repository}/blobs/uploads/", auth=(user, password))
        location = begun.headers["Location"]
        location = location if location.startswith("http") else f"http://{host}{location}"
        done = requests.put(f"{location}{'&' if '?' in location else '?'}digest={digest}", data=content, auth=(user, password))
        assert done.status_code == 201, done.text
        return digest, len(content)
    layer, layer_size = blob(b"layer %d" % number)
    config, config_size = blob(json.dumps({"number": number}).encode())
    media = "application/vnd.oci.image.manifest.v1+json"
    manifest = json.dumps({
        "schemaVersion": 2, "mediaType": media,
        "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": config, "size": config_size},
        "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": layer, "size": layer_size}]})
    return ECR.put_image(repositoryName=repository, imageManifest=manifest, **({"imageTag": tag} if tag else {}))["image"], manifest, layer


def test_repository_is_created_changed_and_deleted():
    made = ECR.create_repository(
        repositoryName="py/one", imageTagMutability="IMMUTABLE", imageScanningConfiguration={"scanOnPush": True},
        encryptionConfiguration={"encryptionType": "KMS", "kmsKey": "alias/k"}, tags=[{"Key": "team", "Value": "a"}])["repository"]
    assert (made["imageTagMutability"], made["imageScanningConfiguration"], made["encryptionConfiguration"]) == ("IMMUTABLE", {"scanOnPush": True}, {"encryptionType": "KMS", "kmsKey": "alias/k"})
    assert made["repositoryUri"].endswith("/py/one") and made["repositoryArn"].endswith(":repository/py/one")
    refused("RepositoryAlreadyExistsException", ECR.create_repository, repositoryName="py/one")
    refused("InvalidParameterException", ECR.create_repository, repositoryName="PY")
    refused("InvalidParameterException", ECR.create_repository, repositoryName="py/x", imageTagMutability="SOMETIMES")
    refused("InvalidTagParameterException", ECR.create_repository, repositoryName="py/x", tags=[{"Key": "aws:x", "Value": "a"}])
    ECR.put_image_tag_mutability(repositoryName="py/one", imageTagMutability="MUTABLE")
    ECR.put_image_scanning_configuration(repositoryName="py/one", imageScanningConfiguration={"scanOnPush": False})
    found = ECR.describe_repositories(repositoryNames=["py/one"])["repositories"][0]
    assert (found["imageTagMutability"], found["imageScanningConfiguration"]) == ("MUTABLE", {"scanOnPush": False})
    ECR.tag_resource(resourceArn=made["repositoryArn"], tags=[{"Key": "b", "Value": "2"}])
    ECR.untag_resource(resourceArn=made["repositoryArn"], tagKeys=["team"])
    assert ECR.list_tags_for_resource(resourceArn=made["repositoryArn"])["tags"] == [{"Key": "b", "Value": "2"}]
    ECR.delete_repository(repositoryName="py/one")
    refused("RepositoryNotFoundException", ECR.describe_repositories, repositoryNames=["py/one"])
    refused("RepositoryNotFoundException", ECR.list_tags_for_resource, resourceArn=made["repositoryArn"])


def test_repositories_over_pages():
    for name in ("a", "b", "c"):
        ECR.create_repository(repositoryName=f"py/pages/{name}")
    assert len(pages(ECR, "describe_repositories", "repositories", 1)) >= 3
    refused("InvalidParameterException", ECR.describe_repositories, nextToken="2")


def test_policies():
    ECR.create_repository(repositoryName="py/policies")
    refused("LifecyclePolicyNotFoundException", ECR.get_lifecycle_policy, repositoryName="py/policies")
    ECR.put_lifecycle_policy(repositoryName="py/policies", lifecyclePolicyText=POLICY)
    refused("InvalidParameterException", ECR.put_lifecycle_policy, repositoryName="py/policies", lifecyclePolicyText="x" * 200)
    assert json.loads(ECR.get_lifecycle_policy(repositoryName="py/policies")["lifecyclePolicyText"]) == json.loads(POLICY)
    ECR.delete_lifecycle_policy(repositoryName="py/policies")
    refused("LifecyclePolicyNotFoundException", ECR.delete_lifecycle_policy, repositoryName="py/policies")
    refused("RepositoryPolicyNotFoundException", ECR.get_repository_policy, repositoryName="py/policies")
    ECR.set_repository_policy(repositoryName="py/policies", policyText='{"Version":"2012-10-17","Statement":[]}')
    assert "2012" in ECR.get_repository_policy(repositoryName="py/policies")["policyText"]
    ECR.delete_repository_policy(repositoryName="py/policies")
    refused("RepositoryPolicyNotFoundException", ECR.delete_repository_policy, repositoryName="py/policies")


def test_images():
    ECR.create_repository(repositoryName="py/images")
    image, manifest, layer = put_image("py/images", 1, "v1")
    assert image["imageId"]["imageTag"] == "v1"
    refused("ImageAlreadyExistsException", ECR.put_image, repositoryName="py/images", imageManifest=manifest, imageTag="v1")
    refused("ImageDigestDoesNotMatchException", ECR.put_image, repositoryName="py/images", imageManifest=manifest, imageTag="v1", imageDigest="sha256:" + "0" * 64)
    refused("LayersNotFoundException", ECR.put_image, repositoryName="py/images", imageManifest=manifest.replace(layer, "sha256:" + "0" * 64))
    refused("InvalidParameterException", ECR.put_image, repositoryName="py/images", imageManifest="{")
    ECR.put_image(repositoryName="py/images", imageManifest=manifest, imageTag="stable")
    untagged, _, _ = put_image("py/images", 2)
    found = ECR.describe_images(repositoryName="py/images", imageIds=[{"imageTag": "v1"}])["imageDetails"][0]
    assert (found["imageTags"], found["imageDigest"]) == (["stable", "v1"], image["imageId"]["imageDigest"])
    assert len(ECR.describe_images(repositoryName="py/images", filter={"tagStatus": "UNTAGGED"})["imageDetails"]) == 1
    assert len(pages(ECR, "describe_images", "imageDetails", 1, repositoryName="py/images")) == 2
    assert len(pages(ECR, "list_images", "imageIds", 2, repositoryName="py/images")) == 3
    assert len(ECR.list_images(repositoryName="py/images", filter={"tagStatus": "TAGGED"})["imageIds"]) == 2
    refused("ImageNotFoundException", ECR.describe_images, repositoryName="py/images", imageIds=[{"imageTag": "none"}])
    got = ECR.batch_get_image(repositoryName="py/images", imageIds=[{"imageTag": "v1"}, {"imageTag": "none"}, {}])
    assert got["images"][0]["imageManifest"] == manifest
    assert [one["failureCode"] for one in got["failures"]] == ["ImageNotFound", "MissingDigestAndTag"]
    layers = ECR.batch_check_layer_availability(repositoryName="py/images", layerDigests=[layer, "sha256:" + "0" * 64, "x"])
    assert [one["layerAvailability"] for one in layers["layers"]] == ["AVAILABLE", "UNAVAILABLE"]
    assert layers["failures"][0]["failureCode"] == "InvalidLayerDigest"
    refused("ScanNotFoundException", ECR.describe_image_scan_findings, repositoryName="py/images", imageId={"imageTag": "v1"})
    assert found["artifactMediaType"] == "application/vnd.oci.image.config.v1+json"
    refused("RepositoryNotEmptyException", ECR.delete_repository, repositoryName="py/images")
    gone = ECR.batch_delete_image(repositoryName="py/images", imageIds=[{"imageTag": "v1"}, {"imageTag": "none"}])
    assert (gone["imageIds"][0]["imageTag"], gone["failures"][0]["failureCode"]) == ("v1", "ImageNotFound")
    assert ECR.describe_images(repositoryName="py/images", imageIds=[{"imageTag": "stable"}])["imageDetails"][0]["imageTags"] == ["stable"]
    ECR.batch_delete_image(repositoryName="py/images", imageIds=[{"imageDigest": untagged["imageId"]["imageDigest"]}])
    assert len(ECR.list_images(repositoryName="py/images")["imageIds"]) == 1
    ECR.delete_repository(repositoryName="py/images", force=True)


def test_scans_claim_nothing_and_rehearse_what_a_tag_asks_for():
    repository = ECR.create_repository(repositoryName="py/scans")["repository"]
    put_image("py/scans", 5, "v1")
    image = {"repositoryName": "py/scans", "imageId": {"imageTag": "v1"}}
    refused("ImageNotFoundException", ECR.start_image_scan, repositoryName="py/scans", imageId={"imageTag": "none"})
    assert ECR.start_image_scan(**image)["imageScanStatus"]["status"] == "IN_PROGRESS"
    unsupported = ECR.describe_image_scan_findings(**image)
    assert unsupported["imageScanStatus"]["status"] == "UNSUPPORTED_IMAGE" and "imageScanFindings" not in unsupported
    ECR.tag_resource(resourceArn=repository["repositoryArn"], tags=[{"Key": "deploycrew:scan", "Value": "CRITICAL=1 HIGH=2"}])
    done = ECR.describe_image_scan_findings(**image)
    assert (done["imageScanStatus"]["status"], done["imageScanFindings"]["findingSeverityCounts"]) == ("COMPLETE", {"CRITICAL": 1, "HIGH": 2})
    assert len(done["imageScanFindings"]["findings"]) == 3
    ECR.delete_repository(repositoryName="py/scans", force=True)


def test_immutable_tags_stay():
    ECR.create_repository(repositoryName="py/fixed", imageTagMutability="IMMUTABLE")
    put_image("py/fixed", 3, "v1")
    refused("ImageTagAlreadyExistsException", put_image, repository="py/fixed", number=4, tag="v1")


def test_what_the_registry_has_is_what_ecr_says():
    name, digest = IMAGE.split("/", 1)[1].split("@")
    assert digest in [one["imageDigest"] for one in ECR.describe_images(repositoryName=name)["imageDetails"]]
    assert json.loads(ECR.batch_get_image(repositoryName=name, imageIds=[{"imageDigest": digest}])["images"][0]["imageManifest"])["layers"]
