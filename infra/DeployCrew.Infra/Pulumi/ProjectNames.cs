using DeployCrew.Infra.Catalogue;
using DeployCrew.Infra.Model;

namespace DeployCrew.Infra.Pulumi;

/// <summary>What everything is called in the generated project, decided once for all files.</summary>
internal sealed class ProjectNames
{
    private readonly Dictionary<string, Resource> resources;
    private readonly Dictionary<string, IReadOnlyList<string>> targets;
    private readonly Dictionary<string, string> members = new(StringComparer.Ordinal);
    private readonly HashSet<string> exported;
    private readonly HashSet<string> referred;
    private readonly List<string> order;

    public ProjectNames(StackModel model)
    {
        resources = model.Resources.ToDictionary(resource => resource.Name, StringComparer.Ordinal);
        var project = Naming.Pascal(model.Project);
        Namespace = $"{project}Infrastructure";
        StackClass = $"{project}Stack";
        targets = model.Resources.ToDictionary(resource => resource.Name, Values.ReferredBy, StringComparer.Ordinal);
        referred = [.. targets.Values.SelectMany(names => names)];
        exported = [.. model.Resources.SelectMany(resource => targets[resource.Name]
            .Where(target => Concept(target) != resource.Options.Concept))];
        exported.UnionWith(model.Outputs.SelectMany(output => Values.SelfAndInner(output.Value)).OfType<Reference>()
            .Select(reference => reference.Resource));
        var concepts = model.Resources.GroupBy(resource => resource.Options.Concept, StringComparer.Ordinal)
            .Select(concept => (concept.Key, Blocks: ResourceBlocks.Of([.. concept]))).ToList();
        exported.UnionWith(concepts.SelectMany(concept => ResourceBlocks.Shared(concept.Blocks)));
        foreach (var (name, blocks) in concepts)
            NameMembers(name, [.. blocks.SelectMany(block => block)]);
        order = [.. concepts.Select(concept => concept.Key)];
        Concepts = [.. concepts.Select(concept => Describe(concept.Key, concept.Blocks))];
    }

    public string Namespace { get; }

    public string StackClass { get; }

    /// <summary>In the order in which the model has them, which is one in which each comes after those it needs.</summary>
    public IReadOnlyList<ConceptCode> Concepts { get; }

    /// <summary>Whether another concept, or an output of the stack, refers to the resource.</summary>
    public bool IsExported(string resource) => exported.Contains(resource);

    /// <summary>Whether anything refers to the resource.</summary>
    public bool IsReferred(string resource) => referred.Contains(resource);

    /// <summary>Name of the property or, in camelCase, of the local that holds a resource.</summary>
    public string Member(string resource) => members[resource];

    /// <summary>C# type of a resource: <c>Aws.Ecs.Service</c>.</summary>
    public static string Type(Resource resource)
    {
        var type = Catalogued(resource);
        return $"Aws.{type.Namespace}.{type.Class}";
    }

    public static CatalogueResource Catalogued(Resource resource) =>
        ResourceCatalogue.Aws.Find(resource.Type) ?? throw new InvalidOperationException($"{resource.Type} is not in the catalogue.");

    /// <summary>C# expression for a resource, seen from a concept; an empty concept is the stack class. What has a condition is only
    /// referred to where it holds.</summary>
    public string Expression(string resource, string from)
    {
        var concept = Concept(resource);
        if (concept == from && !IsExported(resource))
            return CSharp.Identifier(Naming.Camel(members[resource]));
        var member = resources[resource].Options.When is null ? members[resource] : $"{members[resource]}!";
        return concept == from ? member : $"{Variable(concept)}.{member}";
    }

    /// <summary>Name of a variable that holds a concept: <c>webService</c>.</summary>
    public static string Variable(string concept) => CSharp.Identifier(Naming.Camel(Naming.Pascal(concept)));

    /// <summary>The resource of that name.</summary>
    public Resource Find(string resource) => resources[resource];

    /// <summary>C# property of a configuration key: <c>aws:region</c> → <c>Region</c>.</summary>
    public static string Configured(string key) => Naming.Pascal(key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    private string Concept(string resource) => resources[resource].Options.Concept;

    /// <summary>Inside WebService a resource <c>web-target</c> is <c>Target</c>, unless two would get one name or the class's.</summary>
    private void NameMembers(string concept, List<Resource> inConcept)
    {
        var cut = concept.LastIndexOf('-');
        var subject = cut < 0 ? "\0" : concept[..(cut + 1)];
        var names = inConcept.Select(resource => (resource.Name,
            Short: Naming.Pascal(resource.Name.StartsWith(subject,
                StringComparison.Ordinal) ? resource.Name[subject.Length..] : resource.Name))).ToList();
        var counts = names.CountBy(entry => entry.Short).ToDictionary(StringComparer.Ordinal);
        foreach (var (name, candidate) in names)
        {
            var taken = counts[candidate] > 1 || candidate == Naming.Pascal(concept) || candidate[0] == '_';
            var full = Naming.Pascal(name);
            members[name] = !taken ? candidate : full == Naming.Pascal(concept) ? WithNamespace(name) : full;
        }
    }

    /// <summary>A class cannot have a member of its own name: in Cluster, the cluster is <c>EcsCluster</c>.</summary>
    private string WithNamespace(string resource)
    {
        var type = Catalogued(resources[resource]);
        return $"{type.Namespace}{type.Class}";
    }

    private ConceptCode Describe(string concept, IReadOnlyList<IReadOnlyList<Resource>> blocks)
    {
        var all = blocks.SelectMany(block => block).ToList();
        var needed = all.SelectMany(resource => targets[resource.Name]).Select(Concept).Where(other => other != concept).ToHashSet(StringComparer.Ordinal);
        var configured = all.Exists(resource => resource.Options.When is not null
            || resource.Inputs.Any(input => Values.Keys(input.Value).Any()));
        return new(concept, Naming.Pascal(concept), blocks, order.Where(needed.Contains).ToList(), configured);
    }
}
