using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Blueprints;

/// <summary>A resource that was added, to be referred to: <c>vpc.Id</c>, <c>vpc["cidrBlock"]</c>.</summary>
internal sealed record ResourceHandle(string Name)
{
    public Reference Id => this["id"];

    public Reference Arn => this["arn"];

    public Reference this[string property] => new(Name, property);
}
