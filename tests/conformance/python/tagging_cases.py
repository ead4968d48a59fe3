"""Resource Groups Tagging API: what every service has tagged."""
from client import of, pages, refused

TAGGING = of("resourcegroupstaggingapi")


def test_resources_of_all_services_are_found_by_tag_and_type():
    tag = [{"Key": "py-case", "Value": "1"}]
    of("ssm").put_parameter(Name="/py/tagged", Value="x", Type="String", Tags=tag)
    of("ecr").create_repository(repositoryName="py/tagged", tags=tag)
    of("logs").create_log_group(logGroupName="py/tagged", tags={"py-case": "1"})
    of("secretsmanager").create_secret(Name="py/tagged", Tags=tag)
    of("ecs").create_cluster(clusterName="py-tagged", tags=[{"key": "py-case", "value": "1"}])
    filters = [{"Key": "py-case", "Values": ["1"]}]
    found = [one["ResourceARN"] for one in TAGGING.get_resources(TagFilters=filters)["ResourceTagMappingList"]]
    assert sorted(arn.split(":")[2] for arn in found) == ["ecr", "ecs", "logs", "secretsmanager", "ssm"]
    assert len(TAGGING.get_resources(TagFilters=filters, ResourceTypeFilters=["ecs:cluster", "ecr"])["ResourceTagMappingList"]) == 2
    assert len(pages_of_resources(filters, 2)) == 5
    assert TAGGING.get_resources(ResourceARNList=found[:1])["ResourceTagMappingList"][0]["Tags"] == tag
    assert "py-case" in TAGGING.get_tag_keys()["TagKeys"]
    assert TAGGING.get_tag_values(Key="py-case")["TagValues"] == ["1"]
    failed = TAGGING.tag_resources(ResourceARNList=[found[0], "arn:aws:ecs:eu-west-1:000000000000:cluster/none"], Tags={"more": "yes"})["FailedResourcesMap"]
    assert list(failed) == ["arn:aws:ecs:eu-west-1:000000000000:cluster/none"]
    assert TAGGING.get_tag_values(Key="more")["TagValues"] == ["yes"]
    assert TAGGING.untag_resources(ResourceARNList=found, TagKeys=["py-case"])["FailedResourcesMap"] == {}
    assert TAGGING.get_resources(TagFilters=filters)["ResourceTagMappingList"] == []


def pages_of_resources(filters, size):
    return pages(TAGGING, "get_resources", "ResourceTagMappingList", size, TagFilters=filters)


def test_constraints():
    refused("InvalidParameterException", TAGGING.get_resources, ResourceARNList=["arn:aws:x"], TagFilters=[{"Key": "a"}])
    refused("PaginationTokenExpiredException", TAGGING.get_resources, PaginationToken="x")
    refused("InvalidParameterException", TAGGING.get_tag_values)
