using System.Xml.Linq;

namespace DeployCrew.Rehearsal.Api;

/// <summary>The operations of one query/XML service. An operation returns the content of its result element.</summary>
internal sealed record QueryOperations(
    string Service, XNamespace Namespace, IReadOnlyDictionary<string, Func<QueryForm, AwsCall, XElement>> Operations);
