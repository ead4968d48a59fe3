namespace DeployCrew.Core.Ports;

/// <summary>Finds resources by their tags, whoever made them.</summary>
public interface ITaggedResources
{
    /// <summary>ARNs of the resources that carry all of these tags, in order.</summary>
    Task<IReadOnlyList<string>> FindAsync(IReadOnlyDictionary<string, string> tags, CancellationToken cancellationToken);
}
