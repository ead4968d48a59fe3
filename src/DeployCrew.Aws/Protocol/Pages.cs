using System.Runtime.CompilerServices;
using DeployCrew.Core.Errors;

namespace DeployCrew.Aws.Protocol;

/// <summary>Reads what comes in pages to its end.</summary>
internal static class Pages
{
    /// <summary>Every item of every page, in order.</summary>
    /// <param name="operation">Service and operation, for errors.</param>
    /// <param name="ask">Asks for the page of a token; null is the first one.</param>
    /// <param name="items">Items of a page.</param>
    /// <param name="next">Token of the page after it; null or empty where there is none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="DeployError">DC7004: the same token twice, which would have no end.</exception>
    public static async IAsyncEnumerable<TItem> ReadAsync<TPage, TItem>(
        string operation, Func<string?, Task<TPage>> ask, Func<TPage, IEnumerable<TItem>> items, Func<TPage, string?> next,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await ask(token);
            foreach (var item in items(page))
                yield return item;
            token = next(page);
            if (!string.IsNullOrEmpty(token) && !seen.Add(token))
                throw AwsErrors.UnexpectedAnswer(operation, "it gives the same page token twice");
        }
        while (!string.IsNullOrEmpty(token));
    }
}

/// <summary>How an operation of the JSON protocol, or of a query protocol, names the parts of its pages.</summary>
/// <param name="Input">Member of the request that takes the token.</param>
/// <param name="Output">Member of the answer that gives it.</param>
/// <param name="Items">Member of the answer that has the items.</param>
internal sealed record Paging(string Input, string Output, string Items);
