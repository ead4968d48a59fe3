"""SSM Parameter Store."""
from client import of, pages, refused

SSM = of("ssm")


def test_parameter_is_written_read_changed_and_deleted():
    name = "/py/ssm/one"
    made = SSM.put_parameter(Name=name, Value="v1", Type="String", Description="first", Tags=[{"Key": "team", "Value": "a"}])
    assert (made["Version"], made["Tier"]) == (1, "Standard")
    refused("ParameterAlreadyExists", SSM.put_parameter, Name=name, Value="v2", Type="String")
    assert SSM.put_parameter(Name=name, Value="v2", Overwrite=True)["Version"] == 2
    found = SSM.get_parameter(Name=name)["Parameter"]
    assert (found["Value"], found["Version"], found["Type"], found["DataType"]) == ("v2", 2, "String", "text")
    assert found["ARN"].endswith(":parameter/py/ssm/one")
    assert SSM.get_parameter(Name=found["ARN"])["Parameter"]["Value"] == "v2"
    assert SSM.get_parameter(Name=name + ":1")["Parameter"]["Value"] == "v1"
    refused("ParameterVersionNotFound", SSM.get_parameter, Name=name + ":9")
    SSM.delete_parameter(Name=name)
    refused("ParameterNotFound", SSM.get_parameter, Name=name)
    refused("ParameterNotFound", SSM.delete_parameter, Name=name)


def test_history_and_labels():
    name = "/py/ssm/history"
    for value in ("a", "b", "c"):
        SSM.put_parameter(Name=name, Value=value, Type="String", Overwrite=True)
    assert SSM.label_parameter_version(Name=name, ParameterVersion=2, Labels=["stable", "aws-no", "1st"])["InvalidLabels"] == ["aws-no", "1st"]
    assert SSM.get_parameter(Name=name + ":stable")["Parameter"]["Value"] == "b"
    SSM.label_parameter_version(Name=name, Labels=["stable"])
    assert SSM.get_parameter(Name=name + ":stable")["Parameter"]["Value"] == "c"
    assert [one["Value"] for one in pages(SSM, "get_parameter_history", "Parameters", 2, Name=name)] == ["a", "b", "c"]
    assert SSM.get_parameter_history(Name=name)["Parameters"][2]["Labels"] == ["stable"]
    done = SSM.unlabel_parameter_version(Name=name, ParameterVersion=3, Labels=["stable", "other"])
    assert (done["RemovedLabels"], done["InvalidLabels"]) == (["stable"], ["other"])
    refused("ParameterVersionNotFound", SSM.label_parameter_version, Name=name, ParameterVersion=9, Labels=["x"])
    refused("ParameterVersionLabelLimitExceeded", lambda **more: [SSM.label_parameter_version(Labels=[f"l{first}-{n}" for n in range(6)], **more) for first in (1, 2)], Name=name)
    refused("ParameterNotFound", SSM.get_parameter_history, Name="/py/ssm/none")


def test_secure_strings_are_shown_with_decryption_only():
    SSM.put_parameter(Name="/py/ssm/secret", Value="s3cret", Type="SecureString", KeyId="alias/mine")
    assert SSM.get_parameter(Name="/py/ssm/secret")["Parameter"]["Value"] != "s3cret"
    assert SSM.get_parameter(Name="/py/ssm/secret", WithDecryption=True)["Parameter"]["Value"] == "s3cret"
    assert SSM.describe_parameters(ParameterFilters=[{"Key": "KeyId", "Values": ["alias/mine"]}])["Parameters"][0]["Name"] == "/py/ssm/secret"


def test_secrets_of_secrets_manager_are_shown():
    of("secretsmanager").create_secret(Name="py/shown", SecretString="s3cret")
    name = "/aws/reference/secretsmanager/py/shown"
    assert SSM.get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"] == "s3cret"
    assert SSM.get_parameters(Names=[name, name + "x"], WithDecryption=True)["InvalidParameters"] == [name + "x"]
    refused("ValidationException", SSM.get_parameter, Name=name)


def test_constraints():
    refused("ValidationException", SSM.put_parameter, Name="/py/ssm/x", Value="v", Type="Text")
    refused("ValidationException", SSM.put_parameter, Name="/py/ssm/x", Type="String")
    refused("ValidationException", SSM.put_parameter, Name="/py/ssm/x", Value="v")
    refused("ValidationException", SSM.put_parameter, Name="py/ssm", Value="v", Type="String")
    refused("ValidationException", SSM.put_parameter, Name="/aws/x", Value="v", Type="String")
    refused("ValidationException", SSM.put_parameter, Name="/py/ssm/x y", Value="v", Type="String")
    refused("ValidationException", SSM.put_parameter, Name="/py/ssm/x", Value="v" * 4097, Type="String")
    refused("ParameterPatternMismatchException", SSM.put_parameter, Name="/py/ssm/x", Value="v", Type="String", AllowedPattern="^\\d+$")
    refused("InvalidAllowedPatternException", SSM.put_parameter, Name="/py/ssm/x", Value="v", Type="String", AllowedPattern="(")
    refused("SerializationException", SSM.get_parameter, Name=["x"])
    assert SSM.put_parameter(Name="/py/ssm/big", Value="v" * 4097, Type="String", Tier="Intelligent-Tiering")["Tier"] == "Advanced"
    refused("ValidationException", SSM.put_parameter, Name="/py/ssm/big", Value="v", Tier="Standard", Overwrite=True)
    refused("ValidationException", SSM.put_parameter, Name="/py/ssm/big", Value="v", Overwrite=True, Tags=[{"Key": "a", "Value": "b"}])


def test_paths_and_filters_over_pages():
    for index in range(12):
        SSM.put_parameter(Name=f"/py/path/p{index:02}", Value=str(index), Type="StringList" if index % 2 else "String", Overwrite=True)
    SSM.put_parameter(Name="/py/path/deep/er", Value="x", Type="String", Overwrite=True)
    SSM.label_parameter_version(Name="/py/path/p03", Labels=["marked"])
    assert len(pages(SSM, "get_parameters_by_path", "Parameters", 5, Path="/py/path")) == 12
    assert len(pages(SSM, "get_parameters_by_path", "Parameters", 10, Path="/py/path/", Recursive=True)) == 13
    kinds = [{"Key": "Type", "Values": ["StringList"]}]
    assert len(pages(SSM, "get_parameters_by_path", "Parameters", 4, Path="/py/path", ParameterFilters=kinds)) == 6
    assert len(SSM.get_parameters_by_path(Path="/py/path", ParameterFilters=[{"Key": "Label", "Values": ["marked"]}])["Parameters"]) == 1
    refused("InvalidFilterKey", SSM.get_parameters_by_path, Path="/py/path", ParameterFilters=[{"Key": "Name", "Values": ["x"]}])
    refused("ValidationException", SSM.get_parameters_by_path, Path="py")
    refused("ValidationException", SSM.get_parameters_by_path, Path="/py", MaxResults=11)
    token = SSM.get_parameters_by_path(Path="/py/path", MaxResults=2)["NextToken"]
    refused("InvalidNextToken", SSM.get_parameters_by_path, Path="/py/path", NextToken="10")
    refused("InvalidNextToken", SSM.get_parameters_by_path, Path="/py/other", NextToken=token)


def test_descriptions_with_filters():
    def names(*filters):
        return [one["Name"] for one in SSM.get_paginator("describe_parameters").paginate(ParameterFilters=list(filters)).search("Parameters[]")]
    SSM.put_parameter(Name="/py/look/a", Value="x", Type="String", Tags=[{"Key": "kind", "Value": "fruit"}])
    SSM.put_parameter(Name="/py/look/b", Value="x", Type="String", Tier="Advanced", Description="second")
    SSM.put_parameter(Name="/py/look/c/d", Value="x", Type="String")
    assert names({"Key": "Name", "Values": ["/py/look/a"]}) == ["/py/look/a"]
    assert names({"Key": "Name", "Option": "BeginsWith", "Values": ["/py/look/"]}) == ["/py/look/a", "/py/look/b", "/py/look/c/d"]
    assert names({"Key": "Name", "Option": "Contains", "Values": ["look/c"]}) == ["/py/look/c/d"]
    assert names({"Key": "Path", "Values": ["/py/look"]}) == ["/py/look/a", "/py/look/b"]
    assert names({"Key": "Path", "Option": "Recursive", "Values": ["/py/look"]}) == ["/py/look/a", "/py/look/b", "/py/look/c/d"]
    assert names({"Key": "tag:kind", "Values": ["fruit"]}) == ["/py/look/a"]
    assert names({"Key": "Tier", "Values": ["Advanced"]}, {"Key": "Path", "Values": ["/py/look"]}) == ["/py/look/b"]
    assert len(pages(SSM, "describe_parameters", "Parameters", 2, ParameterFilters=[{"Key": "Path", "Option": "Recursive", "Values": ["/py/look"]}])) == 3
    assert SSM.describe_parameters(Filters=[{"Key": "Name", "Values": ["/py/look/b"]}])["Parameters"][0]["Description"] == "second"
    refused("InvalidFilterKey", SSM.describe_parameters, ParameterFilters=[{"Key": "Label", "Values": ["x"]}])
    refused("ValidationException", SSM.describe_parameters, ParameterFilters=[{"Key": "Colour", "Values": ["x"]}])
    refused("InvalidFilterOption", SSM.describe_parameters, ParameterFilters=[{"Key": "Type", "Option": "Near", "Values": ["x"]}])


def test_many_at_once():
    for name in ("a", "b"):
        SSM.put_parameter(Name=f"/py/many/{name}", Value=name, Type="String")
    found = SSM.get_parameters(Names=["/py/many/a", "/py/many/b:1", "/py/many/none"])
    assert sorted(one["Value"] for one in found["Parameters"]) == ["a", "b"]
    assert found["InvalidParameters"] == ["/py/many/none"]
    assert [one["Selector"] for one in found["Parameters"] if "Selector" in one] == [":1"]
    gone = SSM.delete_parameters(Names=["/py/many/a", "/py/many/b", "/py/many/none"])
    assert (sorted(gone["DeletedParameters"]), gone["InvalidParameters"]) == (["/py/many/a", "/py/many/b"], ["/py/many/none"])


def test_tags():
    SSM.put_parameter(Name="/py/tags", Value="x", Type="String", Tags=[{"Key": "a", "Value": "1"}])
    SSM.add_tags_to_resource(ResourceType="Parameter", ResourceId="/py/tags", Tags=[{"Key": "b", "Value": "2"}])
    SSM.remove_tags_from_resource(ResourceType="Parameter", ResourceId="/py/tags", TagKeys=["a"])
    assert SSM.list_tags_for_resource(ResourceType="Parameter", ResourceId="/py/tags")["TagList"] == [{"Key": "b", "Value": "2"}]
    refused("InvalidResourceId", SSM.list_tags_for_resource, ResourceType="Parameter", ResourceId="/py/none")
    refused("ValidationException", SSM.add_tags_to_resource, ResourceType="Parameter", ResourceId="/py/tags", Tags=[{"Key": "aws:x", "Value": "2"}])
